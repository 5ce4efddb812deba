package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica wants done, sorted by what must be durable first.
 *
 * <ul>
 *   <li>{@link #sendNow()} promises nothing and leaves at once.
 *   <li>{@link #write()} goes into the journal in this order and is forced, then {@link #vote()}
 *       into the vote file, forced as well.
 *   <li>{@link #afterForce()} leaves when {@link #journalSequence()} and {@link #voteGeneration()}
 *       are covered by a {@link Input.Forced}; {@link HeldMessages} keeps it until then.
 *   <li>{@link #replies()}, {@link #answers()}, {@link #frames()}, {@link #keyframes()} come of
 *       committed ops and leave at once.
 * </ul>
 *
 * Filled by the core, read once by the loop, then forgotten.
 */
public final class Outputs {

    private static final int MIN_CAPACITY = 4;

    private @Nullable List<Outgoing> sendNow;
    private @Nullable List<JournalRecord> write;
    private @Nullable List<Outgoing> afterForce;
    private @Nullable List<ClientReply> replies;
    private @Nullable List<QueryAnswer> answers;
    private @Nullable List<FrameCut> frames;
    private @Nullable List<KeyframeCapture> keyframes;
    private @Nullable List<Alarm> alarms;
    private @Nullable CheckpointCapture checkpoint;
    private @Nullable List<CheckpointRead> checkpointReads;
    private @Nullable List<KeptPiece> keptPieces;
    private @Nullable CheckpointId checkpointToLoad;
    private @Nullable List<CheckpointId> discardedCheckpoints;
    private @Nullable Vote vote;
    private @Nullable MemberRoll members;
    private boolean discardHeld;
    private long journalSequence;
    private long voteGeneration;

    Outputs() {}

    void sendNow(int to, Message message) {
        sendNow = grown(sendNow);
        sendNow.add(new Outgoing(to, message));
    }

    void write(JournalRecord record) {
        write = grown(write);
        write.add(record);
    }

    void afterForce(int to, Message message) {
        afterForce = grown(afterForce);
        afterForce.add(new Outgoing(to, message));
    }

    void reply(ClientReply reply) {
        replies = grown(replies);
        replies.add(reply);
    }

    void answer(QueryAnswer answer) {
        answers = grown(answers);
        answers.add(answer);
    }

    void frame(FrameCut frame) {
        frames = grown(frames);
        frames.add(frame);
    }

    void keyframe(KeyframeCapture keyframe) {
        keyframes = grown(keyframes);
        keyframes.add(keyframe);
    }

    void alarm(String code, int subject, String text) {
        alarms = grown(alarms);
        alarms.add(new Alarm(code, subject, text));
    }

    void checkpoint(CheckpointCapture capture) {
        checkpoint = capture;
    }

    void readCheckpoint(CheckpointRead read) {
        checkpointReads = grown(checkpointReads);
        checkpointReads.add(read);
    }

    void loadCheckpoint(CheckpointId wanted) {
        checkpointToLoad = wanted;
    }

    void discardCheckpoint(CheckpointId wrong) {
        discardedCheckpoints = grown(discardedCheckpoints);
        discardedCheckpoints.add(wrong);
    }

    /** Comes of a state that is not to be trusted. */
    void dropUnserved() {
        frames = null;
        keyframes = null;
    }

    void keepCheckpointPiece(KeptPiece piece) {
        keptPieces = grown(keptPieces);
        keptPieces.add(piece);
    }

    /** A start has applied old ops: nobody waits for their replies, or for old frames. */
    void dropReplayed() {
        replies = null;
        frames = last(frames, Limits.REPLAYED_FRAMES);
        keyframes = last(keyframes, Limits.REPLAYED_FRAMES / 50);
    }

    private static <T> @Nullable List<T> last(@Nullable List<T> list, int count) {
        return list == null || list.size() <= count
                ? list
                : new ArrayList<>(list.subList(list.size() - count, list.size()));
    }

    /** A view was left: what is held from before must never leave (rule 10). */
    void discardHeldMessages() {
        discardHeld = true;
        afterForce = null;
    }

    /** Closes this step; what waits for no force any more leaves at once. */
    void finish(
            @Nullable Vote newVote,
            long journalSequenceNow,
            long voteGenerationNow,
            boolean allForced) {
        vote = newVote;
        journalSequence = journalSequenceNow;
        voteGeneration = voteGenerationNow;
        if (allForced && afterForce != null) {
            sendNow = grown(sendNow);
            sendNow.addAll(afterForce);
            afterForce = null;
        }
    }

    void members(@Nullable MemberRoll roll) {
        members = roll;
    }

    /** Whom the log names from now on, if it is other than before. */
    public @Nullable MemberRoll members() {
        return members;
    }

    /** Messages that promise nothing: they leave at once. */
    public List<Outgoing> sendNow() {
        return orEmpty(sendNow);
    }

    /** Records for the journal, in this order. */
    public List<JournalRecord> write() {
        return orEmpty(write);
    }

    /** A new vote, to be forced after {@link #write()} has been; null if it has not changed. */
    public @Nullable Vote vote() {
        return vote;
    }

    /** Messages that promise what must be durable first. */
    public List<Outgoing> afterForce() {
        return orEmpty(afterForce);
    }

    /** Whether messages held from earlier steps must never leave. */
    public boolean discardHeld() {
        return discardHeld;
    }

    /** The number of records handed out since this replica started, this step included. */
    public long journalSequence() {
        return journalSequence;
    }

    /** The generation of the last vote handed out or read at start, this step included. */
    public long voteGeneration() {
        return voteGeneration;
    }

    /** Replies to clients, of every op applied: the gateway picks those that wait there. */
    public List<ClientReply> replies() {
        return orEmpty(replies);
    }

    /** Answers to questions that were asked here. */
    public List<QueryAnswer> answers() {
        return orEmpty(answers);
    }

    /** Frames cut in this step, in order. */
    public List<FrameCut> frames() {
        return orEmpty(frames);
    }

    /** Keyframes to be encoded off the loop. */
    public List<KeyframeCapture> keyframes() {
        return orEmpty(keyframes);
    }

    /** A checkpoint to be encoded and published off the loop, or null. */
    public @Nullable CheckpointCapture checkpoint() {
        return checkpoint;
    }

    /** Pieces of checkpoints to be read off the loop, for others. */
    public List<CheckpointRead> checkpointReads() {
        return orEmpty(checkpointReads);
    }

    /** An own checkpoint to be read back whole off the loop, or null. */
    public @Nullable CheckpointId checkpointToLoad() {
        return checkpointToLoad;
    }

    /** Own checkpoints that no start may find: they may be of a wrong state. */
    public List<CheckpointId> discardedCheckpoints() {
        return orEmpty(discardedCheckpoints);
    }

    /** Pieces of a checkpoint that is being fetched, for a restart to find. */
    public List<KeptPiece> keptPieces() {
        return orEmpty(keptPieces);
    }

    /** What a person should know. */
    public List<Alarm> alarms() {
        return orEmpty(alarms);
    }

    private static <T> List<T> grown(@Nullable List<T> list) {
        return list == null ? new ArrayList<>(MIN_CAPACITY) : list;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(list);
    }
}
