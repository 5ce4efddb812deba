package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Same log, same bytes, with every safety net at work and supervisors who change their minds. */
@Tag("slow")
final class SafetyDeterminismTest {

    private static final Submitter SUPERVISOR = new Submitter(21, "sue", List.of("development"));
    private static final double SECONDS = 90;

    /** Orders come at ticks, so that batches do not move them. */
    private static void play(
            DrivenModel driven,
            List<Arrival> arrivals,
            int batch,
            double until,
            Consumer<DrivenModel> eachTick) {
        while (driven.frame() < until * 10) {
            order(driven);
            driven.fly(arrivals, 0.1, batch);
            eachTick.accept(driven);
        }
    }

    private static void order(DrivenModel driven) {
        long frame = driven.frame();
        Random random = new Random(frame);
        if (frame % 5 == 0) {
            Command.Builder command = Command.newBuilder();
            new PoisonedSafetyOrders(random, driven).order(command);
            driven.send(SUPERVISOR, command.build());
        }
        if (frame % 50 == 49) {
            driven.send(
                    SUPERVISOR,
                    Command.newBuilder()
                            .setCorrelate(
                                    Correlate.newBuilder()
                                            .setFlight((int) (frame / 50) % 12 + 1)
                                            .setTrack((int) (frame / 50) % 30 + 1))
                            .build());
        }
        if (frame % 50 == 0 && frame > 100) {
            driven.flights
                    .keySet()
                    .forEach(
                            flight ->
                                    driven.send(
                                            ControlRoom.executive(frame % 100 == 0 ? "W" : "E"),
                                            Command.newBuilder()
                                                    .setAssumeFlight(
                                                            aero.vigil.wire.airspace.AssumeFlight
                                                                    .newBuilder()
                                                                    .setFlight(flight)
                                                                    .setVersion(1))
                                                    .build()));
        }
    }

    private static DrivenModel begun(Traffic traffic) {
        DrivenModel driven = new DrivenModel(SafetyRegion.model());
        new ControlRoom(driven);
        driven.accepted(
                SUPERVISOR,
                Command.newBuilder()
                        .setTakePosition(
                                aero.vigil.wire.airspace.TakePosition.newBuilder().setPosition("P"))
                        .build());
        traffic.fileAll(driven);
        return driven;
    }

    @Test
    void aModelRestoredAtAnyFrameCutsTheSameFramesFromThereOn() {
        Traffic traffic = Traffic.of(40, SECONDS, 31);
        List<DrivenModel> restored = new ArrayList<>();
        DrivenModel whole = begun(traffic);
        long seed = 77;
        Random random = new Random(seed);
        play(
                whole,
                traffic.arrivals(),
                64,
                SECONDS,
                driven -> {
                    if (random.nextInt(70) == 0) {
                        AirspaceModel fresh = SafetyRegion.model();
                        byte[] state = driven.model.captureState().encode();
                        fresh.restore(state);
                        assertArrayEquals(state, fresh.captureState().encode());
                        DrivenModel next = driven.continuedBy(fresh);
                        next.flights.putAll(driven.flights);
                        restored.add(next);
                    }
                });
        Set<Alert.Kind> kinds = new TreeSet<>();
        whole.alertsSeen.values().forEach(alert -> kinds.add(alert.getKind()));

        assertTrue(restored.size() > 5, restored.size() + " checkpoints, seed " + seed);
        assertTrue(kinds.containsAll(List.of(Alert.Kind.APW, Alert.Kind.MSAW)), kinds::toString);
        for (DrivenModel one : restored) {
            long from = one.frame();
            play(one, traffic.arrivals(), 64, SECONDS, driven -> {});
            assertEquals(
                    whole.digests.subList((int) from, whole.digests.size()),
                    one.digests,
                    "restored at frame " + from + ", seed " + seed);
        }
    }

    @Test
    void howPlotsAreBatchedDoesNotShowInThePicture() {
        Traffic traffic = Traffic.of(30, SECONDS, 32);
        List<List<String>> pictures = new ArrayList<>();

        for (int batch : new int[] {1, 7, 64}) {
            List<String> digests = new ArrayList<>();
            play(
                    begun(traffic),
                    traffic.arrivals(),
                    batch,
                    60,
                    driven ->
                            digests.add(
                                    java.util.HexFormat.of()
                                            .formatHex(
                                                    driven.model.pictureDigest().toByteArray())));
            pictures.add(digests);
        }

        assertEquals(pictures.get(0), pictures.get(1));
        assertEquals(pictures.get(0), pictures.get(2));
    }
}
