package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import java.util.function.IntConsumer;

/** Who is looked at when: each track number once a second of model time, in its own tenth of it. */
final class Slots {

    private static final int SLOTS = 10;
    private static final long SLOT_MICROS = 100_000;

    private final Cell<Long> last;

    Slots(UnitOfWork work) {
        last = new Cell<>(work, Long.MIN_VALUE);
    }

    /**
     * The numbers whose slot has come since the last tick; of ticks that were left out, each once.
     *
     * @param limit numbers are less
     */
    void forEachDue(long modelTimeMicros, int limit, IntConsumer look) {
        long slot = slotAt(modelTimeMicros);
        for (long s = Math.max(last.get() + 1, slot - SLOTS + 1); s <= slot; s++) {
            int first = (int) Math.floorMod(s, (long) SLOTS);
            for (int number = first == 0 ? SLOTS : first; number < limit; number += SLOTS) {
                look.accept(number);
            }
        }
    }

    /** Adds what notes, as the last unit of work of a tick, that its slots are done. */
    void addEnd(String subject, long modelTimeMicros, List<Evaluation> due) {
        long slot = slotAt(modelTimeMicros);
        if (slot > last.get()) {
            due.add(new Look(subject, 0, () -> last.set(slot)));
        }
    }

    private static long slotAt(long modelTimeMicros) {
        return Math.floorDiv(modelTimeMicros, SLOT_MICROS);
    }

    /** The last slot done, for a checkpoint. */
    long last() {
        return last.get();
    }

    void read(StateInput input) {
        last.set(input.readLong());
    }
}
