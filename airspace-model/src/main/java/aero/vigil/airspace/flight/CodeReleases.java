package aero.vigil.airspace.flight;

import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When each of the 4,096 codes was last given up by a flight. */
final class CodeReleases {

    /** Stands for a code that was never given up. */
    static final long NEVER = Long.MIN_VALUE;

    private final Table<Long> releasedMicros;
    private final LongSupplier modelTime;

    CodeReleases(UnitOfWork work, LongSupplier modelTime) {
        this.releasedMicros = new Table<>(work, "codes released", Mode3A.CODES);
        this.modelTime = modelTime;
    }

    /** Says how a flight was and how it is: a code it holds no more is given up now. */
    void changed(@Nullable Flight before, @Nullable Flight after) {
        int held = before == null ? Squawk.NONE : before.heldCode();
        int holds = after == null ? Squawk.NONE : after.heldCode();
        if (held != Squawk.NONE && held != holds) {
            releasedMicros.set(held + 1, modelTime.getAsLong());
        }
    }

    /** Model time, or {@link #NEVER}. */
    long lastOf(int code) {
        Long micros = releasedMicros.get(code + 1);
        return micros == null ? NEVER : micros;
    }

    StateCapture capture() {
        @Nullable Object[] rows = releasedMicros.copy();
        int count = releasedMicros.size();
        return out -> {
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof Long micros) {
                    out.writeInt(i);
                    out.writeLong(micros);
                }
            }
        };
    }

    void read(StateInput in) {
        for (int i = in.readLength(12); i > 0; i--) {
            releasedMicros.set(in.readInt(), in.readLong());
        }
    }
}
