package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Which tracks are surely turning: the filter held a turn for likely at two looks in a row, with
 * plots between (airspace algorithms §7: &mu;(turn) &gt; 0.6 at two updates).
 */
final class Turns {

    private static final double LEAST_PROBABILITY = 0.6;
    private static final double LEAST_TURN = StrictMath.PI / 360; // half a degree a second
    private static final int LOOKS_NEEDED = 2;

    private final Table<Turn> turns;

    /**
     * A track that may be turning.
     *
     * @param updates plots it had taken at the last look
     * @param looks in a row that saw a turn, at most 2
     */
    private record Turn(long updates, int looks) {}

    Turns(UnitOfWork work) {
        turns = new Table<>(work, "turns", SystemTrack.MAX_NUMBER);
    }

    /** One more than the greatest number of a track that was ever looked at. */
    int limit() {
        return turns.limit();
    }

    /** Whether a look at this track would change anything. */
    boolean isNews(int number, @Nullable SystemTrack track) {
        Turn before = turns.get(number);
        if (track == null || !seemsToTurn(track)) {
            return before != null;
        }
        return before == null
                || (before.updates() != track.updates() && before.looks() < LOOKS_NEEDED);
    }

    /** Looks at a track; null: it has gone. */
    void look(int number, @Nullable SystemTrack track) {
        if (track == null || !seemsToTurn(track)) {
            turns.set(number, null);
            return;
        }
        Turn before = turns.get(number);
        int looks = before == null ? 1 : Math.min(LOOKS_NEEDED, before.looks() + 1);
        turns.set(number, new Turn(track.updates(), looks));
    }

    /** Whether this track is surely turning, and still seems to. */
    boolean isTurning(SystemTrack track) {
        Turn turn = turns.get(track.number());
        return turn != null && turn.looks() >= LOOKS_NEEDED && seemsToTurn(track);
    }

    /** Whether this track may be found turning at this tick or is: a look has seen a turn. */
    boolean mayTurn(int number) {
        return turns.get(number) != null;
    }

    private static boolean seemsToTurn(SystemTrack track) {
        return track.motion().turnProbability() > LEAST_PROBABILITY
                && Math.abs(track.motion().turnRadiansPerSecond()) > LEAST_TURN;
    }

    StateCapture capture() {
        @Nullable Object[] rows = turns.copy();
        int count = turns.size();
        return out -> {
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof Turn turn) {
                    out.writeInt(i);
                    out.writeLong(turn.updates());
                    out.writeByte(turn.looks());
                }
            }
        };
    }

    void read(StateInput in) {
        for (int i = in.readLength(13); i > 0; i--) {
            turns.set(in.readInt(), new Turn(in.readLong(), in.readByte()));
        }
    }
}
