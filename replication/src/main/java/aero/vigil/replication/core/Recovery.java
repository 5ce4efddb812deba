package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica does when it starts, with what its disk holds, and how one that has lost something
 * it promised comes back (VRR §4.3, hardened; replication.md §3, §5, §9; rules 14, 19, 20).
 *
 * <p>VRR has no disks and so believes its nonce alone. Here the one that recovers is another
 * incarnation than the one that promised, or has its vote; it stays RECOVERING, whatever restarts
 * come between, until all it may have promised is durable again, and the forced vote that says so
 * clears the mark.
 */
public class Recovery {

    /** After this long without enough answers they are asked for anew, with another nonce. */
    private static final int TRY_TICKS = 50;

    /** After this long without a piece of the log, another end of the log is asked for. */
    private static final int FETCH_TICKS = 200;

    private final ReplicaState state;

    /** What answers must repeat: random for each start, counted for each try. */
    private long nonce;

    private long attempt;
    private long attemptTick;
    private final @Nullable Answer[] answers;

    /** What the primary of this view has named, up to which everything must be held (rule 19). */
    private long certainView = -1;

    private long certainOp;

    private record Answer(Incarnation incarnation, Message.RecoverOk message) {}

    protected Recovery(ReplicaState state) {
        this.state = state;
        this.answers = new @Nullable Answer[state.places];
    }

    /**
     * @param startNonce random, for this start alone
     */
    void start(long startNonce) {
        nonce = startNonce;
        if (!state.tailCertain) {
            state.alarm(
                    "TAIL_UNCERTAIN",
                    "something promised may have stood behind op " + state.log.opNumber());
        }
        if (!holdsAdoptedLog()) {
            state.status = ReplicaStatus.Status.RECOVERING;
            state.recoveringMark = true;
            state.durability.voteChanged();
            state.alarm(
                    "LOG_LOST",
                    "the log adopted for view "
                            + state.logView
                            + " ended at op "
                            + state.adoptedOp
                            + ", which is not there: the log ends at op "
                            + state.log.opNumber());
        }
        switch (state.status) {
            case NORMAL -> {
                if (state.isPrimary()) {
                    resumeAsPrimary();
                }
            }
            case VIEW_CHANGE -> state.viewChange.report();
            case RECOVERING -> {
                state.alarm(
                        "RECOVERING",
                        "what was promised is not all here: this replica takes no part until it"
                                + " has it from the others");
                beginAttempt();
            }
        }
        state.suspicion.evaluate();
    }

    /**
     * Whether the log that the vote stands for is there. The vote was forced after it; where the
     * journal's end was damaged, the vote would speak for a log that nobody here has.
     */
    private boolean holdsAdoptedLog() {
        Digest there = state.log.hashAt(state.adoptedOp);
        boolean isThere =
                there == null
                        ? state.log.holes().isMissing(state.adoptedOp)
                        : there.equals(state.adoptedHash);
        return isAdoptionThere() && (state.adoptedOp < state.log.firstOp() || isThere);
    }

    /**
     * Whether nothing of an earlier view stands behind the adopted end. Where LogAdopted itself was
     * lost, what it cut off stands there again, and would be taken for the log of a view that has
     * other ops in its place.
     */
    protected boolean isAdoptionThere() {
        return state.journalLogView == state.logView
                || state.log.opNumber() <= state.adoptedOp
                || state.adoptedOp < state.log.firstOp() - 1; // a checkpoint, further on
    }

    /**
     * A replica that starts as the primary of a view it has led never leads it again (rule 14): it
     * may have sent Prepares that it had not forced, and would now put others in their place.
     */
    protected void resumeAsPrimary() {
        state.suspicion.abdicate();
    }

    /** Leads the view that this replica has durably begun. */
    protected final void leadAgain() {
        state.normalOperation.leadership().begin();
    }

    private boolean isRecovering() {
        return state.status == ReplicaStatus.Status.RECOVERING && !state.replaced;
    }

    private void beginAttempt() {
        attempt++;
        attemptTick = state.tick;
        Arrays.fill(answers, null);
        ask();
    }

    private void ask() {
        state.sendToOthers(new Message.Recover(state.viewNumber, nonce, attempt));
    }

    /** What was asked and not answered is asked again. */
    void clockTick() {
        if (isRecovering()) {
            if (state.adoption.isUnderWay()) {
                state.adoption.clockTick();
                if (state.adoption.isStuck(FETCH_TICKS)) {
                    state.counters.count("recovery.stuck");
                    state.adoption.cancel();
                    beginAttempt();
                }
            } else if (state.tick - attemptTick >= TRY_TICKS) {
                beginAttempt();
            } else if (state.tick % Timing.REPEAT_TICKS == 0) {
                ask();
            }
        } else if (isUncertain() && state.tick % Timing.REPEAT_TICKS == 0) {
            state.send(state.primary(), new Message.Recover(state.viewNumber, nonce, attempt));
        }
        endUncertainty();
    }

    private boolean isUncertain() {
        return !state.tailCertain && state.isNormal() && !state.isPrimary();
    }

    /**
     * A replica that recovers asks: it is made a member first if it is none, and then told where
     * this replica stands. Only by a normal one: of another nobody knows which log it will have.
     */
    void asked(int from, Incarnation incarnation, Message.Recover message) {
        if (!state.membership.isNamed(from, incarnation)) {
            if (state.membership.isRetired(incarnation)) {
                state.counters.count("members.retiredAsks");
                state.tellMembers(from, incarnation);
                return;
            }
            if (from < state.groupSize()) {
                state.normalOperation.leadership().replacementWanted(from, incarnation);
                return;
            }
        }
        if (!mayAnswer()) {
            return;
        }
        boolean leads = state.normalOperation.isLeading();
        state.send(
                from,
                new Message.RecoverOk(
                        state.viewNumber,
                        message.nonce(),
                        message.attempt(),
                        leads ? state.log.opNumber() : 0,
                        leads ? state.log.hash() : Digest.ZERO,
                        state.commitNumber,
                        state.membership.named()));
    }

    /** Whether others may build on what this replica says of its view and log. */
    protected boolean mayAnswer() {
        return state.isNormal();
    }

    /** One of the others says where it stands (VRR §4.3, step 3). */
    void answered(int from, Incarnation incarnation, Message.RecoverOk message) {
        if (message.members().isEmpty() || message.members().size() > state.places) {
            state.counters.count("messages.refused");
            return;
        }
        if (!isOfThisTry(message.nonce() == nonce && message.attempt() == attempt)) {
            state.counters.count("recovery.staleAnswers");
            return;
        }
        if (isRecovering() && !state.adoption.isUnderWay()) {
            answers[from] = new Answer(incarnation, message);
            recover();
        } else if (isUncertain()
                && from == state.primary()
                && state.membership.isNamed(from, incarnation)
                && message.viewNumber() == state.viewNumber
                && message.opNumber() > 0) {
            certainView = message.viewNumber();
            certainOp = message.opNumber();
            endUncertainty();
        }
    }

    /**
     * Whether an answer is to be taken: one to an earlier start may know less than was promised.
     */
    protected boolean isOfThisTry(boolean nonceRepeated) {
        return nonceRepeated;
    }

    /**
     * With f + 1 answers, the primary of the greatest view among them: whatever this replica may
     * have promised is in that primary's log, up to where it ends now.
     */
    private void recover() {
        @Nullable Answer[] counted = answers.clone();
        while (true) {
            Answer primary = primaryOfGreatestView(counted);
            if (primary == null) {
                return;
            }
            if (!discardUnnamed(counted, primary.message().members())) {
                Message.RecoverOk log = primary.message();
                state.viewNumber = log.viewNumber();
                state.counters.count("recoveries");
                found();
                state.adoption.begin(
                        log.opNumber(),
                        log.hash(),
                        log.commitNumber(),
                        state.configuration.primaryOf(log.viewNumber()));
                return;
            }
        }
    }

    /** The end of the log to be had is known. */
    protected void found() {
        // The mark stays until the log is here.
    }

    /** Forgets what was promised to be got back. */
    protected final void clearMark() {
        state.recoveringMark = false;
        state.durability.voteChanged();
    }

    private @Nullable Answer primaryOfGreatestView(@Nullable Answer[] counted) {
        long greatest = state.viewNumber;
        for (Answer answer : counted) {
            if (answer != null) {
                greatest = Math.max(greatest, answer.message().viewNumber());
            }
        }
        int count = 0;
        int groupSize = state.configuration.groupSize(greatest);
        for (int i = 0; i < groupSize; i++) {
            count += counted[i] == null ? 0 : 1;
        }
        Answer primary = counted[state.configuration.primaryOf(greatest)];
        return count >= state.assembly.majorityOf(groupSize)
                        && primary != null
                        && primary.message().viewNumber() == greatest
                        && primary.message().opNumber() > 0
                ? primary
                : null;
    }

    private static boolean discardUnnamed(@Nullable Answer[] counted, List<Incarnation> named) {
        boolean discarded = false;
        for (int i = 0; i < counted.length; i++) {
            Answer answer = counted[i];
            if (answer != null && !answer.incarnation().equals(Membership.nameIn(named, i))) {
                counted[i] = null;
                discarded = true;
            }
        }
        return discarded;
    }

    /** Something became durable. */
    void forced() {
        endUncertainty();
    }

    /**
     * Everything is held up to where the primary of this view ended after this start: whatever was
     * promised in it before is here again (rule 19). A refill from a backup says nothing like it.
     */
    private void endUncertainty() {
        if (isUncertain() && certainView == state.viewNumber && isHeldUpTo(certainOp)) {
            state.tailCertain = true;
            state.counters.count("tails.certainAgain");
        }
    }

    /** Whether the log is durable here up to what the primary named. */
    protected boolean isHeldUpTo(long opNumber) {
        return state.durability.forcedOp() >= opNumber;
    }
}
