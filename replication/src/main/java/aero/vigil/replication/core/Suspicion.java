package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Suspicion of the primary (rule 8): volatile, level-triggered, and it solicits. A {@link
 * Message.StartViewChange} says "my durable view is this one, I want the next"; it counts for 50
 * ms; f + 1 of them, one's own included, end the view (VRR §4.2, step 1).
 */
public class Suspicion {

    private static final long LONG_AGO = -1_000_000;
    private static final int NOBODY = -1;

    /** Why the primary is suspected; each is counted under its name. */
    private enum Cause {
        /** This replica must not lead the view it is in. */
        ABDICATED,
        /** It leads, and its own disk lags behind the others'. */
        GREY,
        /** It leads, and too few hear it: others want the next view, and the rest are not there. */
        UNFOLLOWED,
        /** No StartView came from the replica that shall lead this view: this one itself. */
        NO_VIEW,
        /** The primary's process is gone: its address refused the connection. */
        GONE,
        /** Nothing was heard from the primary for a whole timeout. */
        SILENT,
        /** The primary itself asks for the next view. */
        ASKED,
        /** Some heartbeats were missed, and another replica suspects too. */
        JOINED;

        private final String counter = "suspicions." + name().toLowerCase(Locale.ROOT);
    }

    private final ReplicaState state;

    /** When each replica last solicited in this view. */
    private final long[] solicitedTick;

    /** Whether a replica's process is known to be gone. */
    private final boolean[] gone;

    /** Ticks since the primary was heard, or since the view was left. */
    private long silentTicks;

    /** Ticks since too few followed this primary; those that are heard again clear it soon. */
    private long unfollowedTicks;

    /** Why the primary is suspected now; null: it is not. */
    private @Nullable Cause suspected;

    /** Started as the primary of a view that it led before (rule 14), or gives its view up. */
    private boolean abdicated;

    /** Who led the view that was left last, until it is known whether that was too early. */
    private int blamed = NOBODY;

    private long blamedView;
    private long blamedTick;
    private long k;
    private long quietTicks;
    private long lastTickMicros;

    protected Suspicion(ReplicaState state) {
        this.state = state;
        solicitedTick = new long[state.places];
        Arrays.fill(solicitedTick, LONG_AGO);
        gone = new boolean[state.places];
        k = state.configuration.timing().initialK();
    }

    void start() {
        lastTickMicros = state.now.monotonicMicros();
    }

    /** The silence after which the primary is suspected; twice as long while its view begins. */
    long timeoutTicks() {
        long patience = state.isViewChange() ? 2 * k : k;
        return Math.min(Timing.MAX_TIMEOUT_TICKS, Timing.TIMEOUT_TICKS * patience);
    }

    /**
     * Whether the primary has missed enough heartbeats for others' word to be believed. A tick may
     * follow a heartbeat at once, so that three ticks may be two heartbeats missed and one on its
     * way.
     */
    boolean isPrimarySilent() {
        return silentTicks > Timing.MISSED_HEARTBEATS;
    }

    /** Whether this replica wants the next view. */
    protected final boolean isSuspecting() {
        return suspected != null;
    }

    /** This replica never leads its view again: it solicits until the view is left. */
    void abdicate() {
        abdicated = true;
    }

    /** Whether it has given its view up. */
    final boolean hasAbdicated() {
        return abdicated;
    }

    /** The primary of this view was heard, doing its work. */
    protected void heardPrimary() {
        silentTicks = 0;
        Arrays.fill(solicitedTick, LONG_AGO);
        if (suspected != null) {
            suspected = null;
            state.counters.count("suspicions.wrongful");
        }
    }

    /** A message came from this replica, whatever it said. */
    void heard(int from, Message message) {
        gone[from] = false;
        if (from == blamed && isSaidAfterItsView(message)) {
            blamed = NOBODY;
            if (state.tick - blamedTick <= Timing.BLAMED_TICKS) {
                becomePatient();
            }
        }
    }

    /** Other messages may have been on their way when the primary fell silent. */
    private boolean isSaidAfterItsView(Message message) {
        return message.viewNumber() > blamedView || message instanceof Message.StartViewChange;
    }

    /** Another wants the next view. */
    void solicited(int from) {
        solicitedTick[from] = state.tick;
        evaluate();
    }

    void peerLost(int peer, boolean reconnectRefused) {
        if (reconnectRefused) {
            gone[peer] = true;
            evaluate();
        }
    }

    void peerConnected(int peer) {
        gone[peer] = false;
    }

    void clockTick() {
        long elapsed = state.now.monotonicMicros() - lastTickMicros;
        lastTickMicros = state.now.monotonicMicros();
        if (elapsed > (Timing.PAUSE_TICKS + 1) * Timing.CLOCK_TICK_MICROS) {
            silentTicks = silenceAfterPause(silentTicks, elapsed / Timing.CLOCK_TICK_MICROS);
            state.counters.count("pauses");
        } else {
            silentTicks++;
        }
        boolean unfollowed = state.normalOperation.isLeading() && isUnfollowed();
        unfollowedTicks = unfollowed ? unfollowedTicks + 1 : 0;
        if (++quietTicks >= Timing.QUIET_TICKS) {
            quietTicks = 0;
            k = Math.max(state.configuration.timing().initialK(), k / 2);
        }
        evaluate();
        if (suspected != null) {
            solicit();
        }
    }

    /** It was this replica that was away: what it did not hear meanwhile says nothing. */
    protected long silenceAfterPause(long silentTicksBefore, long pauseTicks) {
        return 0;
    }

    /**
     * Looks whether this replica suspects, says so if that is new, and counts who else does. A
     * learner, whose view is evidence for nobody, leaves its view only after a member that has: it
     * would stand alone in the next, should the others change their minds.
     */
    void evaluate() {
        Cause cause = cause();
        boolean isNew = suspected == null;
        suspected = cause;
        if (cause != null && isNew) {
            state.counters.count("suspicions");
            state.counters.count(cause.counter);
            solicit();
        }
        if (state.isMember() && solicitors() >= state.quorum()) {
            state.viewChange.leaveFor(state.viewNumber + 1);
        }
    }

    private void solicit() {
        state.sendToOthers(new Message.StartViewChange(state.viewNumber));
    }

    private @Nullable Cause cause() {
        if (abdicated) {
            return Cause.ABDICATED;
        }
        if (state.normalOperation.isLeading()) {
            return causeOfPrimary();
        }
        int primary = state.primary();
        boolean timedOut = silentTicks >= timeoutTicks();
        if (primary == state.index) {
            return state.groupSize() > 1 && timedOut ? Cause.NO_VIEW : null;
        }
        if (gone[primary]) {
            return Cause.GONE;
        }
        if (timedOut) {
            return Cause.SILENT;
        }
        if (counts(primary)) {
            return Cause.ASKED;
        }
        return isPrimarySilent() && othersSolicit() ? Cause.JOINED : null;
    }

    private @Nullable Cause causeOfPrimary() {
        if (state.normalOperation.leadership().isGrey()) {
            return Cause.GREY;
        }
        return unfollowedTicks >= timeoutTicks() ? Cause.UNFOLLOWED : null;
    }

    /**
     * Whether so many of those that are there want the next view that fewer than f + 1 are left to
     * follow this primary, and its own wish ends the view. They do not hear it, though it may hear
     * them, and though they have its orders from others in the end.
     */
    protected boolean isUnfollowed() {
        int following = 1;
        int soliciting = 1;
        for (int i = 0; i < state.groupSize(); i++) {
            if (i != state.index && counts(i)) {
                soliciting++;
            } else if (i != state.index && isThere(i)) {
                following++;
            }
        }
        return following < state.quorum() && soliciting >= state.quorum();
    }

    private boolean isThere(int i) {
        return state.tick - state.peers.get(i).heardTick <= timeoutTicks();
    }

    private boolean othersSolicit() {
        for (int i = 0; i < state.groupSize(); i++) {
            if (counts(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(int i) {
        return state.tick - solicitedTick[i] <= Timing.SOLICITATION_TICKS;
    }

    private int solicitors() {
        int solicitors = suspected != null ? 1 : 0;
        for (int i = 0; i < state.groupSize(); i++) {
            if (i != state.index && counts(i)) {
                solicitors++;
            }
        }
        return solicitors;
    }

    /**
     * The view is about to be left. If it has not begun here, whoever leads the next one has
     * longer. If it has, and its primary was too silent for this replica, the timeout was too short
     * only if that one is soon heard from after all; it says a last time that it is there.
     */
    void leaveView() {
        quietTicks = 0;
        if (!state.isNormal()) {
            becomePatient();
        } else if (suspected == Cause.SILENT || suspected == Cause.JOINED) {
            blamed = state.primary();
            blamedView = state.viewNumber;
            blamedTick = state.tick;
        }
        if (state.normalOperation.isLeading()) {
            solicit();
        }
        forgetView();
    }

    private void becomePatient() {
        quietTicks = 0;
        k = Math.min(Timing.MAX_TIMEOUT_TICKS / Timing.TIMEOUT_TICKS, 2 * k);
    }

    /** A view has begun here. */
    void viewEntered() {
        forgetView();
    }

    private void forgetView() {
        silentTicks = 0;
        unfollowedTicks = 0;
        suspected = null;
        abdicated = false;
        Arrays.fill(solicitedTick, LONG_AGO);
    }
}
