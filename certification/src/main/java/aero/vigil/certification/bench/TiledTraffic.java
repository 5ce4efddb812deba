package aero.vigil.certification.bench;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.ingest.simulator.TruthState;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.PlanKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Aircraft on straight routes of 160 NM anywhere in a tiled region, each somewhere on its route,
 * one in three climbing or descending; and plans of others that leave later.
 */
final class TiledTraffic {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final double METRES_IN_FOOT = 0.3048;
    private static final double ROUTE_NM = 160;
    private static final long TAXI_MICROS = 600_000_000L;

    /** Codes are 4,096 only; who comes later has the conspicuity code of Mode S regions. */
    private static final int DISCRETE_CODES = 3_000;

    private static final int CONSPICUITY = 01000;
    private static final int FIRST_CODE = 01100;

    private final TiledRegion region;
    private final SystemPlane plane = TiledRegion.plane();
    private final Random random;
    private final long startMicros;
    private final List<Straight> aircraft = new ArrayList<>();

    TiledTraffic(TiledRegion region, int count, long seed, long startMicros) {
        this.region = region;
        this.startMicros = startMicros;
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            aircraft.add(new Straight(i));
        }
    }

    List<? extends Target> targets() {
        return aircraft;
    }

    /** The plans of those in the air, and of others until there are so many. */
    List<FiledPlan> plans(int count) {
        List<FiledPlan> plans = new ArrayList<>();
        aircraft.forEach(one -> plans.add(one.plan(startMicros)));
        for (int i = aircraft.size(); i < count; i++) {
            long later = (60 + random.nextInt(180)) * 60_000_000L;
            plans.add(new Straight(i).plan(startMicros + later));
        }
        return plans;
    }

    /** One aircraft. */
    private final class Straight implements Target {
        private final int number;
        private final Transponder transponder;
        private final String from;
        private final String to;
        private final PlanePosition begin;
        private final double metres;
        private final double east;
        private final double north;
        private final double feet;
        private final double climb;
        private final double secondsFlown;

        Straight(int number) {
            this.number = number;
            transponder =
                    new Transponder(
                            0x400000 + number,
                            "T" + number,
                            number < DISCRETE_CODES ? FIRST_CODE + number % 3_400 : CONSPICUITY,
                            25,
                            random.nextDouble() * 74 - 37);
            double course = random.nextDouble() * 2 * Math.PI;
            double x = (random.nextDouble() - 0.5) * region.widthNm() * NM;
            double y = (random.nextDouble() - 0.5) * region.heightNm() * NM;
            double behind = random.nextDouble() * ROUTE_NM * NM;
            double ahead = ROUTE_NM * NM - behind;
            from = minutes(x - behind * Math.sin(course), y - behind * Math.cos(course));
            to = minutes(x + ahead * Math.sin(course), y + ahead * Math.cos(course));
            begin = place(from);
            PlanePosition end = place(to);
            double dx = end.xMetres() - begin.xMetres();
            double dy = end.yMetres() - begin.yMetres();
            metres = Math.sqrt(dx * dx + dy * dy);
            double speed = (350 + random.nextInt(130)) * KNOT;
            east = dx / metres * speed;
            north = dy / metres * speed;
            secondsFlown = behind / speed;
            feet = 1_000.0 * (5 + random.nextInt(35));
            climb = random.nextInt(3) == 0 ? (random.nextInt(40) - 20) : 0;
        }

        /** An element of a route: whole minutes of latitude and longitude. */
        private String minutes(double x, double y) {
            GeodeticPosition at = plane.toGeodetic(x, y);
            long latitude = Math.round(at.latitudeDegrees() * 60);
            long longitude = Math.round(Math.abs(at.longitudeDegrees()) * 60);
            return String.format(
                    Locale.ROOT,
                    "%02d%02dN%03d%02d%s",
                    latitude / 60,
                    latitude % 60,
                    longitude / 60,
                    longitude % 60,
                    at.longitudeDegrees() < 0 ? "W" : "E");
        }

        private PlanePosition place(String element) {
            double latitude =
                    Integer.parseInt(element.substring(0, 2))
                            + Integer.parseInt(element.substring(2, 4)) / 60.0;
            double longitude =
                    Integer.parseInt(element.substring(5, 8))
                            + Integer.parseInt(element.substring(8, 10)) / 60.0;
            return plane.toPlane(latitude, element.endsWith("W") ? -longitude : longitude);
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public Transponder transponder() {
            return transponder;
        }

        @Override
        public TruthState at(long timeMicros) {
            double seconds = (timeMicros - startMicros) * 1e-6;
            double flown = secondsFlown + seconds;
            GeodeticPosition at =
                    plane.toGeodetic(
                            begin.xMetres() + east * flown, begin.yMetres() + north * flown);
            double altitude = Math.max(1_000, feet + climb * seconds);
            return new TruthState(
                    timeMicros,
                    Math.toRadians(at.latitudeDegrees()),
                    Math.toRadians(at.longitudeDegrees()),
                    altitude * METRES_IN_FOOT,
                    altitude,
                    north,
                    east,
                    climb,
                    feet + climb * 120);
        }

        /** Its plan, when it is where it is at a time. */
        FiledPlan plan(long hereMicros) {
            double speed = Math.sqrt(east * east + north * north);
            long offBlock = hereMicros - (long) (secondsFlown * 1e6) - TAXI_MICROS;
            return FiledPlan.newBuilder()
                    .setKey(
                            PlanKey.newBuilder()
                                    .setCallsign(transponder.callsign())
                                    .setDeparture("EGLL")
                                    .setDestination("LIRF")
                                    .setOffBlockTimeMicros(offBlock))
                    .setFlightRules("I")
                    .setFlightType("S")
                    .setAircraftCount(1)
                    .setAircraftType("A320")
                    .setWakeCategory("M")
                    .setEquipment("SDFGRWY/S")
                    .setSpeed(String.format(Locale.ROOT, "N%04d", Math.round(speed / KNOT)))
                    .setLevel(String.format(Locale.ROOT, "F%03d", Math.round(feet / 100)))
                    .addRoute(from)
                    .addRoute("DCT")
                    .addRoute(to)
                    .setElapsedMinutes((int) Math.ceil(metres / speed / 60))
                    .build();
        }
    }
}
