package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What of this replica's records and votes is known to be durable.
 *
 * <p>Invariant: forced numbers never pass those handed out.
 */
final class Durability {

    private long journalSequence;
    private long forcedSequence;
    private long voteGeneration;
    private long forcedVoteGeneration;
    private boolean voteChanged;
    private long forcedOp;
    private final Deque<Append> inFlight = new ArrayDeque<>();

    private record Append(long sequence, long opNumber) {}

    /** At start everything that was read is durable. */
    Durability(long voteGeneration, long opNumber) {
        this.voteGeneration = voteGeneration;
        this.forcedVoteGeneration = voteGeneration;
        this.forcedOp = opNumber;
    }

    /** A record was handed out that promises nothing about the end of the log. */
    void recordWritten() {
        journalSequence++;
    }

    /** Entries were handed out; the log now ends at this op. */
    void entriesWritten(long opNumber) {
        inFlight.add(new Append(++journalSequence, opNumber));
    }

    /** LogAdopted was handed out: what stood after the fork is no part of the log any more. */
    void logAdopted(long forkOp, long opNumber) {
        inFlight.clear();
        forcedOp = Math.min(forcedOp, forkOp);
        inFlight.add(new Append(++journalSequence, opNumber));
    }

    void voteChanged() {
        voteChanged = true;
    }

    /** Whether a vote is to be handed out; if so, it has the generation returned next. */
    boolean takeVoteChanged() {
        if (!voteChanged) {
            return false;
        }
        voteChanged = false;
        voteGeneration++;
        return true;
    }

    void forced(Input.Forced forced) {
        if (forced.journalSequence() > journalSequence
                || forced.voteGeneration() > voteGeneration) {
            throw new AssertionError(
                    forced
                            + ", but only "
                            + journalSequence
                            + " and "
                            + voteGeneration
                            + " were handed out");
        }
        forcedSequence = Math.max(forcedSequence, forced.journalSequence());
        forcedVoteGeneration = Math.max(forcedVoteGeneration, forced.voteGeneration());
        while (!inFlight.isEmpty() && inFlight.element().sequence() <= forcedSequence) {
            forcedOp = inFlight.remove().opNumber();
        }
    }

    /** Whether the vote that holds now is durable. */
    boolean isVoteForced() {
        return !voteChanged && forcedVoteGeneration == voteGeneration;
    }

    /** Whether nothing at all is in flight. */
    boolean isAllForced() {
        return isVoteForced() && forcedSequence == journalSequence;
    }

    boolean isForced(long sequence) {
        return forcedSequence >= sequence;
    }

    /** The end of what is durable of the log. */
    long forcedOp() {
        return forcedOp;
    }

    long journalSequence() {
        return journalSequence;
    }

    long voteGeneration() {
        return voteGeneration;
    }
}
