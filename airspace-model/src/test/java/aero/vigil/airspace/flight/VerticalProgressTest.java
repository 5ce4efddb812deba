package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A flight is in the sequence of the sector it is in by the level it is tracked at, whatever was
 * planned: along A1 eastbound, WEST and EAST below FL300, UPPER above.
 */
final class VerticalProgressTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final double UPPER_FLOOR_FEET = 30_000;
    private static final int FLIGHTS = 24;
    private static final int ADDRESS = 0x4B2000;
    private static final Submitter ANNA = new Submitter(11, "anna", List.of("development"));

    /** Correlated, its level known, and evaluated since (every 5 s). */
    private static final int SETTLED_SECONDS = 45;

    private final long seed = Long.getLong("vigil.seed", 11);
    private final Random random = new Random(seed);
    private final DrivenModel driven = new DrivenModel();
    private final List<Aircraft> aircraft = new ArrayList<>();

    /** Enters at a place and level of its own, filed for another level. */
    private int fly(double eastNm, double northNm, double feet, double climb, int filedLevel) {
        int i = aircraft.size();
        String callsign = "VRT" + i;
        aircraft.add(
                new Aircraft(
                        ADDRESS + i,
                        02000 + i,
                        callsign,
                        eastNm * NM,
                        northNm * NM,
                        450 * KNOT,
                        0,
                        feet,
                        climb,
                        0,
                        1e9));
        FiledPlan.Builder plan =
                driven.plan(callsign)
                        .setAddress(ADDRESS + i)
                        .setLevel("F" + filedLevel)
                        .clearRoute()
                        .addAllRoute(List.of("ALPHA", "A1", "ECHOO"))
                        .setElapsedMinutes(64);
        plan.getKeyBuilder()
                .setDeparture("XXXX")
                .setDestination("YYYY")
                .setOffBlockTimeMicros(driven.now() - 30 * 60_000_000L);
        return driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan)).getFlight();
    }

    /** Flies until every flight is on its track, joined by hand where levels speak against it. */
    private void settle(List<Arrival> plots) {
        driven.fly(plots, 30, 64);
        driven.accepted(
                ANNA,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition("P"))
                        .build());
        for (Track track : driven.tracks.values()) {
            if (track.getFlight() == 0) {
                int id = 1 + track.getAddress() - ADDRESS;
                driven.accepted(
                        ANNA,
                        Command.newBuilder()
                                .setCorrelate(
                                        Correlate.newBuilder()
                                                .setFlight(id)
                                                .setTrack(track.getNumber()))
                                .build());
            }
        }
        driven.fly(plots, SETTLED_SECONDS - 30, 64);
        driven.flights.values().forEach(one -> assertTrue(one.getTrack() != 0, one::toString));
    }

    private List<Arrival> plots(double seconds) {
        return SimulatedTraffic.plots(aircraft, seconds, 7);
    }

    private Aircraft truth(Flight flight) {
        return aircraft.get(Integer.parseInt(flight.getKey().getCallsign().substring(3)));
    }

    @Test
    void aFlightTrackedAtAnyLevelInsideASectorIsInTheSequenceOfThatSector() {
        for (int i = 0; i < FLIGHTS; i++) {
            double feet = 3_000 + random.nextInt(37_000);
            double climb = i % 3 == 0 ? (random.nextDouble() - 0.3) * 30 : 0;
            fly(-75 + random.nextInt(110), i % 5 - 2, feet, climb, 100 + 10 * random.nextInt(31));
        }
        List<Arrival> plots = plots(200);
        int looks = 0;

        settle(plots);
        for (int seconds = SETTLED_SECONDS; seconds < 195; seconds += 5) {
            for (Flight flight : driven.flights.values()) {
                Aircraft truth = truth(flight);
                double eastNm = (truth.x() + seconds * truth.vx()) / NM;
                double feet = truth.feet() + seconds * truth.climb();
                if (isAtBoundary(eastNm, feet, truth.climb())) {
                    continue;
                }
                looks++;
                String sector = feet >= UPPER_FLOOR_FEET ? "UPPER" : eastNm < 0 ? "WEST" : "EAST";
                assertTrue(
                        isPresentlyIn(flight, sector),
                        () -> sector + " lacks " + flight + ", seed " + seed);
            }
            driven.fly(plots, 5, 64);
        }
        assertTrue(looks > FLIGHTS * 15, "looks: " + looks);
    }

    /** So near that the track may be on the other side, or was when it was last evaluated. */
    private static boolean isAtBoundary(double eastNm, double feet, double climb) {
        double fromFloor = Math.abs(feet - UPPER_FLOOR_FEET);
        return fromFloor < 300 + 10 * Math.abs(climb)
                || Math.abs(eastNm) < 3
                || Math.abs(eastNm) > 77
                || feet < 500;
    }

    private boolean isPresentlyIn(Flight flight, String sector) {
        for (SectorEntry entry : flight.getSectorsList()) {
            if (entry.getSector().equals(sector)
                    && entry.getEntryMicros() <= driven.now() + 60_000_000
                    && entry.getExitMicros() > driven.now()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theLevelsAheadBeginAtTheLevelItIsTrackedAt() {
        int above = fly(-70, 0, 33_000, 0, 150);
        int below = fly(-70, 1, 15_000, 0, 330);

        settle(plots(61));

        for (RoutePoint point : ahead(above)) {
            assertEquals(330, point.getLevel(), "it keeps to the level it is seen at");
        }
        assertEquals(List.of("UPPER"), sectors(above));
        List<RoutePoint> climb = ahead(below);
        assertTrue(climb.get(0).getLevel() > 150 && climb.get(0).getLevel() < 300, "it climbs");
        assertEquals(330, climb.get(climb.size() - 1).getLevel(), "to what was filed");
        assertEquals("WEST", sectors(below).get(0));
        assertTrue(sectors(below).contains("UPPER"));
    }

    @Test
    void aClimbSlowerThanPlannedKeepsItInTheLowerSector() {
        int id = fly(-75, 0, 12_000, 10, 350);
        List<Arrival> plots = plots(500);

        settle(plots);
        driven.fly(plots, 375, 64);

        assertTrue(isPresentlyIn(driven.flight(id), "WEST"), () -> "" + driven.flight(id));
        assertTrue(sectors(id).contains("UPPER"), "which it still climbs to");
    }

    @Test
    void theSequenceOfALevelFlightDoesNotFlapNotEvenAtABoundary() {
        fly(-70, -1, 30_000, 0, 300);
        fly(-70, 1, 29_950, 0, 150);
        fly(-70, 2, 30_050, 0, 350);
        fly(-70, 0, 25_000, 0, 250);
        List<Arrival> plots = plots(310);
        Map<Integer, Set<List<String>>> shown = new HashMap<>();
        Map<Integer, Integer> versions = new HashMap<>();

        settle(plots);
        driven.flights.values().forEach(f -> versions.put(f.getId(), f.getVersion()));
        for (int i = 0; i < 50; i++) {
            driven.fly(plots, 5, 64);
            for (Flight flight : driven.flights.values()) {
                shown.computeIfAbsent(flight.getId(), id -> new HashSet<>()).add(sequence(flight));
            }
        }

        shown.forEach((id, lists) -> assertEquals(1, lists.size(), lists::toString));
        for (Flight flight : driven.flights.values()) {
            int changes = flight.getVersion() - versions.getOrDefault(flight.getId(), 0);
            assertTrue(changes <= 10, "in 250 s changed " + changes + " times: " + flight);
        }
    }

    private List<RoutePoint> ahead(int id) {
        return driven.flight(id).getRouteList().stream().filter(p -> !p.getPassed()).toList();
    }

    private static List<String> sequence(Flight flight) {
        return flight.getSectorsList().stream().map(SectorEntry::getSector).toList();
    }

    /** The sectors it has not left yet. */
    private List<String> sectors(int id) {
        return driven.flight(id).getSectorsList().stream()
                .filter(entry -> entry.getExitMicros() > driven.now())
                .map(SectorEntry::getSector)
                .toList();
    }
}
