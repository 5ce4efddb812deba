package aero.vigil.certification.mutant;

import aero.vigil.replication.core.Cut;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.StateMachine;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The airspace model with one fault; the same on every replica that has it. */
final class FaultyModel implements StateMachine {

    /** What is wrong with it. */
    enum Fault {
        CORRUPTED_FRAME,
        LOST_CHANGES,
        LOST_COMMAND
    }

    private static final int ONE_FRAME_IN = 40;
    private static final int ONE_COMMAND_IN = 50;

    private final StateMachine model;
    private final Fault fault;
    private final Map<Long, byte[]> lastHeadingResult = new HashMap<>();
    private long headings;

    FaultyModel(StateMachine model, Fault fault) {
        this.model = model;
        this.fault = fault;
    }

    /** A lost command is answered as the session's last one was. */
    @Override
    public byte[] apply(
            long opNumber, long timestampMicros, SessionIdentity session, byte[] operation) {
        if (fault != Fault.LOST_COMMAND || !isHeading(operation)) {
            return model.apply(opNumber, timestampMicros, session, operation);
        }
        byte[] last = lastHeadingResult.get(session.sessionOp());
        if (++headings % ONE_COMMAND_IN == 0 && last != null) {
            return last;
        }
        byte[] result = model.apply(opNumber, timestampMicros, session, operation);
        lastHeadingResult.put(session.sessionOp(), result);
        return result;
    }

    private static boolean isHeading(byte[] operation) {
        try {
            return Command.parseFrom(operation).hasAssignHeading();
        } catch (InvalidProtocolBufferException other) {
            return false;
        }
    }

    @Override
    public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
        Cut cut = model.tick(opNumber, timestampMicros, frameNumber);
        if (frameNumber % ONE_FRAME_IN != 0) {
            return cut;
        }
        return switch (fault) {
            case CORRUPTED_FRAME -> new Cut(corrupted(cut.body()), cut.sliceDigest());
            case LOST_CHANGES -> new Cut(emptied(cut.body()), cut.sliceDigest());
            case LOST_COMMAND -> cut;
        };
    }

    /** Still a frame of the same number: its time is one microsecond off. */
    private static byte[] corrupted(byte[] body) {
        Frame frame = read(body);
        return frame.toBuilder()
                .setModelTimeMicros(frame.getModelTimeMicros() + 1)
                .build()
                .toByteArray();
    }

    private static byte[] emptied(byte[] body) {
        Frame frame = read(body);
        return Frame.newBuilder()
                .setNumber(frame.getNumber())
                .setModelTimeMicros(frame.getModelTimeMicros())
                .build()
                .toByteArray();
    }

    private static Frame read(byte[] body) {
        try {
            return Frame.parseFrom(body);
        } catch (InvalidProtocolBufferException broken) {
            throw new AssertionError("the model cut an unreadable frame", broken);
        }
    }

    @Override
    public long checkpointOrderedAt() {
        return model.checkpointOrderedAt();
    }

    @Override
    public @Nullable Encodable answer(byte[] question) {
        return model.answer(question);
    }

    @Override
    public void sessionEnded(long opNumber, long sessionOp) {
        model.sessionEnded(opNumber, sessionOp);
    }

    @Override
    public Encodable captureKeyframe(long frameNumber) {
        return model.captureKeyframe(frameNumber);
    }

    @Override
    public Encodable captureState() {
        return model.captureState();
    }

    @Override
    public void restore(byte[] state) {
        model.restore(state);
    }

    @Override
    public int version() {
        return model.version();
    }

    @Override
    public int oldestVersion() {
        return model.oldestVersion();
    }

    @Override
    public int newestVersion() {
        return model.newestVersion();
    }

    @Override
    public void activate(int version) {
        model.activate(version);
    }
}
