package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.MalformedMessage;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The vote of a replica on its disk, outside the journal (replication.md §3, rule 2). */
final class VoteFile implements Closeable {

    private final BlockFile file;
    private final VoteSlots slots;
    private Vote vote;
    private JournalBounds bounds;

    private VoteFile(BlockFile file, VoteSlots slots, Content content) {
        this.file = file;
        this.slots = slots;
        this.vote = content.vote();
        this.bounds = content.bounds();
    }

    /**
     * What a slot holds.
     *
     * @param bounds how far the journal reached when it was written
     */
    record Content(Vote vote, JournalBounds bounds) {

        byte[] encode() {
            byte[] encoded = RecordCodec.encodeVote(vote);
            ByteBuffer value = ByteBuffer.allocate(JournalBounds.BYTES + encoded.length);
            bounds.putInto(value);
            return value.put(encoded).array();
        }

        static Content decode(byte[] value) throws MalformedException {
            if (value.length < JournalBounds.BYTES) {
                throw new MalformedException(
                        MalformedMessage.Reason.NOT_A_VOTE, value.length + " bytes");
            }
            return new Content(
                    RecordCodec.decodeVote(
                            Arrays.copyOfRange(value, JournalBounds.BYTES, value.length)),
                    JournalBounds.readFrom(ByteBuffer.wrap(value)));
        }
    }

    /**
     * The first vote of a new directory; the file's name is durable once its directory is forced.
     */
    static VoteFile create(BlockFile file, Vote vote) throws IOException {
        Content content = new Content(vote, JournalBounds.FIRST);
        return new VoteFile(file, VoteSlots.create(file, content.encode()), content);
    }

    /** The newest vote, durable anew when this returns. */
    static VoteFile open(BlockFile file) throws IOException, RefusalToStart {
        VoteSlots.Opened opened =
                VoteSlots.open(file)
                        .orElseThrow(
                                () ->
                                        new RefusalToStart(
                                                Reason.VOTE_LOST,
                                                "both copies of a vote are damaged"));
        try {
            return new VoteFile(file, opened.slots(), Content.decode(opened.value()));
        } catch (MalformedException e) {
            throw new RefusalToStart(
                    Reason.VOTE_LOST, "the vote cannot be read: " + e.malformed().text(), e);
        }
    }

    Vote vote() {
        return vote;
    }

    /** How far the journal reaches at least. */
    JournalBounds bounds() {
        return bounds;
    }

    /** Makes a vote durable; only when this returns may what it promises leave. */
    void write(Vote newer) throws IOException {
        if (newer.generation() <= vote.generation()) {
            throw new AssertionError(
                    "vote " + newer.generation() + " after vote " + vote.generation());
        }
        slots.write(new Content(newer, bounds).encode());
        vote = newer;
    }

    /** Notes durably how far the journal reaches. */
    void journalReaches(JournalBounds newBounds) throws IOException {
        slots.write(new Content(vote, newBounds).encode());
        bounds = newBounds;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
