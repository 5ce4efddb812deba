package aero.vigil.replication.simulation;

import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of ticks and stamps (rules 6 and 7): no bursts, one tick at a time, and no stamp
 * ahead of time as long as most clocks tell it.
 */
final class TimeInvariants {

    /** Stamps of one batch grow by a microsecond each, ahead of the clock. */
    private static final long SLACK_MICROS = 5_000;

    /** Agreement of 100 ms, known to 100 ms. */
    private static final long MOST_OFF_MICROS = 250_000;

    private final EventQueue events;
    private final SeedPlan plan;
    private final long tickPeriodMicros;
    private final List<Long> tickStamps = new ArrayList<>();
    private final boolean clocksTellTheTime;

    TimeInvariants(EventQueue events, SeedPlan plan, long tickPeriodMicros) {
        this.events = events;
        this.plan = plan;
        this.tickPeriodMicros = tickPeriodMicros;
        this.clocksTellTheTime =
                plan.groupSize() > 1
                        && plan.jumpingClocks() <= plan.failuresTolerated()
                        && plan.clockSpreadMicros() <= 40_000;
    }

    /** A tick was applied somewhere: the same everywhere, so the first one is looked at. */
    void ticked(long frameNumber, long stampMicros) {
        if (frameNumber != tickStamps.size() + 1) {
            return;
        }
        tickStamps.add(stampMicros);
        int at = tickStamps.size() - 1;
        if (at >= 2 && stampMicros - tickStamps.get(at - 2) < tickPeriodMicros - SLACK_MICROS) {
            throw new InvariantViolation(
                    "ticks are not made up for",
                    "three ticks within "
                            + (stampMicros - tickStamps.get(at - 2))
                            + " us, to frame "
                            + frameNumber);
        }
    }

    /** What one primary appends in its view. */
    final class Primary {
        private long view = -1;
        private long lastTickOp;

        /** Entries were handed to the journal of a replica that leads. */
        void appended(JournalRecord.Entries entries) {
            for (LogEntry entry : entries.entries()) {
                if (entry.viewNumber() != entries.viewNumber()) {
                    continue;
                }
                if (entry.viewNumber() != view) {
                    view = entry.viewNumber();
                    lastTickOp = 0;
                }
                stamped(entry);
                if (entry.kind() == EntryKind.TICK) {
                    made(entry, entries.commitNumber());
                }
            }
        }

        private void made(LogEntry tick, long commitNumber) {
            if (lastTickOp > commitNumber) {
                throw new InvariantViolation(
                        "one tick at a time",
                        "op "
                                + tick.opNumber()
                                + " is a tick, op "
                                + lastTickOp
                                + " is one, committed is op "
                                + commitNumber);
            }
            lastTickOp = tick.opNumber();
        }
    }

    /**
     * Ahead, a stamp freezes the time of the model until time has caught up. Behind it may be for a
     * while, at a primary that followed what waited while it paused, or that hears no f + 1 clocks
     * that agree; from there it goes forward at once.
     */
    private void stamped(LogEntry entry) {
        long ahead = entry.timestampMicros() - SimulatedClock.EPOCH_MICROS - events.nowMicros();
        long most = MOST_OFF_MICROS + plan.clockSpreadMicros();
        if (clocksTellTheTime && ahead > most) {
            throw new InvariantViolation(
                    "stamps are not ahead of time",
                    "op " + entry.opNumber() + " is stamped " + ahead + " us ahead");
        }
    }
}
