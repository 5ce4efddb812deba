package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.Closeable;
import java.io.IOException;

/** The vote of a replica on its disk, outside the journal (replication.md §3, rule 2). */
final class VoteFile implements Closeable {

    private final BlockFile file;
    private final VoteSlots slots;
    private Vote vote;

    private VoteFile(BlockFile file, VoteSlots slots, Vote vote) {
        this.file = file;
        this.slots = slots;
        this.vote = vote;
    }

    /**
     * The first vote of a new directory; the file's name is durable once its directory is forced.
     */
    static VoteFile create(BlockFile file, Vote vote) throws IOException {
        return new VoteFile(file, VoteSlots.create(file, RecordCodec.encodeVote(vote)), vote);
    }

    /** The newest vote, durable anew when this returns. */
    static VoteFile open(BlockFile file) throws IOException, RefusalToStart {
        VoteSlots.Opened opened =
                VoteSlots.open(file)
                        .orElseThrow(
                                () ->
                                        new RefusalToStart(
                                                Reason.VOTE_LOST,
                                                "both copies of a vote are damaged, so a promise"
                                                        + " may be forgotten: format this member"
                                                        + " anew when the other replicas are up"));
        try {
            return new VoteFile(file, opened.slots(), RecordCodec.decodeVote(opened.value()));
        } catch (MalformedException e) {
            throw new RefusalToStart(
                    Reason.VOTE_LOST, "the vote cannot be read: " + e.malformed().text(), e);
        }
    }

    Vote vote() {
        return vote;
    }

    /** Makes a vote durable; only when this returns may what it promises leave. */
    void write(Vote newer) throws IOException {
        if (newer.generation() <= vote.generation()) {
            throw new AssertionError(
                    "vote " + newer.generation() + " after vote " + vote.generation());
        }
        slots.write(RecordCodec.encodeVote(newer));
        vote = newer;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
