package aero.vigil.replication.server;

import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a start is that applies many ops again, by the ops it reads; silent once it is over.
 */
final class ReplayProgress implements LogReader {

    static final long SAY_NANOS = 2_000_000_000L;

    private final LogReader reader;
    private final long fromOp;
    private final long toOp;
    private final LongSupplier nanos;
    private final Consumer<String> say;
    private final long beganNanos;
    private long saidNanos;
    private volatile boolean over;

    /**
     * @param fromOp the first op that is applied again
     * @param toOp the last that is known to be committed
     */
    ReplayProgress(
            LogReader reader, long fromOp, long toOp, LongSupplier nanos, Consumer<String> say) {
        this.reader = reader;
        this.fromOp = fromOp;
        this.toOp = toOp;
        this.nanos = nanos;
        this.say = say;
        this.beganNanos = nanos.getAsLong();
        this.saidNanos = beganNanos;
    }

    @Override
    public @Nullable LogEntry read(long opNumber) {
        if (!over) {
            long now = nanos.getAsLong();
            if (now - saidNanos >= SAY_NANOS && opNumber >= fromOp && opNumber <= toOp) {
                saidNanos = now;
                say.accept(
                        "starting: op %d of %d, %d %%"
                                .formatted(
                                        opNumber,
                                        toOp,
                                        100 * (opNumber - fromOp) / (toOp + 1 - fromOp)));
            }
        }
        return reader.read(opNumber);
    }

    @Override
    public long firstOp() {
        return reader.firstOp();
    }

    /** The start is over. */
    void end() {
        over = true;
        say.accept(
                "started: %d ops applied again in %d ms"
                        .formatted(
                                Math.max(0, toOp + 1 - fromOp),
                                (nanos.getAsLong() - beganNanos) / 1_000_000));
    }
}
