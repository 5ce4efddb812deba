package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * How far a track is on its way to joining a flight, or to parting from it.
 *
 * @param track the track's number
 * @param flight the flight
 * @param parting evidence against, not for
 * @param count evaluations so far, each with new evidence
 * @param updates the track's plots at the last that counted
 */
record Candidacy(int track, int flight, boolean parting, int count, long updates) {

    void write(StateOutput out) {
        out.writeInt(track);
        out.writeInt(flight);
        out.writeBoolean(parting);
        out.writeInt(count);
        out.writeLong(updates);
    }

    static Candidacy read(StateInput in) {
        return new Candidacy(
                in.readInt(), in.readInt(), in.readBoolean(), in.readInt(), in.readLong());
    }
}
