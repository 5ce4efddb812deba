package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Cut;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.StateMachine;
import java.nio.ByteBuffer;

/**
 * The state machine of simulations: a ledger whose every balance tells the whole history before it,
 * in the least that can be hashed.
 */
final class LedgerStateMachine implements StateMachine {

    private static final int STATE_BYTES = 5 * Long.BYTES;

    private final Checker.Life checker;
    private long commands;
    private long frames;
    private long history;
    private long lastTimestampMicros;

    private final int newest;
    private int version = 1;

    /**
     * @param newest the newest version of its rules that this build knows
     */
    LedgerStateMachine(Checker.Life checker, int newest) {
        this.checker = checker;
        this.newest = newest;
    }

    @Override
    public byte[] apply(
            long opNumber, long timestampMicros, SessionIdentity session, byte[] operation) {
        commands++;
        mix(version);
        for (byte b : operation) {
            mix(b);
        }
        mix(opNumber);
        mix(timestampMicros);
        mix(session.sessionOp());
        lastTimestampMicros = timestampMicros;
        checker.took(opNumber, operation);
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(commands).putLong(history).array();
    }

    /** How many commands are in the ledger, by a result or by what was read of it. */
    static long countIn(byte[] resultOrState) {
        return ByteBuffer.wrap(resultOrState).getLong();
    }

    /** Any question is for the whole ledger. */
    @Override
    public Encodable answer(byte[] question) {
        return captureState();
    }

    @Override
    public void sessionEnded(long opNumber, long sessionOp) {
        mix(opNumber);
        mix(sessionOp);
    }

    @Override
    public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
        mix(timestampMicros);
        frames = frameNumber;
        lastTimestampMicros = timestampMicros;
        checker.ticked(frameNumber, timestampMicros);
        return new Cut(encoded(), Digest.ZERO);
    }

    @Override
    public Encodable captureKeyframe(long frameNumber) {
        return captureState();
    }

    @Override
    public Encodable captureState() {
        byte[] state = encoded();
        checker.captured(history);
        return () -> state;
    }

    @Override
    public void restore(byte[] state) {
        if (state.length != STATE_BYTES) {
            throw new IllegalArgumentException("no ledger: " + state.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(state);
        commands = buffer.getLong();
        frames = buffer.getLong();
        history = buffer.getLong();
        lastTimestampMicros = buffer.getLong();
        version = (int) buffer.getLong();
        checker.restored(history);
    }

    /** A bit of memory flips: from here on the history is another. */
    void corrupt(long bits) {
        history ^= bits | 1;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public int oldestVersion() {
        return 1;
    }

    @Override
    public int newestVersion() {
        return newest;
    }

    @Override
    public void activate(int newVersion) {
        version = newVersion;
    }

    private byte[] encoded() {
        return ByteBuffer.allocate(STATE_BYTES)
                .putLong(commands)
                .putLong(frames)
                .putLong(history)
                .putLong(lastTimestampMicros)
                .putLong(version)
                .array();
    }

    private void mix(long value) {
        history = (history ^ value) * 0x9E3779B97F4A7C15L;
        history ^= history >>> 29;
    }
}
