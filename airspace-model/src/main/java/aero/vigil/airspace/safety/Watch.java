package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What one net remembers of one track and one object; immutable.
 *
 * <p>Counts evidence, not ticks: a look counts only when the track has had a plot since the last
 * one that counted.
 *
 * @param object an area's index, an approach's; 0 where there is one
 * @param hits the latest three counted looks, the newest in the lowest bit: 1 is a hit
 * @param misses counted misses in a row, at most 3
 * @param updates plots the track had taken when a look last counted
 * @param alert what controllers are shown, or null
 */
record Watch(
        NetKind kind, int object, int hits, int misses, long updates, @Nullable TrackAlert alert) {

    private static final int MISSES_TO_END = 3;

    static Watch of(NetKind kind, int object) {
        return new Watch(kind, object, 0, 0, -1, null);
    }

    /** After one more look; the same when it does not count. */
    Watch looked(boolean isHit, long nowUpdates) {
        return nowUpdates == updates
                ? this
                : new Watch(
                        kind,
                        object,
                        (hits << 1 | (isHit ? 1 : 0)) & 7,
                        isHit ? 0 : Math.min(MISSES_TO_END, misses + 1),
                        nowUpdates,
                        alert);
    }

    Watch with(TrackAlert newAlert) {
        return new Watch(kind, object, hits, misses, updates, newAlert);
    }

    /** The same about another object. */
    Watch about(int newObject) {
        return new Watch(kind, newObject, hits, misses, updates, alert);
    }

    int hitCount() {
        return Integer.bitCount(hits);
    }

    /** Nothing has been found for so long that nothing is worth remembering. */
    boolean isOver() {
        return misses >= MISSES_TO_END || (hits == 0 && alert == null);
    }

    void write(StateOutput out) {
        out.writeString(kind.name());
        out.writeInt(object);
        out.writeByte(hits);
        out.writeByte(misses);
        out.writeLong(updates);
        out.writeBoolean(alert != null);
        if (alert != null) {
            alert.write(out);
        }
    }

    static Watch read(StateInput in) {
        return new Watch(
                NetKind.valueOf(in.readString()),
                in.readInt(),
                in.readByte(),
                in.readByte(),
                in.readLong(),
                in.readBoolean() ? TrackAlert.read(in) : null);
    }
}
