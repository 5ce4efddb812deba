package aero.vigil.replication.server;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.ClockReading;
import aero.vigil.replication.core.HeldMessages;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.server.gateway.ReplicaPort;
import aero.vigil.replication.transport.TransportListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that touches the protocol core: takes what waits, steps, and gives out what the
 * core's outputs say, each kind when it may leave.
 *
 * <p>It never waits for anything but its inbox: forces, encodings and the network are other
 * threads'.
 */
final class ReplicaLoop implements Runnable, ReplicaPort, TransportListener {

    /** Inputs from outside that may wait: a second of the busiest feed. */
    private static final int INBOX_LIMIT = 65_536;

    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(Timing.CLOCK_TICK_MICROS);
    private static final int TICKS_A_STATUS = 10;

    private final Replica replica;
    private final Surroundings surroundings;
    private final Counters counters;
    private final Measurements measurements;
    private final StatusComposer composer;
    private final Inbox inbox = new Inbox(INBOX_LIMIT);
    private final HeldMessages held = new HeldMessages();
    private Input.Forced forced;
    private volatile boolean stopped;
    private long ticks;

    /**
     * @param voteGeneration of the vote that the replica goes on from
     */
    ReplicaLoop(
            Replica replica,
            long voteGeneration,
            Surroundings surroundings,
            Counters counters,
            Measurements measurements) {
        this.forced = new Input.Forced(0, voteGeneration);
        this.replica = replica;
        this.surroundings = surroundings;
        this.counters = counters;
        this.measurements = measurements;
        this.composer = new StatusComposer(measurements);
    }

    @Override
    public void run() {
        perform(replica.start(now()));
        surroundings.started();
        long due = System.nanoTime() + TICK_NANOS;
        while (!stopped) {
            boolean worked = takeWaiting();
            long late = System.nanoTime() - due;
            if (late >= 0) {
                measurements.pauses().record(late);
                replica.step(Input.ClockTick.INSTANCE, now());
                due = late > TICK_NANOS ? System.nanoTime() + TICK_NANOS : due + TICK_NANOS;
                worked = true;
            }
            if (worked) {
                perform(replica.flush(now()));
            }
            if (replica.hasMoreToApply()) {
                perform(replica.apply(now()));
            } else if (!worked) {
                inbox.await(due - System.nanoTime(), !surroundings.hasRoom());
            }
            if (late >= 0) {
                tellStatus();
            }
        }
    }

    /**
     * All that waits now, before the clock advances; what comes meanwhile waits for the next turn.
     * Whatever ends in the journal waits while the journal has no room.
     */
    private boolean takeWaiting() {
        boolean worked = false;
        for (Input own = inbox.pollOwn(); own != null; own = inbox.pollOwn()) {
            if (own instanceof Input.Forced completion) {
                forced = completion;
                surroundings.send(held.release(forced));
            }
            replica.step(own, now());
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
            replica.step(input, now());
            worked = true;
        }
        return worked;
    }

    private void perform(Outputs outputs) {
        surroundings.send(outputs.sendNow());
        if (!outputs.write().isEmpty() || outputs.vote() != null) {
            surroundings.write(outputs);
        }
        held.hold(outputs);
        surroundings.send(held.release(forced));
        if (!outputs.replies().isEmpty()) {
            answer(outputs.replies());
        }
        if (!outputs.frames().isEmpty()) {
            surroundings.publish(outputs.frames());
        }
        for (KeyframeCapture capture : outputs.keyframes()) {
            surroundings.encode(capture);
        }
        CheckpointCapture checkpoint = outputs.checkpoint();
        if (checkpoint != null) {
            surroundings.publish(checkpoint);
        }
        for (Alarm alarm : outputs.alarms()) {
            composer.fault(alarm.code() + ": " + alarm.text());
            surroundings.alarm(alarm);
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

    private void tellStatus() {
        ticks++;
        if (ticks % TICKS_A_STATUS == 0) {
            surroundings.status(composer.compose(replica.status(now())));
        }
    }

    private static ClockReading now() {
        Instant wall = Instant.now();
        return new ClockReading(
                System.nanoTime() / 1_000,
                wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
    }

    /** Lets the loop end after its turn. */
    void stop() {
        stopped = true;
        inbox.wake();
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
    public void received(int peer, Message message) {
        if (!inbox.offer(new Input.Received(peer, message))) {
            counters.count("loop.message-dropped");
        }
    }

    @Override
    public void connected(int peer) {
        inbox.put(new Input.PeerConnected(peer));
    }

    @Override
    public void lost(int peer, boolean reconnectRefused) {
        inbox.put(new Input.PeerLost(peer, reconnectRefused));
    }

    @Override
    public void counted(String name) {
        counters.count(name);
    }
}
