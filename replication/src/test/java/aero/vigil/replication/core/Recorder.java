package aero.vigil.replication.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state machine that is the list of what it was told, in order; its state is that list. */
final class Recorder implements StateMachine {

    /** An operation that orders a checkpoint. */
    static final String CHECKPOINT = "checkpoint now";

    final List<String> told = new ArrayList<>();
    private long checkpointOrderedAt;

    @Override
    public byte[] apply(
            long opNumber, long timestampMicros, SessionIdentity session, byte[] operation) {
        String words = new String(operation, StandardCharsets.UTF_8);
        told.add(session.user() + " " + words);
        checkpointOrderedAt = words.equals(CHECKPOINT) ? opNumber : checkpointOrderedAt;
        return ("result " + told.size()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long checkpointOrderedAt() {
        return checkpointOrderedAt;
    }

    @Override
    public @Nullable Encodable answer(byte[] question) {
        return question.length == 0 ? null : captureState();
    }

    @Override
    public void sessionEnded(long opNumber, long sessionOp) {
        told.add("end of session " + sessionOp);
    }

    @Override
    public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
        told.add("tick " + frameNumber);
        return new Cut(encoded(), Digest.ZERO);
    }

    @Override
    public Encodable captureKeyframe(long frameNumber) {
        return captureState();
    }

    @Override
    public Encodable captureState() {
        byte[] state = encoded();
        return () -> state;
    }

    @Override
    public void restore(byte[] state) {
        told.clear();
        told.addAll(new String(state, StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public int version() {
        return 1;
    }

    private byte[] encoded() {
        return String.join("\n", told).getBytes(StandardCharsets.UTF_8);
    }
}
