package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Which track number is given next: the one longest free, but none before it has rested for ten
 * minutes; a new one when no other has. An aircraft that is found again soon, where it can have
 * flown, is known by its address and gets the number it had.
 */
final class TrackNumbers {

    /** So that nobody takes a new aircraft for an old one (airspace algorithms §1.2). */
    private static final long REST_MICROS = 600_000_000;

    /** An aircraft lost behind a radar's cone of silence or in a run of misses is back by then. */
    private static final long REMEMBERED_MICROS = 120_000_000;

    /** No airliner flies farther: 350 m/s, and 3 NM for what the last place was worth. */
    private static final double GREATEST_SPEED = 350;

    private static final double PLACE_METRES = 3 * 1_852;

    /**
     * A number at rest.
     *
     * @param address whose it was, or {@link Plot#ABSENT}
     */
    private record Freed(int number, long micros, int address, double xMetres, double yMetres) {
        private boolean mayBe(int soughtAddress, Measurement at, long nowMicros) {
            double dx = at.xMetres() - xMetres;
            double dy = at.yMetres() - yMetres;
            double reach = PLACE_METRES + GREATEST_SPEED * ((nowMicros - micros) / 1e6);
            return address == soughtAddress && dx * dx + dy * dy <= reach * reach;
        }
    }

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

    /**
     * A number for a new track, or 0 when there is none.
     *
     * @param address of the aircraft, or {@link Plot#ABSENT}
     * @param at where it is
     */
    int take(int address, Measurement at, long nowMicros) {
        int own = address == Plot.ABSENT ? 0 : takeBack(address, at, nowMicros);
        return own != 0 ? own : take(nowMicros);
    }

    private int takeBack(int address, Measurement at, long nowMicros) {
        for (long entry = tail.get() - 1; entry >= head.get(); entry--) {
            Freed row = at(entry);
            if (nowMicros - row.micros() > REMEMBERED_MICROS) {
                return 0;
            }
            if (row.mayBe(address, at, nowMicros)) {
                remove(entry);
                return row.number();
            }
        }
        return 0;
    }

    /** Those behind move up: a gap left for each aircraft found again would fill the ring. */
    private void remove(long taken) {
        long last = tail.get() - 1;
        for (long entry = taken; entry < last; entry++) {
            freed.set(place(entry), at(entry + 1));
        }
        freed.set(place(last), null);
        tail.set(last);
    }

    /** The number longest free that has rested, or a new one. */
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

    /**
     * A number rests; an aircraft that was shown is remembered.
     *
     * @param isLost no other track has taken the aircraft over
     */
    void free(SystemTrack last, boolean isLost, long nowMicros) {
        if (!isLost || !last.isInPicture() || last.address() == Plot.ABSENT) {
            free(last.number(), nowMicros);
            return;
        }
        PlanarMotion motion = last.predictedTo(nowMicros);
        free(
                new Freed(
                        last.number(),
                        nowMicros,
                        last.address(),
                        motion.xMetres(),
                        motion.yMetres()));
    }

    /** A number rests, and nobody is remembered by it. */
    void free(int number, long nowMicros) {
        free(new Freed(number, nowMicros, Plot.ABSENT, 0, 0));
    }

    private void free(Freed row) {
        freed.set(place(tail.get()), row);
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
                output.writeInt(row.address());
                output.writeDouble(row.xMetres());
                output.writeDouble(row.yMetres());
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
        int count = input.readLength(32);
        for (int i = 0; i < count; i++) {
            free(
                    new Freed(
                            input.readInt(),
                            input.readLong(),
                            input.readInt(),
                            input.readDouble(),
                            input.readDouble()));
        }
    }
}
