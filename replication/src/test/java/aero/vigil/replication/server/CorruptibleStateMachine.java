package aero.vigil.replication.server;

import aero.vigil.replication.core.Cut;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.StateMachine;
import org.jspecify.annotations.Nullable;

/**
 * A state machine whose picture is another than the log says, from when it is told until its state
 * is replaced: as if bits of its memory had flipped.
 */
final class CorruptibleStateMachine implements StateMachine {

    private final StateMachine real;
    private volatile boolean corrupt;

    CorruptibleStateMachine(StateMachine real) {
        this.real = real;
    }

    void corrupt() {
        corrupt = true;
    }

    @Override
    public byte[] apply(
            long opNumber, long timestampMicros, SessionIdentity session, byte[] operation) {
        return real.apply(opNumber, timestampMicros, session, operation);
    }

    @Override
    public long checkpointOrderedAt() {
        return real.checkpointOrderedAt();
    }

    @Override
    public @Nullable Encodable answer(byte[] question) {
        return real.answer(question);
    }

    @Override
    public void sessionEnded(long opNumber, long sessionOp) {
        real.sessionEnded(opNumber, sessionOp);
    }

    @Override
    public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
        Cut cut = real.tick(opNumber, timestampMicros, frameNumber);
        return corrupt ? new Cut(cut.body(), Digest.of(cut.sliceDigest().bytes())) : cut;
    }

    @Override
    public Encodable captureKeyframe(long frameNumber) {
        return real.captureKeyframe(frameNumber);
    }

    @Override
    public Encodable captureState() {
        return real.captureState();
    }

    @Override
    public void restore(byte[] state) {
        corrupt = false;
        real.restore(state);
    }

    @Override
    public int version() {
        return real.version();
    }

    @Override
    public int oldestVersion() {
        return real.oldestVersion();
    }

    @Override
    public int newestVersion() {
        return real.newestVersion();
    }

    @Override
    public void activate(int version) {
        real.activate(version);
    }
}
