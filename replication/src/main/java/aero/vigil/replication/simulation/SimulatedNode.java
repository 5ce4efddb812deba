package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.CheckpointRead;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.HeldMessages;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.IncomingCheckpoint;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Outgoing;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaConfiguration;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.core.UnsupportedVersionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One machine: its disk and clocks, and the process on it, which lives and dies. */
final class SimulatedNode {

    /** From a refusal to a start with a build that can do it. */
    private static final long NEWER_BUILD_MICROS = 500_000;

    /** How long a loop takes from the first input to the turn that takes it in. */
    private static final long MOST_TURN_DELAY_MICROS = 40;

    private final int index;

    /** Which machine it is of all that ever ran in this world. */
    private final int machine;

    private final EventQueue events;
    private final SeededRandom random;
    private final ReplicaConfiguration configuration;
    private final Assembly assembly;
    private final long upgradeMicros;
    private final boolean mayBeLearner;
    private final SimulatedDisk disk;
    private final SimulatedClock clock;
    private final Checker checker;
    private final Transcript transcript;
    private final World world;

    private long life;
    private @Nullable Replica replica;
    private @Nullable LedgerStateMachine ledger;
    private Checker.Life process;
    private HeldMessages held = new HeldMessages();
    private final Deque<Input> inbox = new ArrayDeque<>();
    private final Map<Long, Reader> readers = new HashMap<>();
    private long lastQuery;
    private boolean clockTickDue;

    /** Checkpoints that were taken of a corrupted state, and how many are not written yet. */
    private final Set<CheckpointId> wrongCheckpoints = new HashSet<>();

    private int wrongUnderWay;
    private boolean turnScheduled;
    private boolean paused;
    private boolean scrapped;

    /** Stopped, as it is too old for the version in force, and to be started with another build. */
    private boolean awaitsNewerBuild;

    /** Since it was asked to give way, as long as it is in that view. */
    private @Nullable StoodDown stoodDown;

    private record StoodDown(long viewNumber, long opNumber) {}

    /** Who asked a question, and when. */
    private record Reader(int client, long attempt) {}

    /** What a node reaches of the world around it. */
    interface World {
        void send(int from, Incarnation incarnation, int to, Message message);

        void reply(ClientReply reply);

        /** A read of a client is answered, or refused. */
        void answer(int client, long attempt, QueryAnswer answer);

        /** Others see that this node's process has gone, or has come. */
        void processChanged(SimulatedNode node, boolean alive);

        /** Whether another machine runs, or ran, for the same member. */
        boolean hasOther(SimulatedNode node);
    }

    SimulatedNode(
            int index,
            int machine,
            EventQueue events,
            SeededRandom random,
            SeedPlan plan,
            Genesis genesis,
            Assembly assembly,
            SimulatedDisk disk,
            SimulatedClock clock,
            Checker checker,
            Transcript transcript,
            World world) {
        this.index = index;
        this.machine = machine;
        this.events = events;
        this.random = random;
        this.configuration =
                new ReplicaConfiguration(
                        genesis, index, new Timing(plan.initialK()), plan.bounds(), 0);
        this.assembly = assembly;
        this.upgradeMicros = plan.upgradeMicros();
        this.mayBeLearner = plan.resizing() && index >= Epoch.LEAST_MEMBERS;
        this.disk = disk;
        this.clock = clock;
        this.checker = checker;
        this.transcript = transcript;
        this.world = world;
        this.process = checker.new Life(machine, 0, disk);
    }

    int index() {
        return index;
    }

    SimulatedDisk disk() {
        return disk;
    }

    SimulatedClock clock() {
        return clock;
    }

    boolean isUp() {
        return replica != null;
    }

    boolean isAwaitingNewerBuild() {
        return awaitsNewerBuild;
    }

    boolean isLeading() {
        return replica != null && replica.isLeading();
    }

    /** Its view; 0 if it is down. */
    long viewNumber() {
        return replica == null ? 0 : replica.viewNumber();
    }

    boolean isNormalIn(long view) {
        return replica != null
                && replica.viewNumber() == view
                && replica.currentStatus() == ReplicaStatus.Status.NORMAL;
    }

    /** Whether it leads, or is durably in a view that it is to lead. */
    boolean isPrimaryDurably(int groupSize) {
        return isLeading()
                || (replica != null
                        && replica.viewNumber() % groupSize == index
                        && replica.currentStatus() == ReplicaStatus.Status.VIEW_CHANGE
                        && disk.durableVote().viewNumber() == replica.viewNumber());
    }

    long appliedOp() {
        return status().appliedOp();
    }

    ReplicaStatus status() {
        return running().status(clock.read());
    }

    void start() {
        if (replica != null || scrapped) {
            return;
        }
        awaitsNewerBuild = false;
        life++;
        transcript.happens(index, "starts, life " + life);
        clock.restart(random.between(0, 1_000_000_000));
        held = new HeldMessages();
        lastQuery = life << 32;
        process = checker.new Life(machine, life, disk);
        Recovered recovered = recovered();
        LedgerStateMachine machineState = new LedgerStateMachine(process, newestVersion());
        ledger = machineState;
        Replica started = new Replica(configuration, machineState, recovered, disk, assembly);
        replica = started;
        perform(startOf(started));
        IncomingCheckpoint incoming = disk.incoming();
        if (incoming != null) {
            take(new Input.CheckpointKept(incoming));
        }
        process.is(started.viewNumber(), started.commitNumber(), started.isLeading());
        scheduleClockTick(random.between(0, Timing.CLOCK_TICK_MICROS));
        world.processChanged(this, true);
    }

    private Recovered recovered() {
        try {
            return disk.recover(this::take);
        } catch (IllegalArgumentException e) {
            throw new InvariantViolation("the core's own", "at " + index + ", reading: " + e, e);
        }
    }

    private Outputs startOf(Replica started) {
        try {
            return started.start(clock.read(), random.nextLong());
        } catch (AssertionError | RuntimeException e) {
            throw new InvariantViolation("the core's own", "at " + index + ", starting: " + e, e);
        }
    }

    /** Machines are given the newer build when they start again after that moment. */
    private int newestVersion() {
        return events.nowMicros() >= upgradeMicros ? 2 : 1;
    }

    private void scheduleClockTick(long delayMicros) {
        long mine = life;
        events.after(
                delayMicros,
                () -> {
                    if (mine == life && replica != null) {
                        clockTickDue = true;
                        scheduleTurn();
                        scheduleClockTick(Timing.CLOCK_TICK_MICROS);
                    }
                });
    }

    void kill() {
        if (replica != null) {
            transcript.happens(index, "is killed");
            die();
            disk.processDied();
        }
    }

    /** This machine never runs again. */
    void scrap() {
        kill();
        scrapped = true;
    }

    void cutPower() {
        transcript.happens(index, "loses power");
        if (replica != null) {
            die();
        }
        disk.powerLost();
    }

    private void die() {
        stoodDown = null;
        countWhatHappened();
        replica = null;
        paused = false;
        life++;
        inbox.clear();
        readers.clear();
        clockTickDue = false;
        turnScheduled = false;
        world.processChanged(this, false);
    }

    /** Adds what this process counted to what has happened in this world. */
    void countWhatHappened() {
        Replica running = replica;
        if (running != null) {
            running.status(clock.read()).counters().forEach(checker::count);
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        if (paused) {
            paused = false;
            scheduleTurn();
        }
    }

    void submit(ClientRequest request) {
        take(new Input.Submitted(request));
    }

    /** A client asks for the ledger. */
    void read(int client, long attempt, boolean linearizable, long leastOp) {
        if (replica != null) {
            lastQuery++;
            readers.put(lastQuery, new Reader(client, attempt));
            take(new Input.Asked(new Query(lastQuery, linearizable, leastOp, new byte[0])));
        }
    }

    /** Something happens to the process, if there is one. */
    void take(Input input) {
        if (replica == null) {
            return;
        }
        inbox.add(input);
        scheduleTurn();
    }

    private void scheduleTurn() {
        if (turnScheduled || paused || replica == null) {
            return;
        }
        turnScheduled = true;
        long mine = life;
        events.after(
                random.below((int) MOST_TURN_DELAY_MICROS),
                () -> {
                    if (mine == life) {
                        turnScheduled = false;
                        turn();
                    }
                });
    }

    /** One turn of the loop: all that waits, messages before the clock. */
    private void turn() {
        if (paused || replica == null) {
            return;
        }
        Replica running = replica;
        try {
            while (!inbox.isEmpty()) {
                stepOne(running, inbox.remove());
            }
            if (clockTickDue) {
                clockTickDue = false;
                checker.mix(events.nowMicros() * 8 + index);
                running.step(Input.ClockTick.INSTANCE, clock.read());
            }
            perform(running.flush(clock.read()));
            requireStoodDown(running);
            process.is(running.viewNumber(), running.commitNumber(), running.isLeading());
            do {
                perform(running.apply(clock.read()));
            } while (running.hasMoreToApply());
        } catch (InvariantViolation e) {
            throw e;
        } catch (UnsupportedVersionException e) {
            refuse(e);
        } catch (AssertionError | RuntimeException e) {
            throw new InvariantViolation("the core's own", "at " + index + ": " + e, e);
        }
    }

    /**
     * A machine that is no member, or was none when the members agreed on a version, may be too old
     * for it: somebody starts it with the newer build (seed 2612).
     */
    private void refuse(UnsupportedVersionException e) {
        if (!world.hasOther(this) && !mayBeLearner) {
            throw new InvariantViolation("the core's own", "at " + index + ": " + e, e);
        }
        checker.count("replaced machines too old");
        kill();
        awaitsNewerBuild = true;
        events.after(NEWER_BUILD_MICROS, this::start);
    }

    private void stepOne(Replica running, Input input) {
        if (input instanceof Input.Received received) {
            transcript.arrives(received.from(), index, received.message());
            checker.mix(received.message().viewNumber() * 64 + received.from() * 8L + index);
        } else if (input instanceof Input.Forced forced) {
            sendAll(held.release(forced));
            checker.mix(forced.journalSequence());
        } else {
            transcript.happens(index, input);
        }
        running.step(input, clock.read());
        if (input instanceof Input.StepDown
                && configuration.groupSize() > 1
                && running.isLeading()) {
            stoodDown = new StoodDown(running.viewNumber(), opNumber(running));
        }
    }

    private long opNumber(Replica running) {
        return running.status(clock.read()).opNumber();
    }

    /** A primary that was asked to give way orders nothing more in its view. */
    private void requireStoodDown(Replica running) {
        StoodDown since = stoodDown;
        if (since != null && !(running.isLeading() && running.viewNumber() == since.viewNumber())) {
            stoodDown = null;
        } else if (since != null && opNumber(running) > since.opNumber()) {
            throw new InvariantViolation(
                    "who steps down orders nothing more",
                    "replica " + index + ", view " + since.viewNumber());
        }
    }

    private void perform(Outputs outputs) {
        process.put(outputs, isLeading());
        for (Object record : outputs.write()) {
            transcript.happens(index, record);
        }
        if (outputs.vote() != null) {
            transcript.happens(index, outputs.vote());
        }
        disk.handOver(outputs);
        held.hold(outputs);
        sendAll(outputs.sendNow());
        for (ClientReply reply : outputs.replies()) {
            world.reply(reply);
        }
        for (QueryAnswer answer : outputs.answers()) {
            Reader reader = readers.remove(answer.number());
            if (reader == null) {
                throw new AssertionError("nobody asked " + answer);
            }
            if (!process.isCorrupt()) { // else it says what nobody can check
                world.answer(reader.client(), reader.attempt(), answer);
            }
        }
        for (KeyframeCapture capture : outputs.keyframes()) {
            encode(capture);
        }
        CheckpointCapture checkpoint = outputs.checkpoint();
        if (checkpoint != null) {
            publish(checkpoint);
        }
        outputs.checkpointReads().forEach(this::read);
        outputs.keptPieces().forEach(disk::keep);
        outputs.discardedCheckpoints().forEach(disk::discard);
        CheckpointId toLoad = outputs.checkpointToLoad();
        if (toLoad != null) {
            load(toLoad);
        }
    }

    private void sendAll(List<Outgoing> messages) {
        for (Outgoing outgoing : messages) {
            if (outgoing.message() instanceof Message.DoViewChange report) {
                checker.reported(disk, report);
            }
            if (outgoing.message() instanceof Message.PrepareOk promise) {
                disk.promised(promise.opNumber());
            } else if (outgoing.message() instanceof Message.CommitOk promise) {
                disk.promised(promise.opNumber());
            } else if (outgoing.message() instanceof Message.StartView promise) {
                // From now on its own force counts without a word.
                disk.promised(promise.opNumber());
            }
            world.send(index, disk.durableVote().incarnation(), outgoing.to(), outgoing.message());
        }
    }

    /** Encodes a keyframe elsewhere: mostly in time, sometimes too late. */
    private void encode(KeyframeCapture capture) {
        long mine = life;
        events.after(
                random.skewed(1_000, 2_000_000),
                () -> {
                    if (mine == life) {
                        take(
                                new Input.KeyframeEncoded(
                                        capture.frameNumber(),
                                        Digest.of(capture.keyframe().encode())));
                    }
                });
    }

    private void publish(CheckpointCapture capture) {
        long mine = life;
        StoredCheckpoint stored =
                new StoredCheckpoint(
                        capture.opNumber(), capture.checkpoint().encode(), capture.borrowed());
        Digest digest =
                CheckpointPieces.digest(
                        stored.state(), configuration.bounds().checkpointPieceBytes());
        boolean wrong = process.isCorrupt();
        if (wrong) {
            wrongCheckpoints.add(new CheckpointId(capture.opNumber(), digest));
            wrongUnderWay++;
        }
        if (!capture.fetched()) {
            process.checkpoint(capture.opNumber(), digest);
        }
        events.after(
                random.skewed(1_000, 300_000),
                () -> {
                    wrongUnderWay -= wrong ? 1 : 0;
                    if (mine == life && replica != null) {
                        if (capture.fetched()) {
                            disk.publishFetchedCheckpoint(stored);
                        } else {
                            disk.publishCheckpoint(stored);
                        }
                        take(new Input.CheckpointPublished(capture.opNumber(), digest));
                    }
                });
    }

    /** Reads an own checkpoint back. */
    private void load(CheckpointId wanted) {
        long mine = life;
        events.after(
                random.skewed(50, 20_000),
                () -> {
                    if (mine == life) {
                        take(new Input.CheckpointLoaded(wanted, disk.checkpoint(wanted)));
                    }
                });
    }

    /** The state in memory becomes another, which nothing here notices. */
    void corruptState() {
        LedgerStateMachine running = ledger;
        if (replica != null && running != null) {
            running.corrupt(random.between(1, Long.MAX_VALUE / 2));
            process.corrupted();
            checker.count("states corrupted");
        }
    }

    boolean isCorrupt() {
        return replica != null && process.isCorrupt();
    }

    /** Whether it runs, with a right state of its own, and would have one after a restart too. */
    boolean isSound() {
        return replica != null
                && !replica.isStateBorrowed()
                && !process.isCorrupt()
                && wrongUnderWay == 0
                && wrongCheckpoints.stream().allMatch(wrong -> disk.checkpoint(wrong) == null);
    }

    /** Reads a piece of a checkpoint for another replica. */
    private void read(CheckpointRead wanted) {
        long mine = life;
        events.after(
                random.skewed(50, 20_000),
                () -> {
                    if (mine != life) {
                        return;
                    }
                    byte[] whole = disk.checkpointForAnother(wanted.checkpoint());
                    take(
                            whole == null
                                    ? new Input.CheckpointPieceRead(wanted, null, null)
                                    : pieceOf(whole, wanted));
                });
    }

    private Input.CheckpointPieceRead pieceOf(byte[] whole, CheckpointRead wanted) {
        CheckpointPieces pieces =
                CheckpointPieces.of(whole, configuration.bounds().checkpointPieceBytes());
        int piece = wanted.piece();
        if (piece < 0) {
            return new Input.CheckpointPieceRead(wanted, pieces, null);
        }
        int from = (int) pieces.offset(piece);
        return new Input.CheckpointPieceRead(
                wanted, null, Arrays.copyOfRange(whole, from, from + pieces.length(piece)));
    }

    /** The journal lets go of what is before the older checkpoint. */
    void letGoOfLog() {
        long firstOp = disk.letGo();
        if (firstOp > 0) {
            take(new Input.LogLetGo(firstOp));
        }
    }

    private Replica running() {
        Replica running = replica;
        if (running == null) {
            throw new AssertionError("node " + index + " is down");
        }
        return running;
    }
}
