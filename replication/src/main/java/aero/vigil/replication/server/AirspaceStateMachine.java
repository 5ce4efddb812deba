package aero.vigil.replication.server;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.Capture;
import aero.vigil.airspace.FrameCut;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.SupportedVersions;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.replication.core.Cut;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.replication.core.StateMachine;
import org.jspecify.annotations.Nullable;

/** The airspace model behind the protocol core's port; used by one thread. */
public final class AirspaceStateMachine implements StateMachine {

    private final AirspaceModel model;
    private final ModelClock clock;

    private AirspaceStateMachine(AirspaceModel model, ModelClock clock) {
        this.model = model;
        this.clock = clock;
    }

    /** How model time runs. */
    public ModelClock clock() {
        return clock;
    }

    /**
     * The model that op 1 configures.
     *
     * @throws IllegalArgumentException when its adaptation has faults, or is of another version
     */
    public static AirspaceStateMachine of(LogEntry genesisEntry, Genesis genesis) {
        if (!SupportedVersions.include(genesis.stateMachineVersion())) {
            throw new IllegalArgumentException(
                    "this group's log is of state machine version "
                            + genesis.stateMachineVersion()
                            + ", and this build runs "
                            + SupportedVersions.oldest()
                            + " to "
                            + SupportedVersions.newest()
                            + ": start this replica with a build that runs version "
                            + genesis.stateMachineVersion()
                            + ", or begin a new group (./vigil demo --fresh, ./vigil format"
                            + " --new)");
        }
        long firstStamp = genesisEntry.timestampMicros();
        long start = genesis.modelClock().startMicros();
        ModelClock clock = clock(start == 0 ? firstStamp : start, firstStamp, genesis);
        return new AirspaceStateMachine(
                new AirspaceModel(genesis.adaptation(), clock, genesis.stateMachineVersion()),
                clock);
    }

    /** The model counts in whole numbers: the rate is a fraction there. */
    private static ModelClock clock(long start, long firstStamp, Genesis genesis) {
        double rate = genesis.modelClock().rate();
        for (int denominator = 1; denominator <= ModelClock.GREATEST_TERM; denominator++) {
            double numerator = Math.rint(rate * denominator);
            if (numerator >= 1
                    && numerator <= ModelClock.GREATEST_TERM
                    && numerator / denominator == rate) {
                return new ModelClock(start, firstStamp, (int) numerator, denominator);
            }
        }
        throw new IllegalArgumentException(
                "the rate " + rate + " is no fraction of whole numbers up to 1,000");
    }

    @Override
    public byte[] apply(
            long opNumber, long timestampMicros, SessionIdentity session, byte[] operation) {
        return model.apply(
                opNumber,
                timestampMicros,
                new Submitter(session.sessionOp(), session.user(), session.roles()),
                operation);
    }

    @Override
    public long checkpointOrderedAt() {
        return model.checkpointOrderedAt();
    }

    @Override
    public @Nullable Encodable answer(byte[] question) {
        Capture answer = model.answer(question);
        return answer == null ? null : encodable(answer);
    }

    @Override
    public void sessionEnded(long opNumber, long sessionOp) {
        model.sessionEnded(sessionOp);
    }

    @Override
    public Cut tick(long opNumber, long timestampMicros, long frameNumber) {
        FrameCut cut = model.tick(opNumber, timestampMicros, frameNumber);
        return new Cut(cut.body().toByteArray(), Digest.fromBytes(cut.sliceDigest().toByteArray()));
    }

    @Override
    public Encodable captureKeyframe(long frameNumber) {
        return encodable(model.captureKeyframe(frameNumber));
    }

    @Override
    public Encodable captureState() {
        return encodable(model.captureState());
    }

    private static Encodable encodable(Capture capture) {
        return capture::encode;
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
        return SupportedVersions.oldest();
    }

    @Override
    public int newestVersion() {
        return SupportedVersions.newest();
    }

    @Override
    public void activate(int version) {
        model.activate(version);
    }
}
