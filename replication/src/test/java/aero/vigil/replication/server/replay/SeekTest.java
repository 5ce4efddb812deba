package aero.vigil.replication.server.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.ServerMessage;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever moment is asked for, and in whatever order: it is the one that was played through. */
class SeekTest {

    private static final int TICKS = 900;
    private static final int SOUGHT = 25;

    /** States so near that most moments are sought from another one. */
    private static final long NEAR_NANOS = 500_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyMomentIsWhatPlayingThroughShows(long seed) throws Exception {
        SeededRecord record = new SeededRecord(seed, TICKS);
        PlayedRecord played = new PlayedRecord(record);
        try (Indexing index = new Indexing(record, NEAR_NANOS)) {
            index.run();
            assertEquals(TICKS, index.frames().count());
            assertTrue(index.states().count() > 5, index.states().count() + " states");
            Reel reel = new Reel(record, index);
            Random random = new Random(seed);

            for (int i = 0; i < SOUGHT; i++) {
                long wanted = 1L + random.nextInt(TICKS);
                Reel.Stretch stretch = reel.at(wanted);
                assertNotNull(stretch, "seed " + seed + ", frame " + wanted);
                assertEquals(wanted, stretch.last().number());
                assertProvenAndPlayed(stretch, played, "seed " + seed + ", frame " + wanted);
                for (long next = wanted + 1; next <= Math.min(TICKS, wanted + 70); next++) {
                    assertSame(played.frame(next), reel.after(next - 1), "seed " + seed);
                }
            }
            assertNull(index.proof().contradiction());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4})
    void aStepBackIsTheFrameBeforeAndAStepOnTheOneAfter(long seed) throws Exception {
        SeededRecord record = new SeededRecord(seed, TICKS);
        PlayedRecord played = new PlayedRecord(record);
        try (Indexing index = new Indexing(record, NEAR_NANOS)) {
            index.run();
            Reel reel = new Reel(record, index);
            assertNotNull(reel.at(700));

            for (long frame = 699; frame > 640; frame--) {
                Reel.Stretch stretch = reel.at(frame);
                assertNotNull(stretch);
                assertProvenAndPlayed(stretch, played, "seed " + seed + ", frame " + frame);
            }
            for (long frame = 642; frame < 760; frame++) {
                assertSame(played.frame(frame), reel.after(frame - 1), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void everyOrderAndEveryAlertIsOnTheTimeLineOnce(long seed) throws Exception {
        SeededRecord record = new SeededRecord(seed, TICKS);
        try (Indexing index = new Indexing(record, NEAR_NANOS)) {
            index.run();
            TimelineOfLists line = new TimelineOfLists(index.timeline());

            assertTrue(line.orders() > 20, "seed " + seed + ": " + line.orders() + " orders");
            assertTrue(line.rejected() > 0 && line.rejected() < line.orders(), "seed " + seed);
            assertTrue(line.orders() < record.count(EntryKind.COMMAND), "reports are no orders");
            assertTrue(line.alertsRaised() > 0, "seed " + seed);
            assertEquals(line.alertsRaised() - line.alertsEnded(), line.alertsOpen());
            assertTrue(line.isInOrder(), "seed " + seed);
        }
    }

    /** The keyframe's own digest stands in the chain, as a display demands it. */
    private static void assertProvenAndPlayed(
            Reel.Stretch stretch, PlayedRecord played, String where) throws Exception {
        KeyframeMessage keyframe =
                ServerMessage.parseFrom(stretch.keyframe().message().getBytes()).getKeyframe();
        long number = keyframe.getNumber();
        assertEquals(number + 1, stretch.frames().get(0).number(), where);
        if (number > 0) {
            assertTrue(stretch.frames().size() >= Reel.PROOF_DISTANCE, where);
            byte[] audit = played.frame(number + Reel.PROOF_DISTANCE).audit();
            byte[] proof = Digest.of(keyframe.getBody().toByteArray()).bytes();
            assertArrayEquals(
                    proof, Arrays.copyOfRange(audit, Digest.BYTES, 2 * Digest.BYTES), where);
        }
        for (FrameCut frame : stretch.frames()) {
            assertSame(played.frame(frame.number()), frame, where);
        }
    }

    private static void assertSame(FrameCut played, @Nullable FrameCut shown, String where) {
        if (shown == null) {
            throw new AssertionError("frame " + played.number() + " is not shown: " + where);
        }
        assertEquals(played.number(), shown.number(), where);
        assertArrayEquals(played.body(), shown.body(), where);
        assertEquals(played.digest(), shown.digest(), where);
    }
}
