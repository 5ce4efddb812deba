package aero.vigil.replication.server;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.ClockReading;
import aero.vigil.replication.core.HeldMessages;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.replication.core.ResizeRefusal;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.server.gateway.ReplicaPort;
import aero.vigil.replication.transport.TransportListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What drives the protocol core: takes what waits, steps, and gives out what the core's outputs
 * say, each kind when it may leave.
 *
 * <p>It is an event loop of its own, shared only with the wire between replicas, so that a message
 * goes from the socket to the core and from the core to the socket without changing threads (a
 * change costs more than the step itself: docs/adr). It never waits: forces, encodings and clients
 * are other threads', which put what they have done into the inbox.
 */
final class ReplicaLoop implements ReplicaPort, TransportListener {

    /** Inputs from outside that may wait: a second of the busiest feed. */
    private static final int INBOX_LIMIT = 65_536;

    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(Timing.CLOCK_TICK_MICROS);
    private static final int TICKS_A_STATUS = 10;
    private static final int TICKS_A_SECOND = 100;

    /** Every ten seconds old journal files may go. */
    private static final int TICKS_A_LETTING_GO = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Replica replica;
    private final Surroundings surroundings;
    private final Counters counters;
    private final Measurements measurements;
    private final StatusComposer composer;
    private final ViewLog viewLog = new ViewLog();
    private final long nonce;
    private final Inbox inbox = new Inbox(INBOX_LIMIT);
    private final HeldMessages held = new HeldMessages();
    private Input.Forced forced;
    private long dueNanos;
    private boolean stopped;
    private boolean takenOut;
    private long ticks;

    /**
     * @param context the event loop that takes the turns
     * @param voteGeneration of the vote that the replica goes on from
     * @param nonce random, for this start alone
     */
    ReplicaLoop(
            Vertx vertx,
            Context context,
            Replica replica,
            long voteGeneration,
            long nonce,
            Surroundings surroundings,
            Counters counters,
            Measurements measurements) {
        this.forced = new Input.Forced(0, voteGeneration);
        this.nonce = nonce;
        this.vertx = vertx;
        this.context = context;
        this.replica = replica;
        this.surroundings = surroundings;
        this.counters = counters;
        this.measurements = measurements;
        this.composer = new StatusComposer(measurements);
    }

    /** Restores the state, says the first word, and begins to take turns; on the context. */
    void start() {
        perform(replica.start(now(), nonce));
        dueNanos = System.nanoTime() + TICK_NANOS;
        awaitTick();
        inbox.open(() -> context.runOnContext(ignored -> turn()));
    }

    /** Takes no more turns; what waits is left. On the context. */
    void stop() {
        stopped = true;
    }

    private void awaitTick() {
        long millis = (dueNanos - System.nanoTime() + 999_999) / 1_000_000;
        vertx.setTimer(Math.max(1, millis), ignored -> tick());
    }

    private void tick() {
        if (stopped) {
            return;
        }
        try {
            takeWaiting();
            long late = System.nanoTime() - dueNanos;
            measurements.pauses().record(Math.max(0, late));
            replica.step(Input.ClockTick.INSTANCE, now());
            // After a pause, one tick and not several.
            dueNanos = late > TICK_NANOS ? System.nanoTime() + TICK_NANOS : dueNanos + TICK_NANOS;
            perform(replica.flush(now()));
            applyCommitted();
            tellStatus();
            awaitTick();
        } catch (RuntimeException | Error e) {
            surroundings.broken(e);
        }
    }

    private void turn() {
        if (stopped) {
            return;
        }
        try {
            if (takeWaiting()) {
                perform(replica.flush(now()));
            }
            applyCommitted();
        } catch (RuntimeException | Error e) {
            surroundings.broken(e);
        }
    }

    /** A bounded piece; the rest in a turn of its own, so that messages are heard in between. */
    private void applyCommitted() {
        if (replica.hasMoreToApply()) {
            perform(replica.apply(now()));
            if (replica.hasMoreToApply()) {
                inbox.wake();
            }
        }
    }

    /**
     * All that waits now, before the clock advances; what comes meanwhile waits for the next turn.
     * Whatever ends in the journal waits while the journal has no room. One look at the clocks is
     * enough for all: it is nearest to when they came.
     */
    private boolean takeWaiting() {
        inbox.awake();
        ClockReading now = now();
        boolean worked = false;
        for (Input own = inbox.pollOwn(); own != null; own = inbox.pollOwn()) {
            if (own instanceof Input.Forced completion) {
                forced = completion;
                surroundings.send(held.release(forced));
            }
            replica.step(own, now);
            worked = true;
        }
        int waiting = inbox.size();
        counters.highWater("loop.inbox.most", waiting);
        if (waiting > 0 && !surroundings.hasRoom()) {
            counters.count("loop.journal-full");
            return worked;
        }
        for (int i = 0; i < waiting; i++) {
            Input input = inbox.poll();
            if (input == null) {
                break;
            }
            replica.step(input, now);
            worked = true;
        }
        return worked;
    }

    private void perform(Outputs outputs) {
        MemberRoll members = outputs.members();
        if (members != null) {
            surroundings.members(members);
        }
        surroundings.send(outputs.sendNow());
        if (!outputs.write().isEmpty() || outputs.vote() != null) {
            surroundings.write(outputs);
        }
        held.hold(outputs);
        surroundings.send(held.release(forced));
        if (viewLog.see(replica)) {
            // Whoever looks for the primary need not wait for the next regular status.
            ReplicaStatus now = replica.status(now());
            stands(now);
            surroundings.status(composer.describe(now));
        }
        if (!outputs.replies().isEmpty()) {
            answer(outputs.replies());
        }
        if (!outputs.answers().isEmpty()) {
            surroundings.answerQueries(outputs.answers());
        }
        if (!outputs.frames().isEmpty()) {
            stands(replica.status(now()));
            surroundings.publish(outputs.frames());
        }
        for (KeyframeCapture capture : outputs.keyframes()) {
            surroundings.encode(capture);
        }
        CheckpointCapture checkpoint = outputs.checkpoint();
        if (checkpoint != null) {
            surroundings.publish(checkpoint);
        }
        outputs.checkpointReads().forEach(surroundings::read);
        outputs.keptPieces().forEach(surroundings::keep);
        outputs.discardedCheckpoints().forEach(surroundings::discard);
        CheckpointId toLoad = outputs.checkpointToLoad();
        if (toLoad != null) {
            surroundings.load(toLoad);
        }
        for (Alarm alarm : outputs.alarms()) {
            composer.alarm(alarm, replica.status(now()));
            surroundings.alarm(alarm);
            if (alarm.code().equals(Alarm.MEMBER_REPLACED)) {
                surroundings.replaced(alarm.text());
            }
        }
    }

    private void answer(List<ClientReply> replies) {
        List<ClientReply> awaited = new ArrayList<>(replies.size());
        for (ClientReply reply : replies) {
            if (surroundings.isAwaited(reply)) {
                awaited.add(reply);
            }
        }
        if (!awaited.isEmpty()) {
            surroundings.answer(awaited);
        }
    }

    private void stands(ReplicaStatus now) {
        surroundings.stands(
                StatusComposer.standing(now)
                        .setModelTimeMicros(surroundings.modelTimeMicros(now.lastTickMicros())));
    }

    private void tellStatus() {
        ticks++;
        if (ticks % TICKS_A_STATUS == 0) {
            if (ticks % TICKS_A_SECOND == 0) {
                measurements.tell(counters);
            }
            ReplicaStatus now = replica.status(now());
            stands(now);
            surroundings.status(composer.compose(now));
            if (ticks % TICKS_A_LETTING_GO == 0) {
                surroundings.passedByAll(now.passedByAllOp());
            }
            endIfTakenOut(now);
        }
    }

    /** Who was a member, and is not needed any more, ends. */
    private void endIfTakenOut(ReplicaStatus now) {
        if (!takenOut && replica.isTakenOut()) {
            takenOut = true;
            String text =
                    "the group has "
                            + now.groupSize()
                            + " members and goes on without member "
                            + now.index()
                            + ": keep the directory to add it again, or remove it";
            alarm("MEMBER_TAKEN_OUT", text);
            surroundings.takenOut(text);
        }
    }

    private static ClockReading now() {
        Instant wall = Instant.now();
        return new ClockReading(
                System.nanoTime() / 1_000,
                wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
    }

    /** A completion of the replica's own work. */
    void completed(Input input) {
        inbox.put(input);
    }

    // ------------------------------------------------------------------ from other threads

    @Override
    public boolean submit(ClientRequest request) {
        return inbox.offer(new Input.Submitted(request));
    }

    @Override
    public boolean ask(Query query) {
        return inbox.offer(new Input.Asked(query));
    }

    @Override
    public boolean stepDown() {
        return inbox.offer(Input.StepDown.INSTANCE);
    }

    @Override
    public void resize(Input.Reconfigure wanted, Consumer<@Nullable ResizeRefusal> answered) {
        context.runOnContext(
                ignored -> {
                    ResizeRefusal refusal =
                            stopped ? ResizeRefusal.NOT_PRIMARY : replica.refusal(wanted);
                    if (refusal == null) {
                        completed(wanted);
                    }
                    answered.accept(refusal);
                });
    }

    @Override
    public void received(int peer, Incarnation incarnation, Message message) {
        if (!inbox.offer(new Input.Received(peer, incarnation, message))) {
            counters.count("loop.message-dropped");
        }
    }

    @Override
    public void connected(int peer) {
        viewLog.connected(peer);
        inbox.put(new Input.PeerConnected(peer));
    }

    @Override
    public void lost(int peer, boolean reconnectRefused) {
        viewLog.lost(peer, reconnectRefused);
        inbox.put(new Input.PeerLost(peer, reconnectRefused));
    }

    @Override
    public void alarm(String code, String text) {
        ReplicaStatus status = replica.status(now());
        Alarm alarm = new Alarm(code, status.index(), text);
        composer.alarm(alarm, status);
        surroundings.alarm(alarm);
    }

    @Override
    public void counted(String name) {
        counters.count(name);
    }
}
