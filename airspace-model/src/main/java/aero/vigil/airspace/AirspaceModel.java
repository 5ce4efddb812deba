package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.airspace.codec.CommandDecoder;
import aero.vigil.airspace.codec.MalformedCommandException;
import aero.vigil.airspace.codec.PictureEncoder;
import aero.vigil.airspace.codec.QueryDecoder;
import aero.vigil.airspace.codec.ResultEncoder;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.picture.FrameContent;
import aero.vigil.airspace.supervision.AdaptationInForce;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The airspace state machine: commands and ticks in, results and frames out.
 *
 * <p>Same state, same input, same bytes out, on any machine. Driven by one thread; captures may be
 * encoded on any. No command can stop it and no tick fails; only a {@link VirtualMachineError} goes
 * up, and then whoever runs the model must stop.
 */
public final class AirspaceModel {

    /** The newest version of this state machine: what it makes of a log depends on it. */
    public static final int VERSION = SupportedVersions.newest();

    private final AdaptationInForce genesis;
    private final ModelClock clock;
    private AirspaceState state;
    private int version;

    /**
     * @param adaptation bytes of a {@code vigil.airspace.Adaptation}, from the genesis op
     * @throws IllegalArgumentException if the adaptation has faults; the text names them
     */
    public AirspaceModel(byte[] adaptation, ModelClock clock) {
        this(adaptation, clock, VERSION);
    }

    /**
     * The same, of an older version.
     *
     * @param version one that this build supports
     */
    public AirspaceModel(byte[] adaptation, ModelClock clock, int version) {
        this.version = supported(version);
        Adaptation decoded = AdaptationDecoder.decode(adaptation);
        Payload bytes = Payload.of(adaptation);
        this.genesis = AdaptationInForce.genesis(decoded.name(), sha256(bytes), bytes);
        this.clock = clock;
        this.state = new AirspaceState(decoded, genesis, clock);
        state.nowMicros = clock.at(clock.firstStampMicros());
    }

    private static int supported(int version) {
        if (!SupportedVersions.include(version)) {
            throw new IllegalArgumentException(
                    "state machine version "
                            + version
                            + "; this build runs "
                            + SupportedVersions.oldest()
                            + " to "
                            + SupportedVersions.newest());
        }
        return version;
    }

    /** The version in force: by it everything is computed. */
    public int version() {
        return version;
    }

    /**
     * A newer version is in force from now on.
     *
     * @throws IllegalArgumentException if this build does not support it
     */
    public void activate(int newVersion) {
        version = supported(newVersion);
    }

    /**
     * Applies one command.
     *
     * @param op its number in the log
     * @param stampMicros given by the primary; one that goes back is taken as the latest
     * @param command any bytes
     * @return the bytes of a {@code vigil.airspace.Result}, at most 1 KiB
     */
    public byte[] apply(long op, long stampMicros, Submitter submitter, byte[] command) {
        passTo(stampMicros);
        CommandExecution execution =
                new CommandExecution(state, submitter, op, stampMicros, command);
        Result result;
        try {
            Command decoded = CommandDecoder.decode(command);
            result = decoded.deliverTo(execution);
            AirspaceState next = execution.replacement();
            state = next == null ? state : next;
        } catch (MalformedCommandException e) {
            result = Result.rejected(Reason.MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | AssertionError e) {
            state.work.rollback();
            result = execution.quarantined("Command", Units.Failure.of(e).error());
        }
        if (result instanceof Result.Rejected rejected) {
            state.counters.countReject("COMMAND_" + rejected.reason().name());
        }
        return ResultEncoder.encode(result);
    }

    /** The last op that ordered a checkpoint of the state after it; 0: none. */
    public long checkpointOrderedAt() {
        return state.supervision.checkpoints().lastOp();
    }

    /** A session is over: what it held is free. */
    public void sessionEnded(long sessionOp) {
        state.units.run(() -> state.positions.leave(sessionOp));
    }

    /** Advances model time, evaluates what is due and cuts a frame. */
    public FrameCut tick(long op, long stampMicros, long frameNumber) {
        passTo(stampMicros);
        FrameContent changes = new Tick(state, frameNumber).run();
        PictureEncoder.Encoded frame = PictureEncoder.frame(changes);
        for (int i = 0; i < frame.failures(); i++) {
            state.counters.countReject("ENCODING_FAILED");
        }
        FrameContent slice = state.picture.slice(frameNumber, state.nowMicros);
        return new FrameCut(frame.body(), sha256(audited(PictureEncoder.frame(slice).body())));
    }

    /**
     * With the version: replicas of which one has gone over to one and one has not differ at once.
     */
    private Payload audited(Payload slice) {
        StateOutput out = new StateOutput(2 * Integer.BYTES + slice.length());
        out.writeInt(version);
        out.writeBytes(slice.toByteArray());
        return Payload.of(out.toByteArray());
    }

    /** The whole picture after a frame, as the bytes of a {@code vigil.airspace.Keyframe}. */
    public Capture captureKeyframe(long frameNumber) {
        Supplier<FrameContent> whole = state.picture.frozen(frameNumber, state.nowMicros);
        Payload adaptation = state.supervision.inForce().bytes();
        return () -> PictureEncoder.keyframe(whole.get(), adaptation.toByteArray());
    }

    /**
     * What a question asks for, as the bytes of a {@code vigil.airspace.Frame}; changes nothing.
     *
     * @param question any bytes
     * @return null when they are no {@code vigil.airspace.PictureQuery}
     */
    public @Nullable Capture answer(byte[] question) {
        try {
            FrameContent content =
                    state.picture.only(QueryDecoder.decode(question), state.nowMicros);
            return () -> PictureEncoder.frame(content).body().toByteArray();
        } catch (MalformedCommandException | RuntimeException | AssertionError e) {
            return null;
        }
    }

    /** Everything that shapes the future, for {@link #restore}. */
    public Capture captureState() {
        StateCapture adaptations = state.supervision.captureAdaptations();
        StateCapture traffic = state.captureTraffic();
        StateCapture books = state.captureBooks();
        int captured = version;
        return () -> {
            StateOutput out = new StateOutput();
            out.writeInt(captured);
            adaptations.write(out);
            traffic.write(out);
            books.write(out);
            return out.toByteArray();
        };
    }

    /**
     * What moves: tracks, flights, alerts, positions, and what they move in. A rejected command
     * leaves it as it was, byte for byte.
     */
    public StateCapture captureTraffic() {
        StateCapture adaptations = state.supervision.captureAdaptations();
        StateCapture traffic = state.captureTraffic();
        return out -> {
            adaptations.write(out);
            traffic.write(out);
        };
    }

    /**
     * Replaces all state by a captured one, taken of the same log's model: of the same adaptation
     * at op 1, and clock. The adaptation in force comes with it.
     *
     * @throws IllegalArgumentException if the bytes are no state of a version supported; the model
     *     is as it was
     */
    public void restore(byte[] captured) {
        StateInput in = new StateInput(captured);
        int restoredVersion = supported(in.readInt());
        AdaptationInForce inForce = AdaptationInForce.read(in, genesis);
        Adaptation adaptation = AdaptationDecoder.decode(inForce.bytes().toByteArray());
        AirspaceState restored = new AirspaceState(adaptation, inForce, clock);
        restored.supervision.readStaged(in);
        restored.read(in, restored.region.adaptation());
        state = restored;
        version = restoredVersion;
    }

    /**
     * SHA-256 of the whole picture now. It does not depend on op-numbers or on how plots were
     * batched.
     */
    public Payload pictureDigest() {
        FrameContent whole = state.picture.whole(0, state.nowMicros);
        return sha256(PictureEncoder.frame(whole).body());
    }

    /** Model time of the latest op, microseconds UTC since 1970. */
    public long modelTimeMicros() {
        return state.nowMicros;
    }

    /** The state, for tests in this package. */
    AirspaceState state() {
        return state;
    }

    private void passTo(long stampMicros) {
        state.nowMicros = Math.max(state.nowMicros, clock.at(stampMicros));
    }

    static Payload sha256(Payload bytes) {
        try {
            return Payload.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
