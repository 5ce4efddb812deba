package aero.vigil.airspace.safety;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;

/**
 * Short-term conflict alert: pairs of tracks that will come too near within two minutes.
 *
 * <p>Counts evidence, not ticks: a pair's hit or miss counts only when one of the two has had a
 * plot since the last one that counted (airspace algorithms §7).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Stca {

    public Stca(
            UnitOfWork work,
            SystemPlane plane,
            StcaParameters parameters,
            Surveillance surveillance,
            ClearedLevels clearedLevels) {
        throw new UnsupportedOperationException();
    }

    /**
     * The pairs to be evaluated at a tick. Changes nothing itself; the caller runs each evaluation
     * in this order as its own unit of work.
     */
    public List<Evaluation> evaluate(long modelTimeMicros) {
        throw new UnsupportedOperationException();
    }

    /** All alerts that are shown, by track numbers. */
    public List<ConflictAlert> alerts() {
        throw new UnsupportedOperationException();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    public boolean acknowledge(int id) {
        throw new UnsupportedOperationException();
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public Capture capture() {
        throw new UnsupportedOperationException();
    }

    /** Writes all state: {@code capture().write(output)}. */
    public void write(StateOutput output) {
        capture().write(output);
    }

    /** Replaces all state by what was written; the caller commits. */
    public void read(StateInput input) {
        throw new UnsupportedOperationException();
    }

    /** State frozen at one moment; immutable. */
    public interface Capture {
        void write(StateOutput output);
    }
}
