package aero.vigil.replication.server.gateway;

import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the replica stands, as every message of the committed stream says (rule 23).
 *
 * <p>What the replica has said grows older here: while its loop is silent, the time since it heard
 * a majority and the age of its picture go on growing, so that a gateway whose replica hangs dates
 * its messages as truly as one whose replica is cut off.
 *
 * <p>Encoded messages are dated by appending the encoded standing: to concatenate two encodings is
 * to merge them (Protocol Buffers, Encoding, "Last One Wins").
 */
final class Dating {

    /** What was encoded is used again for this long: for all subscribers of one frame. */
    private static final long REUSE_NANOS = 5_000_000;

    /** Of one moment: the newest frame whole and as a digest, a status, a keyframe. */
    private static final int DATED_KEPT = 4;

    private Standing said = Standing.newBuilder().setStatus("STARTING").build();
    private long saidNanos;
    private @Nullable Buffer encoded;
    private long encodedNanos;
    private final @Nullable Buffer[] messages = new @Nullable Buffer[DATED_KEPT];
    private final @Nullable Buffer[] datedMessages = new @Nullable Buffer[DATED_KEPT];
    private int nextKept;

    Dating(long nowNanos) {
        saidNanos = nowNanos;
    }

    /** The replica says how it stands. */
    void said(Standing standing, long nowNanos) {
        said = standing;
        saidNanos = nowNanos;
        encoded = null;
    }

    /** How it stands now, by all that is known here. */
    Standing now(long nowNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nowNanos - saidNanos);
        return said.toBuilder()
                .setSinceQuorumMillis(later(said.getSinceQuorumMillis(), elapsed))
                .setAgeMillis(later(said.getAgeMillis(), elapsed))
                .setSinceSaidMillis(later(0, elapsed))
                .build();
    }

    private static int later(int millis, long elapsedMillis) {
        return (int) Math.min(Integer.MAX_VALUE, millis + elapsedMillis);
    }

    /** The standing alone, as a message. */
    Buffer alone(long nowNanos) {
        Buffer known = encoded;
        if (known == null || nowNanos - encodedNanos > REUSE_NANOS) {
            known =
                    Buffer.buffer(
                            ServerMessage.newBuilder()
                                    .setStanding(now(nowNanos))
                                    .build()
                                    .toByteArray());
            encoded = known;
            encodedNanos = nowNanos;
            Arrays.fill(messages, null);
            Arrays.fill(datedMessages, null);
        }
        return known;
    }

    /** The encoded message with the standing; many subscribers in a row are given the same. */
    Buffer dated(Buffer message, long nowNanos) {
        Buffer standing = alone(nowNanos);
        for (int i = 0; i < DATED_KEPT; i++) {
            Buffer before = datedMessages[i];
            if (messages[i] == message && before != null) {
                return before;
            }
        }
        Buffer dated =
                Buffer.buffer(message.length() + standing.length())
                        .appendBuffer(message)
                        .appendBuffer(standing);
        messages[nextKept] = message;
        datedMessages[nextKept] = dated;
        nextKept = (nextKept + 1) % DATED_KEPT;
        return dated;
    }
}
