package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of what came in and what was refused, and the rate of plots.
 *
 * <p>Changed between units of work, never inside one: a count stands whatever is rolled back.
 */
public final class Counters {

    /** Ticks over which the rate of plots is taken: 5 s. */
    private static final int RATE_TICKS = 50;

    private static final int TICKS_PER_SECOND = 10;

    private long plots;
    private long duplicates;
    private final int[] plotsOfTick = new int[RATE_TICKS];
    private int tick;
    private final Map<String, Long> rejects = new TreeMap<>();

    /** A plot that no other line's copy came before. */
    public void countPlot() {
        plots++;
        plotsOfTick[tick]++;
    }

    /** A copy of a plot that had come by another line. */
    public void countDuplicate() {
        duplicates++;
    }

    /** Something refused for a reason of the model's own, a finite set of names. */
    public void countReject(String reason) {
        rejects.merge(reason, 1L, Long::sum);
    }

    /** A tick has passed. */
    public void passTick() {
        tick = (tick + 1) % RATE_TICKS;
        plotsOfTick[tick] = 0;
    }

    /** Distinct plots since genesis. */
    public long plots() {
        return plots;
    }

    /** Copies recognised since genesis. */
    public long duplicates() {
        return duplicates;
    }

    /** Distinct plots a second, the mean of the last 5 s. */
    public int plotsPerSecond() {
        int sum = 0;
        for (int count : plotsOfTick) {
            sum += count;
        }
        return sum * TICKS_PER_SECOND / RATE_TICKS;
    }

    /** Counts above 0, sorted by reason. */
    public List<CountByReason> rejects() {
        List<CountByReason> counts = new ArrayList<>();
        rejects.forEach((reason, count) -> counts.add(new CountByReason(reason, count)));
        return counts;
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        long plotsNow = plots;
        long duplicatesNow = duplicates;
        int tickNow = tick;
        int[] ofTick = plotsOfTick.clone();
        List<CountByReason> rejectsNow = rejects();
        return out -> {
            out.writeLong(plotsNow);
            out.writeLong(duplicatesNow);
            out.writeInt(tickNow);
            for (int count : ofTick) {
                out.writeInt(count);
            }
            out.writeInt(rejectsNow.size());
            for (CountByReason count : rejectsNow) {
                out.writeString(count.reason());
                out.writeLong(count.count());
            }
        };
    }

    /** Reads what a capture wrote. */
    public void read(StateInput in) {
        plots = in.readLong();
        duplicates = in.readLong();
        tick = StrictMath.floorMod(in.readInt(), RATE_TICKS);
        for (int i = 0; i < RATE_TICKS; i++) {
            plotsOfTick[i] = in.readInt();
        }
        rejects.clear();
        for (int i = in.readLength(12); i > 0; i--) {
            rejects.put(in.readString(), in.readLong());
        }
    }
}
