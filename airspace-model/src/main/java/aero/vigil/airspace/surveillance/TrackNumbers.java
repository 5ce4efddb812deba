package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Which track number is given next: the one longest free, but none before it has rested for ten
 * minutes; a new one when no other has.
 */
final class TrackNumbers {

    /** So that nobody takes a new aircraft for an old one (airspace algorithms §1.2). */
    private static final long REST_MICROS = 600_000_000;

    private record Freed(int number, long micros) {}

    /** A ring: entry i of the queue stands at 1 + i mod MAX_NUMBER. */
    private final Table<Freed> freed;

    private final Cell<Long> head;
    private final Cell<Long> tail;
    private final Cell<Integer> nextNew;

    TrackNumbers(UnitOfWork work) {
        freed = new Table<>(work, "freed track numbers", SystemTrack.MAX_NUMBER);
        head = new Cell<>(work, 0L);
        tail = new Cell<>(work, 0L);
        nextNew = new Cell<>(work, 1);
    }

    /** A number for a new track, or 0 when there is none. */
    int take(long nowMicros) {
        if (head.get() < tail.get()) {
            Freed oldest = at(head.get());
            if (nowMicros - oldest.micros() >= REST_MICROS) {
                freed.set(place(head.get()), null);
                head.set(head.get() + 1);
                return oldest.number();
            }
        }
        int number = nextNew.get();
        if (number > SystemTrack.MAX_NUMBER) {
            return 0;
        }
        nextNew.set(number + 1);
        return number;
    }

    void free(int number, long nowMicros) {
        freed.set(place(tail.get()), new Freed(number, nowMicros));
        tail.set(tail.get() + 1);
    }

    private Freed at(long entry) {
        Freed row = freed.get(place(entry));
        if (row == null) {
            throw new AssertionError("the queue of freed numbers has a hole at " + entry);
        }
        return row;
    }

    private static int place(long entry) {
        return 1 + (int) Math.floorMod(entry, (long) SystemTrack.MAX_NUMBER);
    }

    /** Frozen for a checkpoint. */
    Capture capture() {
        return new Capture(freed.copy(), head.get(), tail.get(), nextNew.get());
    }

    /** The queue at one moment. */
    static final class Capture {
        private final @Nullable Object[] rows;
        private final long head;
        private final long tail;
        private final int nextNew;

        private Capture(@Nullable Object[] rows, long head, long tail, int nextNew) {
            this.rows = rows;
            this.head = head;
            this.tail = tail;
            this.nextNew = nextNew;
        }

        void write(StateOutput output) {
            output.writeInt(nextNew);
            output.writeInt((int) (tail - head));
            for (long entry = head; entry < tail; entry++) {
                if (!(rows[place(entry)] instanceof Freed row)) {
                    throw new AssertionError("the queue of freed numbers has a hole");
                }
                output.writeInt(row.number());
                output.writeLong(row.micros());
            }
        }
    }

    /** Replaces what is here; where in the ring the queue stands does not matter. */
    void read(StateInput input) {
        for (long entry = head.get(); entry < tail.get(); entry++) {
            freed.set(place(entry), null);
        }
        head.set(0L);
        tail.set(0L);
        nextNew.set(input.readInt());
        int count = input.readLength(12);
        for (int i = 0; i < count; i++) {
            int number = input.readInt();
            free(number, input.readLong());
        }
    }
}
