package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Alerts of one kind about one subject are not raised for a time: exactly one of track, flight and
 * area is given.
 *
 * @param track 0: not about a track
 * @param flight 0: not about a flight
 * @param area empty: not about an area
 * @param untilMicros model time at which it ends
 */
public record Inhibition(NetKind kind, int track, int flight, String area, long untilMicros) {

    boolean isAbout(Inhibition other) {
        return kind == other.kind
                && track == other.track
                && flight == other.flight
                && area.equals(other.area);
    }

    void write(StateOutput out) {
        out.writeString(kind.name());
        out.writeInt(track);
        out.writeInt(flight);
        out.writeString(area);
        out.writeLong(untilMicros);
    }

    static Inhibition read(StateInput in) {
        return new Inhibition(
                NetKind.valueOf(in.readString()),
                in.readInt(),
                in.readInt(),
                in.readString(),
                in.readLong());
    }
}
