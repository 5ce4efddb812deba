package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
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

    private final Adaptation region = Regions.switzerland();
    private final Geography geography = new Geography(region);
    private final List<Flow> flows = new RouteNetwork(region, geography).flows();
    private final List<String> messages = new ArrayList<>();

    private Traffic traffic() {
        return new Traffic(
                SEED,
                flows,
                geography,
                Atmosphere.drawn(SEED),
                AIRCRAFT,
                START,
                COARSE_STEP_MICROS,
                messages::add);
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
    void theSkyIsFullFromTheFirstMomentAndStaysSo() {
        Traffic traffic = traffic();
        long own =
                traffic.flying().stream().filter(f -> geography.isOwn(f.state().place())).count();
        assertEquals(AIRCRAFT, traffic.flying().size(), 25);
        assertTrue(own >= 15, own + " in our own sectors");

        double sum = 0;
        int samples = 0;
        for (long t = START; t < START + 90 * MINUTE; t += 10_000_000) {
            traffic.advanceTo(t);
            sum += traffic.flying().size();
            samples++;
        }

        assertEquals(AIRCRAFT, sum / samples, 15);
    }

    @Test
    void everyFlightIsFiledBeforeItAppearsAndDepartsOnTheFlightPlanLine() {
        Traffic traffic = traffic();
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
        traffic();
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
    void nobodySharesCallsignCodeOrAddressWithAnotherInTheAir() {
        Traffic traffic = traffic();
        for (long t = START; t < START + 60 * MINUTE; t += MINUTE) {
            traffic.advanceTo(t);
            Set<Object> seen = new HashSet<>();
            for (SimulatedFlight flight : traffic.flying()) {
                Transponder transponder = flight.transponder();
                assertTrue(seen.add(transponder.callsign()));
                assertTrue(seen.add(transponder.mode3A()));
                assertTrue(seen.add(-transponder.address()));
            }
        }
    }

    @Test
    void flightsFlyOverThePointsOfTheirPlansAndArrivalsComeDown() {
        Traffic traffic = traffic();
        Map<Long, SimulatedFlight> watched = new HashMap<>();
        Map<Long, Double> nearest = new HashMap<>();
        Set<Long> landed = new HashSet<>();
        for (long t = START; t < START + 60 * MINUTE; t += 1_000_000) {
            traffic.advanceTo(t);
            for (SimulatedFlight flight : traffic.flying()) {
                watched.putIfAbsent(flight.number(), flight);
                Place middle = flight.path().place(flight.path().size() / 2);
                double metres = flight.state().place().metresTo(middle);
                nearest.merge(flight.number(), metres, Math::min);
            }
        }

        int over = 0;
        for (SimulatedFlight flight : watched.values()) {
            boolean whole =
                    flight.phase() != SimulatedFlight.Phase.FLYING
                            && flight.filed().offMicros() > START - 10 * MINUTE;
            if (flight.phase() == SimulatedFlight.Phase.LANDED) {
                landed.add(flight.number());
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
        assertTrue(landed.size() >= 5, landed.size() + " landed");
        assertTrue(over >= 10, over + " flew whole");
    }

    @Test
    void nowAndThenTwoAreBroughtTogetherAtOneLevel() {
        Traffic traffic = traffic();
        int conflicts = 0;
        Set<String> met = new HashSet<>();
        for (long t = START; t < START + 45 * MINUTE; t += 5_000_000) {
            traffic.advanceTo(t);
            List<SimulatedFlight> flying = traffic.flying();
            for (int i = 0; i < flying.size(); i++) {
                for (int j = i + 1; j < flying.size(); j++) {
                    TruthState a = flying.get(i).state();
                    TruthState b = flying.get(j).state();
                    boolean close =
                            Math.abs(a.pressureAltitudeFeet() - b.pressureAltitudeFeet()) < 750
                                    && a.pressureAltitudeFeet() > 20_000
                                    && a.place().nmTo(b.place()) < 4;
                    if (close && met.add(flying.get(i).number() + "/" + flying.get(j).number())) {
                        conflicts++;
                    }
                }
            }
        }

        assertTrue(conflicts >= 3, conflicts + " conflicts in 45 minutes");
    }
}
