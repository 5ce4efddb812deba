package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static aero.vigil.ingest.simulator.Regions.SECOND;
import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pilots do what the committed picture says, neighbours what neighbours do. */
class PilotsAndRobotsTest {

    private record Told(String callsign, String departure, PilotOrders orders) {}

    private final List<Told> told = new ArrayList<>();
    private final Picture picture =
            new Picture(
                    List.of(
                            new Pilots(
                                    (callsign, departure, orders) ->
                                            told.add(new Told(callsign, departure, orders)))));

    private static Flight.Builder flight() {
        return Flight.newBuilder()
                .setId(5)
                .setVersion(3)
                .setLifecycle(Lifecycle.ACTIVE)
                .setKey(
                        PlanKey.newBuilder()
                                .setCallsign("SWR4TK")
                                .setDeparture("LSZH")
                                .setDestination("LFPG"));
    }

    private void frame(Flight.Builder... flights) {
        Frame.Builder frame = Frame.newBuilder().setNumber(1).setModelTimeMicros(START);
        for (Flight.Builder one : flights) {
            frame.addFlights(one);
        }
        picture.frame(FrameRecord.newBuilder().setBody(frame.build().toByteString()).build());
    }

    @Test
    void anOrderedLevelIsTakenUpOnceAndAPlannedOneNever() {
        frame(flight().setClearedLevel(350));
        assertEquals(List.of(), told);

        frame(flight().setClearedLevel(310).addOrders(Order.newBuilder().setWhat("CFL")));
        frame(flight().setClearedLevel(310).addOrders(Order.newBuilder().setWhat("CFL")));

        assertEquals(1, told.size());
        assertEquals(31_000, told.get(0).orders().levelFeet());
        assertEquals("LSZH", told.get(0).departure());
    }

    @Test
    void headingSpeedAndDirectAreTakenUpAndWithdrawn() {
        frame(flight().setHeadingDegrees(90).setKnotsIas(250));
        frame(flight().setDirectTo("KORED").setMachHundredths(78));
        frame(flight());

        assertEquals(
                new PilotOrders(null, 90, 250, 0, "", PilotOrders.AS_FILED), told.get(0).orders());
        assertEquals(
                new PilotOrders(null, 0, 0, 78, "KORED", PilotOrders.AS_FILED),
                told.get(1).orders());
        assertEquals(PilotOrders.NONE, told.get(2).orders());
    }

    @Test
    void aKeyframeBringsOrdersGivenWhileNobodyListened() {
        Frame whole =
                Frame.newBuilder()
                        .addFlights(flight().setHeadingDegrees(270))
                        .setModelTimeMicros(START)
                        .build();

        picture.keyframe(
                KeyframeMessage.newBuilder()
                        .setBody(Keyframe.newBuilder().setPicture(whole).build().toByteString())
                        .build());

        assertEquals(270, told.get(0).orders().headingDegrees());
    }

    @Test
    void anUnreadableFrameIsPassedOver() {
        picture.frame(
                FrameRecord.newBuilder().setBody(ByteString.copyFromUtf8("\u0007rubbish")).build());
        frame(flight().setHeadingDegrees(10));

        assertEquals(1, told.size());
    }

    @Test
    void aFlightThatIsToldClimbsTurnsAndSlowsDown() {
        Regions.Memory memory = new Regions.Memory();
        Simulation simulation =
                new Simulation(
                        Regions.switzerland(), Simulation.Options.traffic(3, 60), START, memory);
        SimulatedFlight flight =
                simulation.targets().stream()
                        .map(SimulatedFlight.class::cast)
                        .filter(f -> f.state().pressureAltitudeFeet() > 30_000)
                        .filter(f -> Math.abs(f.state().rateFeetPerSecond()) < 1)
                        .filter(f -> f.next() < f.path().size() - 4)
                        .findFirst()
                        .orElseThrow();
        double before = flight.state().pressureAltitudeFeet();
        int heading = (int) Math.toDegrees(flight.state().track() + 2 * Math.PI + 0.7) % 360 + 1;
        PilotOrders orders =
                new PilotOrders((int) Math.rint(before) - 2_000, heading, 0, 70, "", 07301);

        simulation.tell(flight.transponder().callsign(), "XXXX", orders, START + 5 * SECOND);
        simulation.advanceTo(START + 20 * SECOND);
        assertEquals(before, flight.state().pressureAltitudeFeet(), 50, "told somebody else");

        simulation.tell(
                flight.transponder().callsign(),
                flight.filed().departure(),
                orders,
                START + 25 * SECOND);
        simulation.advanceTo(START + 24 * SECOND);
        assertEquals(before, flight.state().pressureAltitudeFeet(), 50, "obeys too early");
        simulation.advanceTo(START + 3 * MINUTE);

        TruthState state = flight.state();
        assertEquals(before - 2_000, state.pressureAltitudeFeet(), 30);
        assertEquals(before - 2_000, state.selectedLevelFeet(), 1);
        assertEquals(07301, flight.transponder().mode3A());
        assertEquals(0, Wgs84.wrap(state.track() - Math.toRadians(heading)), Math.toRadians(8));
    }

    // ------------------------------------------------------------------------------- robots

    private static final Set<String> EXTERNAL = Set.of("MUN", "MIL", "MRS");
    private final Robot munich = new Robot("MUN", EXTERNAL);

    private static SectorEntry entry(String sector, long fromSeconds, long toSeconds) {
        return SectorEntry.newBuilder()
                .setSector(sector)
                .setEntryMicros(START + fromSeconds * SECOND)
                .setExitMicros(START + toSeconds * SECOND)
                .build();
    }

    @Test
    void anOfferIsAcceptedAfterTenSecondsAndNotBefore() {
        Flight offered = flight().setControllingSector("UE").setOfferedTo("MUN").build();

        assertEquals(Optional.empty(), munich.decide(offered, START));
        assertEquals(Optional.empty(), munich.decide(offered, START + 9 * SECOND));
        Command order = munich.decide(offered, START + 10 * SECOND).orElseThrow();

        assertEquals(5, order.getAcceptTransfer().getFlight());
        assertEquals(3, order.getAcceptTransfer().getVersion());
        assertEquals(
                Optional.empty(),
                munich.decide(offered, START + 11 * SECOND),
                "an order is not repeated at once");
    }

    @Test
    void anOfferToSomebodyElseIsNotHisBusiness() {
        Flight offered = flight().setControllingSector("UE").setOfferedTo("MIL").build();

        munich.decide(offered, START);
        assertEquals(Optional.empty(), munich.decide(offered, START + MINUTE));
    }

    @Test
    void aFlightInHisSectorThatNobodyControlsIsAssumed() {
        Flight inbound =
                flight().addSectors(entry("MUN", 0, 600))
                        .addSectors(entry("UE", 600, 1200))
                        .build();

        assertFalse(munich.decide(inbound, START - MINUTE).isPresent(), "not yet there");
        assertTrue(munich.decide(inbound, START).orElseThrow().hasAssumeFlight());
    }

    @Test
    void aFlightIsHandedOverAheadOfTheBoundary() {
        Flight inbound =
                flight().setControllingSector("MUN")
                        .setNextSector("UE")
                        .addSectors(entry("MUN", 0, 600))
                        .addSectors(entry("UE", 600, 1200))
                        .build();

        assertEquals(Optional.empty(), munich.decide(inbound, START + 300 * SECOND));
        Command order = munich.decide(inbound, START + 460 * SECOND).orElseThrow();

        assertEquals("UE", order.getInitiateTransfer().getToSector());
    }

    @Test
    void aFlightOursNeverTookIsPassedOnToTheNeighbourItHasReached() {
        Flight.Builder crossing =
                flight().setControllingSector("MUN")
                        .setOfferedTo("UE")
                        .addSectors(entry("MUN", 0, 600))
                        .addSectors(entry("UE", 600, 1200))
                        .addSectors(entry("MIL", 1200, 1800));

        assertEquals(Optional.empty(), munich.decide(crossing.build(), START + 900 * SECOND));
        assertTrue(
                munich.decide(crossing.build(), START + 1300 * SECOND)
                        .orElseThrow()
                        .hasRecallTransfer());
        Command order =
                munich.decide(crossing.setOfferedTo("").build(), START + 1330 * SECOND)
                        .orElseThrow();

        assertEquals("MIL", order.getInitiateTransfer().getToSector());
    }

    @Test
    void aTerminatedFlightIsLeftAlone() {
        Flight ended = flight().setLifecycle(Lifecycle.TERMINATED).setOfferedTo("MUN").build();

        munich.decide(ended, START);
        assertNull(munich.decide(ended, START + MINUTE).orElse(null));
    }
}
