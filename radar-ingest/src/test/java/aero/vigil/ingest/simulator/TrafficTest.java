package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static aero.vigil.ingest.simulator.Regions.SECOND;
import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.FlightPlanMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Traffic fills the picture at once, is filed as it flies, and never ends. */
@Tag("slow")
class TrafficTest {

    private static final long SEED = 7;
    private static final int AIRCRAFT = 70;

    /** An hour of truth at 20 Hz would take ten seconds and show the same. */
    private static final long COARSE_STEP_MICROS = 500_000;

    private static final int MINUTES = 60;

    private final Adaptation region = Regions.switzerland();
    private final Geography geography = new Geography(region);
    private final List<String> messages = new ArrayList<>();
    private final Traffic traffic =
            new Traffic(
                    SEED,
                    new RouteNetwork(region, geography).flows(),
                    geography,
                    Atmosphere.drawn(SEED),
                    AIRCRAFT,
                    START,
                    COARSE_STEP_MICROS,
                    messages::add);

    /** What is asked of the traffic at a time of its hour. */
    private interface Question {
        void at(long micros);
    }

    /** One hour for all that must be asked of one: it takes seconds to fly. */
    private void flyAnHour(Question everySecond) {
        for (long t = START; t < START + MINUTES * MINUTE; t += SECOND) {
            traffic.advanceTo(t);
            everySecond.at(t);
        }
    }

    private static FlightPlanMessage read(String text) {
        return IcaoMessageReader.read(text, "LSAZVGLX", START)
                .deliverTo(
                        new PlanReading.Handler<>() {
                            @Override
                            public FlightPlanMessage onUnderstood(
                                    PlanReading.Understood understood) {
                                return understood.message();
                            }

                            @Override
                            public FlightPlanMessage onUnreadable(PlanReading.Unreadable wrong) {
                                throw new AssertionFailedError(text + " " + wrong);
                            }
                        });
    }

    @Test
    void everyFlightIsFiledBeforeItAppearsAndDepartsOnTheFlightPlanLine() {
        traffic.advanceTo(START + MINUTE);
        Set<String> filed = new HashSet<>();
        Set<String> departed = new HashSet<>();

        for (String text : messages) {
            FlightPlanMessage message = read(text);
            if (message.hasFile()) {
                filed.add(message.getFile().getKey().getCallsign());
            } else {
                String callsign = message.getDepart().getKey().getCallsign();
                assertTrue(filed.contains(callsign), callsign + " departs without a plan");
                departed.add(callsign);
            }
        }

        for (SimulatedFlight flight : traffic.flying()) {
            assertTrue(departed.contains(flight.transponder().callsign()));
        }
        assertTrue(filed.size() > departed.size(), "nothing is filed ahead");
    }

    @Test
    void aPlanNamesPointsAndAirwaysOfTheRegionAndWhatTheTransponderSays() {
        Set<String> known = new HashSet<>(Set.of("DCT"));
        region.getPointsList().forEach(point -> known.add(point.getName()));
        region.getAirwaysList().forEach(airway -> known.add(airway.getName()));

        for (String text : messages) {
            FlightPlanMessage message = read(text);
            if (message.hasFile()) {
                assertTrue(known.containsAll(message.getFile().getRouteList()), text);
                assertTrue(message.getFile().hasAddress() && message.getFile().hasMode3A());
                assertTrue(message.getFile().getElapsedMinutes() > 10);
            }
        }
    }

    @Test
    void forAnHourTheSkyIsFullNobodySharesANameAllFlyTheirPlansAndNowAndThenTwoMeet() {
        long own =
                traffic.flying().stream().filter(f -> geography.isOwn(f.state().place())).count();
        assertEquals(AIRCRAFT, traffic.flying().size(), 25);
        assertTrue(own >= 15, own + " in our own sectors");
        Fullness fullness = new Fullness();
        Ways ways = new Ways();
        Meetings meetings = new Meetings();

        flyAnHour(
                now -> {
                    ways.look();
                    if (now % (5 * SECOND) == 0) {
                        meetings.look();
                    }
                    if (now % (10 * SECOND) == 0) {
                        fullness.look();
                    }
                    if (now % MINUTE == 0) {
                        requireNamesOfTheirOwn();
                    }
                });

        assertEquals(AIRCRAFT, fullness.mean(), 15);
        ways.requireFlown();
        assertTrue(meetings.met.size() >= 3, meetings.met.size() + " conflicts in an hour");
    }

    /** How many are in the air. */
    private final class Fullness {
        private double sum;
        private int samples;

        void look() {
            sum += traffic.flying().size();
            samples++;
        }

        double mean() {
            return sum / samples;
        }
    }

    private void requireNamesOfTheirOwn() {
        Set<Object> seen = new HashSet<>();
        for (SimulatedFlight flight : traffic.flying()) {
            Transponder transponder = flight.transponder();
            assertTrue(seen.add(transponder.callsign()));
            assertTrue(seen.add(transponder.mode3A()));
            assertTrue(seen.add(-transponder.address()));
        }
    }

    /** Flights fly over the points of their plans, and arrivals come down. */
    private final class Ways {
        private final Map<Long, SimulatedFlight> watched = new HashMap<>();
        private final Map<Long, Double> nearest = new HashMap<>();

        void look() {
            for (SimulatedFlight flight : traffic.flying()) {
                watched.putIfAbsent(flight.number(), flight);
                Place middle = flight.path().place(flight.path().size() / 2);
                double metres = flight.state().place().metresTo(middle);
                nearest.merge(flight.number(), metres, Math::min);
            }
        }

        void requireFlown() {
            int landed = 0;
            int over = 0;
            for (SimulatedFlight flight : watched.values()) {
                boolean whole =
                        flight.phase() != SimulatedFlight.Phase.FLYING
                                && flight.filed().offMicros() > START - 10 * MINUTE;
                if (flight.phase() == SimulatedFlight.Phase.LANDED) {
                    landed++;
                    double above =
                            traffic.air().altitudeFeet(flight.state().pressureAltitudeFeet())
                                    - flight.filed().endElevationFeet();
                    FinalApproach approach =
                            geography.terminal().approach(flight.filed().destination());
                    assertTrue(
                            above < ArrivalsTest.highestEndFeet(approach),
                            () -> flight + ", feet above: " + above);
                }
                if (whole) {
                    over++;
                    double metres = nearest.getOrDefault(flight.number(), Double.MAX_VALUE);
                    assertTrue(metres < 9_000, () -> flight + " missed its point by " + metres);
                }
            }
            assertTrue(landed >= 5, landed + " landed");
            assertTrue(over >= 10, over + " flew whole");
        }
    }

    /** Two that come near each other at one level. */
    private final class Meetings {
        private final Set<String> met = new HashSet<>();

        void look() {
            List<SimulatedFlight> flying = traffic.flying();
            for (int i = 0; i < flying.size(); i++) {
                for (int j = i + 1; j < flying.size(); j++) {
                    TruthState a = flying.get(i).state();
                    TruthState b = flying.get(j).state();
                    if (Math.abs(a.pressureAltitudeFeet() - b.pressureAltitudeFeet()) < 750
                            && a.pressureAltitudeFeet() > 20_000
                            && a.place().nmTo(b.place()) < 4) {
                        met.add(flying.get(i).number() + "/" + flying.get(j).number());
                    }
                }
            }
        }
    }
}
