package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * What a trajectory was flown by: when that changes, it is to be flown again.
 *
 * @param windsVersion of {@link Winds#version()}
 * @param runwaysVersion of the runways in use
 */
public record FlownBy(int windsVersion, int runwaysVersion) {

    /** Of a flight whose way is not known. */
    static final FlownBy NOTHING = new FlownBy(0, 0);

    void write(StateOutput out) {
        out.writeInt(windsVersion);
        out.writeInt(runwaysVersion);
    }

    static FlownBy read(StateInput in) {
        return new FlownBy(in.readInt(), in.readInt());
    }
}
