package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;

/** The last checkpoint that a supervisor has ordered: the state after that op is kept by all. */
public final class CheckpointOrders {

    /**
     * Between two: each is encoded whole and forced to the disk, and of those there only two stay.
     */
    private static final long LEAST_BETWEEN_MICROS = 60_000_000L;

    /**
     * One that was taken.
     *
     * @param op of the order; 0: none yet
     * @param micros of the log when it was given
     */
    private record Order(long op, long micros) {}

    private final Cell<Order> last;

    CheckpointOrders(UnitOfWork work) {
        last = new Cell<>(work, new Order(0, 0));
    }

    /**
     * Orders one, unless there was one in the last minute.
     *
     * @param op of the order
     * @param nowMicros of the log
     */
    public Result order(long op, long nowMicros) {
        Order before = last.get();
        long since = nowMicros - before.micros();
        if (before.op() > 0 && since < LEAST_BETWEEN_MICROS) {
            return Result.rejected(
                    Reason.TOO_SOON,
                    "op "
                            + before.op()
                            + " has ordered one; another in "
                            + (LEAST_BETWEEN_MICROS - since + 999_999) / 1_000_000
                            + " s");
        }
        last.set(new Order(op, nowMicros));
        return Result.accepted();
    }

    /** The op of the last order; 0: none yet. */
    public long lastOp() {
        return last.get().op();
    }

    StateCapture capture() {
        Order now = last.get();
        return out -> {
            out.writeLong(now.op());
            out.writeLong(now.micros());
        };
    }

    void read(StateInput in) {
        last.set(new Order(in.readLong(), in.readLong()));
    }
}
