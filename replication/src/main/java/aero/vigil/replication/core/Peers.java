package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What this replica knows of the others. */
final class Peers {

    private static final long NEVER = -1_000_000;

    /** Another replica, as last heard. */
    static final class Peer {
        boolean connected;
        long heardTick = NEVER;
        long heardMicros;
        @Nullable Health health;

        /** Forced in this view, as promised to this primary. */
        long acknowledgedOp;

        /** The end of its log, forced or not, as of heartbeat {@link #round}; 0: not yet said. */
        long appendedOp;

        /** When that end was last seen to grow, or to come nearer, or this replica to come back. */
        long appendedTick = NEVER;

        /** Up to where it was last given a piece of the log that it adopts. */
        private long givenOp;

        long round;

        /** What it should have appended by now: sent before this heartbeat; how many to wait. */
        long expectedOp;

        long expectedRound;
        long repeatAfterRounds;

        /** Its log ends here now, forced or not. */
        void appended(long opNumber, long tick) {
            if (opNumber > appendedOp) {
                appendedTick = tick;
            }
            appendedOp = opNumber;
        }

        /** A piece of the log it adopts is on its way to it: another than the last one. */
        void given(long opNumber, long tick) {
            if (opNumber != givenOp) {
                appendedTick = tick;
            }
            givenOp = opNumber;
        }

        /** Another has this member's place: nothing that was said before counts for it. */
        void forget() {
            acknowledgedOp = 0;
            appendedOp = 0;
            appendedTick = NEVER;
            round = 0;
            expectedOp = 0;
            expectedRound = 0;
            repeatAfterRounds = Timing.PREPARE_REPEAT_ROUNDS;
            heardTick = NEVER;
            health = null;
        }
    }

    private final Peer[] peers;
    private final int self;

    /** Only the first so many count for anything; the others are learners, or there are none. */
    private final IntSupplier groupSize;

    Peers(int places, int self, IntSupplier groupSize) {
        this.self = self;
        this.groupSize = groupSize;
        peers = new Peer[places];
        for (int i = 0; i < places; i++) {
            peers[i] = new Peer();
        }
    }

    Peer get(int index) {
        return peers[index];
    }

    void heard(int index, long tick, ClockReading now) {
        if (tick - peers[index].heardTick > Timing.MAX_TIMEOUT_TICKS) {
            peers[index].appendedTick = tick; // it was away, and not only asking others meanwhile
        }
        peers[index].heardTick = tick;
        peers[index].heardMicros = now.monotonicMicros();
        peers[index].connected = true;
    }

    /** A view begins with this replica as its primary: nobody has promised anything in it. */
    void beginView(long tick) {
        for (Peer peer : peers) {
            peer.acknowledgedOp = 0;
            peer.appendedOp = 0;
            peer.appendedTick = tick;
            peer.round = 0;
            peer.expectedOp = 0;
            peer.expectedRound = 0;
            peer.repeatAfterRounds = Timing.PREPARE_REPEAT_ROUNDS;
            peer.heardTick = Math.max(peer.heardTick, tick);
        }
    }

    /** How many others were heard within the last so many ticks. */
    int heardWithin(long ticks, long tick) {
        int heard = 0;
        for (int i = 0; i < groupSize.getAsInt(); i++) {
            if (i != self && tick - peers[i].heardTick <= ticks) {
                heard++;
            }
        }
        return heard;
    }

    /** The monotonic time at which a majority, this replica included, was last heard. */
    long quorumHeardMicros(int others, ClockReading now) {
        if (others == 0) {
            return now.monotonicMicros();
        }
        long[] heard = new long[groupSize.getAsInt()];
        int count = 0;
        for (int i = 0; i < heard.length; i++) {
            if (i != self) {
                heard[count++] = peers[i].heardMicros;
            }
        }
        Arrays.sort(heard, 0, count);
        return heard[count - others];
    }

    /** How many others have answered this heartbeat of this view, or a later one. */
    int answeredRound(long round) {
        int answered = 0;
        for (int i = 0; i < groupSize.getAsInt(); i++) {
            if (i != self && peers[i].round >= round) {
                answered++;
            }
        }
        return answered;
    }

    /** The greatest op that a quorum of others than this member has forced. */
    long quorumForcedOpWithout(int index, int quorum, long ownOp) {
        long[] forced = new long[groupSize.getAsInt() - 1];
        int count = 0;
        for (int i = 0; i <= forced.length; i++) {
            if (i != index) {
                forced[count++] = i == self ? ownOp : peers[i].acknowledgedOp;
            }
        }
        Arrays.sort(forced);
        return quorum > count ? 0 : forced[count - quorum];
    }

    /** The greatest op that a quorum has forced, if this replica has forced up to ownOp. */
    long quorumForcedOp(int quorum, long ownOp) {
        long[] forced = new long[groupSize.getAsInt()];
        for (int i = 0; i < forced.length; i++) {
            forced[i] = i == self ? ownOp : peers[i].acknowledgedOp;
        }
        Arrays.sort(forced);
        return forced[forced.length - quorum];
    }
}
