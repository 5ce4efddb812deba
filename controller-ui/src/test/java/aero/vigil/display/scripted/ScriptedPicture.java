package aero.vigil.display.scripted;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.QuarantinedCommand;
import aero.vigil.wire.airspace.RawPlots;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.SafetyNetStatus;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.SensorSite;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.airspace.TrackStatus;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Aircraft on straight lines over Switzerland, cut into frames ten times a second. */
public final class ScriptedPicture {

    private static final long START_MICROS = 1_795_256_537_000_000L;
    private static final long TICK_MICROS = 100_000;
    private static final int ROTATION_TICKS = 40;
    private static final int CHURN_TICKS = 20;
    private static final int CHURN_LIVE = 45;

    /** Numbers of those that come and go begin here. */
    private static final int CHURNED = 5_000;

    private static final String[] AIRLINES = {
        "SWR", "DLH", "EZY", "AUA", "BAW", "AFR", "RYR", "KLM", "EDW", "VLG", "ITY", "WZZ", "TAP",
        "UAE", "QTR", "SAS"
    };
    private static final String[] TYPES = {
        "A320", "A21N", "B738", "BCS3", "A333", "E195", "B77W", "A319", "A20N", "B789"
    };

    private final Adaptation adaptation;
    private final Random random;
    private final Map<Integer, Aircraft> aircraft = new TreeMap<>();
    private final Map<Integer, Flight> flights = new TreeMap<>();
    private final Map<Integer, Alert> alerts = new TreeMap<>();
    private final Map<String, Position> positions = new TreeMap<>();
    private final List<Flight> changedFlights = new ArrayList<>();
    private final List<Integer> endedTracks = new ArrayList<>();
    private final List<Integer> endedFlights = new ArrayList<>();
    private final RawPlots.Builder plots = RawPlots.newBuilder();
    private boolean churns;
    private final List<Alert> changedAlerts = new ArrayList<>();
    private final List<Integer> endedAlerts = new ArrayList<>();
    private final List<Position> changedPositions = new ArrayList<>();
    private final List<Command> given = new ArrayList<>();
    private final Map<Long, QuarantinedCommand> quarantined = new TreeMap<>();
    private final List<Long> released = new ArrayList<>();
    private @Nullable SafetyNetStatus safetyNets;
    private boolean netsChanged;
    private long number;

    /** One aircraft: metres, metres a second, flight levels. */
    private static final class Aircraft {
        int number;
        int flight;
        double x;
        double y;
        double vx;
        double vy;
        double level;
        int cleared;
        int code;
        String callsign = "";
        long silentSinceMicros;
        int status = TrackStatus.CONFIRMED_VALUE | TrackStatus.MULTI_SENSOR_VALUE;
    }

    public ScriptedPicture(int count, long seed) {
        this.adaptation = switzerland();
        this.random = new Random(seed);
        for (PositionDefinition definition : adaptation.getPositionsList()) {
            positions.put(
                    definition.getId(),
                    Position.newBuilder()
                            .setId(definition.getId())
                            .setRole(definition.getRole())
                            .addAllSectors(definition.getSectorsList())
                            .build());
        }
        for (int index = 1; index <= count; index++) {
            add(index);
        }
    }

    private static Adaptation switzerland() {
        Path file =
                Path.of(
                        System.getProperty("vigil.root", "."),
                        "config/adaptations/switzerland.json");
        try {
            Adaptation.Builder builder = Adaptation.newBuilder();
            JsonFormat.parser().merge(Files.readString(file), builder);
            return builder.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(int index) {
        Aircraft plane = new Aircraft();
        plane.number = index;
        plane.x = (random.nextDouble() - 0.5) * 560_000;
        plane.y = (random.nextDouble() - 0.5) * 330_000;
        double course = random.nextDouble() * 2 * StrictMath.PI;
        double speed = 190 + random.nextDouble() * 60;
        plane.vx = StrictMath.sin(course) * speed;
        plane.vy = StrictMath.cos(course) * speed;
        plane.level = 290 + 10 * random.nextInt(11);
        plane.cleared = (int) plane.level;
        plane.code = 512 + index;
        if (index % 9 == 0) {
            plane.level -= 35;
        }
        plane.callsign =
                AIRLINES[random.nextInt(AIRLINES.length)]
                        + (100 + random.nextInt(899))
                        + (random.nextInt(3) == 0 ? "K" : "");
        aircraft.put(index, plane);
        if (index % 7 != 0) {
            plane.flight = 1000 + index;
            flights.put(plane.flight, flightOf(plane, index));
        }
    }

    /** Those in the middle are assumed by UE, some around it notified, the rest is of others. */
    private Flight flightOf(Aircraft plane, int index) {
        long now = timeMicros();
        Flight.Builder flight =
                Flight.newBuilder()
                        .setId(plane.flight)
                        .setVersion(1)
                        .setKey(
                                PlanKey.newBuilder()
                                        .setCallsign(plane.callsign)
                                        .setDeparture("LFPG")
                                        .setDestination("LIRF")
                                        .setOffBlockTimeMicros(now - 3_600_000_000L))
                        .setFlightRules("I")
                        .setAircraftType(TYPES[index % TYPES.length])
                        .setWakeCategory(index % 10 == 6 || index % 10 == 4 ? "H" : "M")
                        .setMode3A(plane.code)
                        .setLifecycle(Lifecycle.ACTIVE)
                        .setTrack(plane.number)
                        .setClearedLevel(plane.cleared)
                        .setRequestedLevel(370)
                        .setRouteAsFiled("N0450F370 BLM UN491 ZUE UM738 ODINA")
                        .setFiled(
                                FiledPlan.newBuilder()
                                        .setFlightType("S")
                                        .setAircraftCount(1)
                                        .setEquipment("SDE2FGIRWY/LB1")
                                        .setSpeed("N0450")
                                        .setLevel("F370")
                                        .setElapsedMinutes(95)
                                        .addAlternates("LIRN")
                                        .setOther("PBN/B1D1 REG/HBIJK"));
        String[] names = {"BLM", "ZUE", "DEGES", "ODINA"};
        for (int step = 0; step < names.length; step++) {
            flight.addRoute(
                    RoutePoint.newBuilder()
                            .setName(names[step])
                            .setX((int) (2 * (plane.x + plane.vx * 240 * (step + 1))))
                            .setY((int) (2 * (plane.y + plane.vy * 240 * (step + 1))))
                            .setTimeMicros(now + 240_000_000L * (step + 1)));
        }
        boolean inside = Math.abs(plane.x - 45_000) < 75_000 && Math.abs(plane.y) < 70_000;
        boolean near = plane.x > -90_000 && plane.x < 180_000 && Math.abs(plane.y) < 120_000;
        if (index <= 8 || (inside && index % 3 != 0)) {
            flight.setControllingSector("UE").setNextSector("MIL");
        } else if (near && index % 3 == 0) {
            flight.setControllingSector("REI")
                    .setNextSector("UE")
                    .addSectors(entry("UE", now + 60_000_000L * (1 + index % 12)));
        } else {
            flight.setControllingSector("UW").setNextSector("MRS");
        }
        return flight.addSectors(entry("MIL", now + 1_500_000_000L)).build();
    }

    private static SectorEntry entry(String sector, long entryMicros) {
        return SectorEntry.newBuilder()
                .setSector(sector)
                .setEntryMicros(entryMicros)
                .setExitMicros(entryMicros + 900_000_000L)
                .setLevel(360)
                .setEntryPoint(sector.equals("UE") ? "BLM" : "ODINA")
                .build();
    }

    public long timeMicros() {
        return START_MICROS + number * TICK_MICROS;
    }

    /** Two aircraft closing on each other at one level in the middle of UE, with their alert. */
    public void conflict() {
        List<Aircraft> two =
                flights.values().stream()
                        .filter(flight -> flight.getControllingSector().equals("UE"))
                        .map(flight -> aircraft(flight.getTrack()))
                        .limit(2)
                        .toList();
        Aircraft a = two.get(0);
        Aircraft b = two.get(1);
        a.x = 38_000;
        a.y = 22_000;
        a.vx = 205;
        a.vy = -60;
        b.x = 78_000;
        b.y = 8_000;
        b.vx = -190;
        b.vy = 40;
        a.level = 352;
        b.level = 360;
        alert(
                Alert.newBuilder()
                        .setId(1)
                        .setKind(Alert.Kind.STCA)
                        .setTrackA(Math.min(a.number, b.number))
                        .setTrackB(Math.max(a.number, b.number))
                        .setViolationMillis(78_000)
                        .setLeastDistanceMetres(5_700)
                        .setLeastVerticalFeet(200)
                        .build());
    }

    /** An alert of a net about a single track, of a flight in UE. */
    public void alertAboutOne(Alert.Kind kind, String text, int feet) {
        Flight flight =
                flights.values().stream()
                        .filter(one -> one.getControllingSector().equals("UE"))
                        .findFirst()
                        .orElseThrow();
        alert(
                Alert.newBuilder()
                        .setId(2)
                        .setKind(kind)
                        .setTrackA(flight.getTrack())
                        .setFlight(flight.getId())
                        .setLeastVerticalFeet(feet)
                        .setInfringed(true)
                        .setText(text)
                        .build());
    }

    public void alert(Alert alert) {
        alerts.put(alert.getId(), alert);
        changedAlerts.add(alert);
    }

    public void endAlert(int id) {
        alerts.remove(id);
        endedAlerts.add(id);
    }

    /** What the safety nets go by from now on. */
    public void safetyNets(SafetyNetStatus status) {
        safetyNets = status;
        netsChanged = true;
    }

    /** Notes that an order has come, whatever becomes of it. */
    void came(Command command) {
        given.add(command);
    }

    /** Every order that came, in its order. */
    public List<Command> given() {
        return List.copyOf(given);
    }

    public void changeFlight(int id, UnaryOperator<Flight.Builder> change) {
        Flight before = flight(id);
        Flight.Builder builder = before.toBuilder().setVersion(before.getVersion() + 1);
        Flight after = change.apply(builder).build();
        flights.put(id, after);
        changedFlights.add(after);
    }

    public void order(int id, String what, String value, String sector) {
        changeFlight(
                id,
                flight ->
                        flight.addOrders(
                                Order.newBuilder()
                                        .setWhat(what)
                                        .setValue(value)
                                        .setSector(sector)
                                        .setTimeMicros(timeMicros())));
    }

    public void hold(String position, String user) {
        Position held = position(position).toBuilder().setUser(user).build();
        positions.put(position, held);
        changedPositions.add(held);
    }

    public Position position(String id) {
        Position position = positions.get(id);
        if (position == null) {
            throw new IllegalArgumentException("no position " + id);
        }
        return position;
    }

    public boolean hasPosition(String id) {
        return positions.containsKey(id);
    }

    public Flight flight(int id) {
        Flight flight = flights.get(id);
        if (flight == null) {
            throw new IllegalArgumentException("no flight " + id);
        }
        return flight;
    }

    public Collection<Flight> flights() {
        return List.copyOf(flights.values());
    }

    /** What sees this track from now on: bits of {@code TrackStatus}. */
    public void seenBy(int track, int bits) {
        aircraft(track).status = TrackStatus.CONFIRMED_VALUE | bits;
    }

    /** A radar sees something here: raw plots of the next frame, metres. */
    public void plot(int xMetres, int yMetres, int sources) {
        plots.addX(xMetres / 4).addY(yMetres / 4);
        plots.setSources(
                plots.getSources().concat(ByteString.copyFrom(new byte[] {(byte) sources})));
    }

    /** From now on aircraft, flights and alerts come and go, as over a day. */
    public void churn() {
        churns = true;
    }

    /** Every two seconds one comes; each stays for a minute and a half. */
    private void comeAndGo() {
        int newest = CHURNED + (int) (number / CHURN_TICKS % 50_000);
        int oldest = newest - CHURN_LIVE;
        add(newest);
        Flight flight = flights.get(1000 + newest);
        if (flight != null) {
            changedFlights.add(flight);
        }
        alert(Alert.newBuilder().setId(newest).setKind(Alert.Kind.CLAM).setTrackA(newest).build());
        if (aircraft.remove(oldest) != null) {
            endedTracks.add(oldest);
            endAlert(oldest);
            if (flights.remove(1000 + oldest) != null) {
                endedFlights.add(1000 + oldest);
            }
        }
    }

    /** No sensor hears it any more; the last that was heard is as old as this. */
    public void silence(int track, int seconds) {
        aircraft(track).silentSinceMicros = timeMicros() - 1_000_000L * seconds;
    }

    /** Its track is gone and nothing sees it; by its plan it flies on. */
    public void lose(int flight) {
        int track = flight(flight).getTrack();
        aircraft.remove(track);
        endedTracks.add(track);
        changeFlight(flight, plan -> plan.setTrack(0));
    }

    /** An earlier flight of the same callsign that has ended is still kept, under this number. */
    public void keepEnded(int like, int id) {
        Flight ended =
                flight(like).toBuilder()
                        .setId(id)
                        .setVersion(1)
                        .setTrack(0)
                        .setLifecycle(Lifecycle.TERMINATED)
                        .setControllingSector("")
                        .build();
        flights.put(id, ended);
        changedFlights.add(ended);
    }

    /** The pilot flies to this level from now on. */
    public void fly(int track, int level) {
        aircraft(track).cleared = level;
    }

    private Aircraft aircraft(int track) {
        Aircraft plane = aircraft.get(track);
        if (plane == null) {
            throw new IllegalArgumentException("no track " + track);
        }
        return plane;
    }

    /** Commands have failed inside; so many are kept now. */
    public int quarantine(List<QuarantinedCommand> commands) {
        commands.forEach(command -> quarantined.put(command.getOp(), command));
        return quarantined.size();
    }

    void release(long op) {
        quarantined.remove(op);
        released.add(op);
    }

    /** Moves everything one tick on and cuts the frame. */
    public Frame tick() {
        number++;
        Frame.Builder frame = Frame.newBuilder().setNumber(number).setModelTimeMicros(timeMicros());
        for (Aircraft plane : aircraft.values()) {
            if (plane.silentSinceMicros > 0) {
                frame.addTracks(trackOf(plane));
                continue;
            }
            plane.x += plane.vx / 10;
            plane.y += plane.vy / 10;
            double toGo = plane.cleared - plane.level;
            plane.level += Math.max(-0.035, Math.min(0.035, toGo));
            if ((number + plane.number) % ROTATION_TICKS == 0) {
                frame.addTracks(trackOf(plane));
                if (churns) {
                    plot((int) plane.x, (int) plane.y, 4);
                }
            }
        }
        if (churns && number % CHURN_TICKS == 0) {
            comeAndGo();
        }
        if (plots.getXCount() > 0) {
            frame.setPlots(plots.build());
            plots.clear();
        }
        frame.addAllEndedTracks(endedTracks)
                .addAllEndedFlights(endedFlights)
                .addAllFlights(changedFlights)
                .addAllAlerts(changedAlerts)
                .addAllEndedAlerts(endedAlerts)
                .addAllPositions(changedPositions)
                .addAllQuarantined(quarantined.values())
                .addAllReleasedQuarantined(released);
        released.clear();
        endedTracks.clear();
        endedFlights.clear();
        changedFlights.clear();
        changedAlerts.clear();
        endedAlerts.clear();
        changedPositions.clear();
        if (netsChanged && safetyNets != null) {
            frame.setSafetyNets(safetyNets);
            netsChanged = false;
        }
        if (number % 10 == 0) {
            frame.setTotals(totals());
        }
        return frame.build();
    }

    public Keyframe keyframe() {
        Frame.Builder picture =
                Frame.newBuilder()
                        .setNumber(number)
                        .setModelTimeMicros(timeMicros())
                        .addAllFlights(flights.values())
                        .addAllAlerts(alerts.values())
                        .addAllPositions(positions.values())
                        .addAllQuarantined(quarantined.values())
                        .setTotals(totals());
        aircraft.values().forEach(plane -> picture.addTracks(trackOf(plane)));
        if (safetyNets != null) {
            picture.setSafetyNets(safetyNets);
        }
        for (SensorSite site : adaptation.getSensorsList()) {
            picture.addSensors(
                    Sensor.newBuilder()
                            .setSacSic(site.getSac() * 256 + site.getSic())
                            .setName(site.getName())
                            .setState(Sensor.State.OK)
                            .setEnabled(true)
                            .setPeriodMillis((int) (1000 * site.getPeriodSeconds())));
        }
        picture.addFeeds(
                Feed.newBuilder()
                        .setAdapter("A")
                        .setFeed("239.0.0.1:8600")
                        .setDatagrams(1_234)
                        .addRejects(CountByReason.newBuilder().setReason("TRUNCATED").setCount(7)));
        return Keyframe.newBuilder().setPicture(picture).setAdaptation(adaptation).build();
    }

    private Totals totals() {
        return Totals.newBuilder()
                .setTracks(aircraft.size())
                .setCorrelated(flights.size())
                .setFlights(flights.size())
                .setPlotsPerSecond(aircraft.size() / 4)
                .build();
    }

    private Track trackOf(Aircraft plane) {
        double toGo = plane.cleared - plane.level;
        int rate = Math.abs(toGo) < 0.5 ? 0 : (int) (Math.signum(toGo) * 2100 / 6.25);
        Track.Builder track =
                Track.newBuilder()
                        .setNumber(plane.number)
                        .setX((int) (plane.x * 2))
                        .setY((int) (plane.y * 2))
                        .setVx((int) (plane.vx * 4))
                        .setVy((int) (plane.vy * 4))
                        .setFlightLevel((int) (plane.level * 4))
                        .setRate(rate)
                        .setMode3A(plane.code)
                        .setFlight(plane.flight)
                        .setStatus(plane.status);
        if (plane.silentSinceMicros > 0) {
            track.setValidityMillis((int) ((plane.silentSinceMicros - timeMicros()) / 1000));
        }
        if (plane.number % 14 != 0) {
            track.setCallsign(plane.callsign);
        }
        return track.build();
    }
}
