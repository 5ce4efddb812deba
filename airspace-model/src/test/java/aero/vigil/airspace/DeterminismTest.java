package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.TakePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Same log, same bytes: the property that everything else of Vigil stands on. */
final class DeterminismTest {

    private static final Submitter ANNA = new Submitter(11, "anna", List.of("development"));
    private static final double SECONDS = 75;

    private static Command take(String position) {
        return Command.newBuilder()
                .setTakePosition(TakePosition.newBuilder().setPosition(position))
                .build();
    }

    /** A scene with plots, plans, orders that succeed and orders that fail. */
    private static void play(
            DrivenModel driven, Traffic traffic, int batch, Consumer<DrivenModel> eachTick) {
        traffic.fileAll(driven);
        driven.send(ANNA, take("W"));
        playOn(driven, traffic, batch, SECONDS, eachTick);
    }

    private static void playOn(
            DrivenModel driven,
            Traffic traffic,
            int batch,
            double seconds,
            Consumer<DrivenModel> eachTick) {
        int next = 0;
        List<Arrival> arrivals = traffic.arrivals();
        for (int tick = (int) Math.round(seconds * 10); tick > 0; tick--) {
            while (next < arrivals.size() && arrivals.get(next).micros() <= driven.now()) {
                next++;
            }
            List<Plot> due = new ArrayList<>();
            while (next < arrivals.size()
                    && arrivals.get(next).micros() <= driven.now() + 100_000) {
                due.add(arrivals.get(next++).plot());
            }
            for (int i = 0; i < due.size(); i += batch) {
                driven.report(
                        DrivenModel.ADAPTER_A,
                        "A",
                        due.subList(i, Math.min(due.size(), i + batch)));
            }
            order(driven);
            driven.tick();
            eachTick.accept(driven);
        }
    }

    private static void order(DrivenModel driven) {
        long frame = driven.frame();
        int flight = (int) (frame % 13) + 1;
        if (frame % 7 == 0) {
            driven.send(
                    ANNA,
                    Command.newBuilder()
                            .setAssumeFlight(
                                    AssumeFlight.newBuilder().setFlight(flight).setVersion(2))
                            .build());
        } else if (frame % 7 == 3) {
            driven.send(
                    ANNA,
                    Command.newBuilder()
                            .setClearLevel(
                                    ClearLevel.newBuilder()
                                            .setFlight(flight)
                                            .setVersion((int) frame % 9)
                                            .setFlightLevel((int) (frame % 70) * 10))
                            .build());
        }
    }

    @Test
    void theSameLogGivesTheSameDigestAtEveryFrame() {
        Traffic traffic = Traffic.of(40, SECONDS, 11);
        DrivenModel one = new DrivenModel();
        DrivenModel other = new DrivenModel();

        play(one, traffic, 64, driven -> {});
        play(other, traffic, 64, driven -> {});

        assertEquals(one.digests, other.digests);
        assertTrue(one.tracks.size() > 30, one.tracks.size() + " tracks");
        assertTrue(one.totals.getCorrelated() > 0);
        assertArrayEquals(one.model.captureState().encode(), other.model.captureState().encode());
    }

    @Test
    void aModelRestoredAtAnyFrameCutsTheSameFramesFromThereOn() {
        Traffic traffic = Traffic.of(40, SECONDS, 12);
        DrivenModel whole = new DrivenModel();
        List<byte[]> checkpoints = new ArrayList<>();
        List<DrivenModel> positions = new ArrayList<>();
        long seed = 99;
        Random random = new Random(seed);
        play(
                whole,
                traffic,
                64,
                driven -> {
                    if (random.nextInt(60) == 0) {
                        AirspaceModel fresh = fresh();
                        byte[] state = driven.model.captureState().encode();
                        fresh.restore(state);
                        checkpoints.add(state);
                        positions.add(driven.continuedBy(fresh));
                        assertArrayEquals(
                                state,
                                fresh.captureState().encode(),
                                "restored and captured again, seed " + seed);
                    }
                });

        assertTrue(checkpoints.size() > 5, checkpoints.size() + " checkpoints");
        for (DrivenModel restored : positions) {
            long from = restored.frame();
            playOn(restored, traffic, 64, SECONDS - from / 10.0, driven -> {});
            assertEquals(
                    whole.digests.subList((int) from, whole.digests.size()),
                    restored.digests,
                    "restored at frame " + from + ", seed " + seed);
        }
    }

    @Test
    void aModelRestoredBetweenTwoFramesCutsTheSameNextFrame() {
        Traffic traffic = Traffic.of(20, 30, 13);
        DrivenModel whole = new DrivenModel();
        play(whole, Traffic.of(20, 30, 13), 64, driven -> {});
        List<Plot> due =
                traffic.arrivals().stream()
                        .filter(arrival -> arrival.micros() > whole.now())
                        .map(Arrival::plot)
                        .limit(20)
                        .toList();
        driven(whole, due);

        AirspaceModel fresh = fresh();
        fresh.restore(whole.model.captureState().encode());
        DrivenModel restored = whole.continuedBy(fresh);
        whole.tick();
        restored.tick();

        assertEquals(whole.digests.get(whole.digests.size() - 1), restored.digests.get(0));
    }

    private static void driven(DrivenModel whole, List<Plot> due) {
        whole.report(DrivenModel.ADAPTER_A, "A", due);
        whole.send(ANNA, take("E"));
        whole.send(DrivenModel.ADAPTER_A, whole.file(whole.plan("LATE1")));
    }

    @Test
    void howPlotsAreBatchedDoesNotShowInThePicture() {
        Traffic traffic = Traffic.of(30, SECONDS, 14);
        List<List<String>> pictures = new ArrayList<>();

        for (int batch : new int[] {1, 7, 64}) {
            List<String> digests = new ArrayList<>();
            play(new DrivenModel(), traffic, batch, driven -> digests.add(picture(driven.model)));
            pictures.add(digests);
        }

        assertEquals(pictures.get(0), pictures.get(1));
        assertEquals(pictures.get(0), pictures.get(2));
    }

    @Test
    void whichAdaptersCopyCameFirstDoesNotShowInTracksOrFlights() {
        Traffic traffic = Traffic.of(30, SECONDS, 15);
        List<List<String>> pictures = new ArrayList<>();

        for (long interleaving = 0; interleaving < 3; interleaving++) {
            Random random = new Random(interleaving);
            DrivenModel driven = new DrivenModel();
            traffic.fileAll(driven);
            List<String> tracks = new ArrayList<>();
            int next = 0;
            List<Arrival> arrivals = traffic.arrivals();
            for (int tick = 0; tick < SECONDS * 10; tick++) {
                List<Plot> due = new ArrayList<>();
                while (next < arrivals.size()
                        && arrivals.get(next).micros() <= driven.now() + 100_000) {
                    due.add(arrivals.get(next++).plot());
                }
                interleave(driven, due, random);
                driven.tick();
                tracks.add(driven.tracks + " " + driven.flights);
            }
            pictures.add(tracks);
            assertTrue(driven.totals.getDuplicates() > 100);
        }

        for (int frame = 0; frame < pictures.get(0).size(); frame++) {
            assertEquals(pictures.get(0).get(frame), pictures.get(1).get(frame), "frame " + frame);
            assertEquals(pictures.get(0).get(frame), pictures.get(2).get(frame), "frame " + frame);
        }
    }

    @Test
    void aLineThatIsSecondsBehindChangesNoTrackAndNoFlight() {
        Traffic traffic = Traffic.of(30, SECONDS, 17);
        DrivenModel alone = new DrivenModel();
        DrivenModel both = new DrivenModel();
        traffic.fileAll(alone);
        traffic.fileAll(both);
        List<Arrival> arrivals = traffic.arrivals();
        int next = 0;
        int copied = 0;
        for (int tick = 0; tick < SECONDS * 10; tick++) {
            int from = next;
            while (next < arrivals.size() && arrivals.get(next).micros() <= alone.now() + 100_000) {
                next++;
            }
            List<Plot> due = plots(arrivals.subList(from, next));
            alone.report(DrivenModel.ADAPTER_A, "A", due);
            both.report(DrivenModel.ADAPTER_A, "A", due);
            // Line B is from 0.4 to 8 seconds late, and gives what it has at once.
            if (tick % 80 == 79 || tick % 80 == 4) {
                for (int i = copied; i < next; i += 64) {
                    both.report(
                            DrivenModel.ADAPTER_B,
                            "B",
                            plots(arrivals.subList(i, Math.min(next, i + 64))));
                }
                copied = next;
            }
            alone.tick();
            both.tick();
            assertEquals(alone.tracks, both.tracks, "frame " + alone.frame());
            assertEquals(alone.flights, both.flights, "frame " + alone.frame());
        }

        assertTrue(both.totals.getDuplicates() > 500, both.totals::toString);
    }

    private static List<Plot> plots(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::plot).toList();
    }

    /** Both lines carry every plot in order; which is ahead changes from plot to plot. */
    private static void interleave(DrivenModel driven, List<Plot> due, Random random) {
        int a = 0;
        int b = 0;
        while (a < due.size() || b < due.size()) {
            boolean takeA = b >= due.size() || (a < due.size() && random.nextBoolean());
            if (takeA) {
                driven.report(DrivenModel.ADAPTER_A, "A", List.of(due.get(a++)));
            } else {
                driven.report(DrivenModel.ADAPTER_B, "B", List.of(due.get(b++)));
            }
        }
    }

    @Test
    void aDamagedCheckpointIsRefusedAndTheModelStaysAsItWas() {
        Traffic traffic = Traffic.of(10, 20, 16);
        DrivenModel driven = new DrivenModel();
        driven.fly(traffic.arrivals(), 20, 64);
        byte[] state = driven.model.captureState().encode();
        long seed = 3;
        Random random = new Random(seed);

        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(state.length);
            byte[] cut = java.util.Arrays.copyOf(state, length);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> driven.model.restore(cut),
                    "cut to " + length + ", seed " + seed);
        }
        assertArrayEquals(state, driven.model.captureState().encode());
    }

    private static AirspaceModel fresh() {
        return new AirspaceModel(TestRegion.bytes(), ModelClock.utc());
    }

    private static String picture(AirspaceModel model) {
        return java.util.HexFormat.of().formatHex(model.pictureDigest().toByteArray());
    }
}
