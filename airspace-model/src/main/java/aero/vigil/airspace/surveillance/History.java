package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A track's latest plots with the filters' states after each, in time order; immutable, never
 * empty.
 *
 * <p>It lets a late plot be put in where it belongs and the later ones run again, exactly as if all
 * had come in order.
 */
final class History {

    /** As many plots as four radars give in the 3 seconds within which a late one is taken. */
    static final int CAPACITY = 8;

    /** How far behind the latest plot a late one may be. */
    static final long REACH_MICROS = 3_000_000;

    /** One plot and what the filters knew after it. */
    static final class Snapshot {
        private final Measurement measurement;
        private final double[] horizontal;
        private final @Nullable VerticalState vertical;

        Snapshot(Measurement measurement, double[] horizontal, @Nullable VerticalState vertical) {
            this.measurement = measurement;
            this.horizontal = horizontal;
            this.vertical = vertical;
        }

        Measurement measurement() {
            return measurement;
        }

        long timeMicros() {
            return measurement.timeMicros();
        }

        /** An {@link ImmFilter} state: not to be changed. */
        double[] horizontal() {
            return horizontal;
        }

        @Nullable VerticalState vertical() {
            return vertical;
        }
    }

    private final Snapshot[] snapshots;

    private History(Snapshot[] snapshots) {
        this.snapshots = snapshots;
    }

    static History of(Snapshot first) {
        return new History(new Snapshot[] {first});
    }

    int size() {
        return snapshots.length;
    }

    Snapshot get(int index) {
        return snapshots[index];
    }

    Snapshot latest() {
        return snapshots[snapshots.length - 1];
    }

    /** Whether a late plot of this time is near enough the latest one to be put in. */
    boolean reaches(long timeMicros) {
        return timeMicros >= latest().timeMicros() - REACH_MICROS;
    }

    /** The index of the latest snapshot not after this time, or −1 when it is too late for all. */
    int baseFor(long timeMicros) {
        if (!reaches(timeMicros)) {
            return -1;
        }
        int index = snapshots.length - 1;
        while (index >= 0 && snapshots[index].timeMicros() > timeMicros) {
            index--;
        }
        return index;
    }

    /** Everything up to {@code base} as it was, then these; what nothing can need is dropped. */
    History replacedAfter(int base, Snapshot[] later) {
        Snapshot[] all = Arrays.copyOf(snapshots, base + 1 + later.length);
        System.arraycopy(later, 0, all, base + 1, later.length);
        int from = Math.max(0, all.length - CAPACITY);
        long horizon = all[all.length - 1].timeMicros() - REACH_MICROS;
        while (from < all.length - 1 && all[from + 1].timeMicros() <= horizon) {
            from++;
        }
        return new History(from == 0 ? all : Arrays.copyOfRange(all, from, all.length));
    }

    void write(StateOutput output) {
        output.writeByte(snapshots.length);
        for (Snapshot snapshot : snapshots) {
            snapshot.measurement.write(output);
            output.writeDoubles(snapshot.horizontal);
            output.writeBoolean(snapshot.vertical != null);
            if (snapshot.vertical != null) {
                snapshot.vertical.write(output);
            }
        }
    }

    static History read(StateInput input) {
        int count = input.readByte();
        if (count < 1 || count > CAPACITY) {
            throw new IllegalArgumentException("a history of " + count + " plots");
        }
        Snapshot[] snapshots = new Snapshot[count];
        for (int i = 0; i < count; i++) {
            Measurement measurement = Measurement.read(input);
            double[] horizontal = input.readDoubles();
            if (horizontal.length != ImmFilter.LENGTH) {
                throw new IllegalArgumentException("a filter of " + horizontal.length);
            }
            VerticalState vertical = input.readBoolean() ? VerticalState.read(input) : null;
            snapshots[i] = new Snapshot(measurement, horizontal, vertical);
        }
        return new History(snapshots);
    }
}
