package aero.vigil.replication.server;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.Outgoing;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaConfiguration;
import aero.vigil.replication.core.StateMachine;
import aero.vigil.replication.journal.JournalListener;
import aero.vigil.replication.journal.JournalThread;
import aero.vigil.replication.journal.RefusalToStart;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.replication.server.gateway.Gateway;
import aero.vigil.replication.server.gateway.GatewayConfiguration;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.replication.transport.ReplicaTransport;
import aero.vigil.replication.transport.TransportConfiguration;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.Peer;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica: an opened directory, the core on its loop, the journal, the wire and the gateway.
 *
 * <p>A failure that the protocol cannot live with (a failed force, a broken invariant) is given to
 * {@code fatal}, which must end the process: what is not written is not promised.
 */
public final class ReplicaServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaServer.class);

    /** Rule 8 says 5 ms; a starved machine is given as much more as its other timeouts. */
    private static final long RECONNECT_MILLIS = 5;

    private static final long LISTEN_SECONDS = 10;
    private static final long STOP_MILLIS = 5_000;

    private final ReplicaDirectory directory;
    private final Counters counters = new Counters();
    private final EncoderThread encoder = new EncoderThread(counters);
    private final Gateway gateway;
    private final ReplicaTransport transport;
    private final ReplicaLoop loop;
    private final Thread loopThread;
    private final JournalThread journal;
    private final Measurements measurements;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Consumer<String> fatal;

    private ReplicaServer(
            ReplicaOptions options,
            ReplicaDirectory directory,
            StateMachine stateMachine,
            Vertx vertx,
            Consumer<String> fatal) {
        this.directory = directory;
        this.fatal = fatal;
        Replica replica =
                new Replica(
                        new ReplicaConfiguration(
                                directory.genesis(), directory.index(), options.timing()),
                        stateMachine,
                        directory.recovered(),
                        directory.logReader());
        this.journal = directory.start(new Journal());
        this.gateway = new Gateway(vertx, gatewayConfiguration(options), this::submit, counters);
        this.measurements =
                new Measurements(gateway.latency(), () -> journal.forceTimes().summary());
        Joined surroundings = new Joined(options.keepHistory());
        this.loop =
                new ReplicaLoop(
                        replica,
                        directory.recovered().vote().generation(),
                        surroundings,
                        counters,
                        measurements);
        this.transport =
                new ReplicaTransport(
                        vertx,
                        new TransportConfiguration(
                                directory.genesis(),
                                directory.clusterId(),
                                directory.index(),
                                options.bindHost(),
                                RECONNECT_MILLIS * options.timing().initialK()),
                        loop);
        this.loopThread = new Thread(this::runLoop, "replica");
        if (directory.recovered().log().opNumber() == 1) {
            // Nothing but genesis: the picture before the first frame is the same everywhere.
            gateway.begin(keyframe(0, Digest.ZERO, stateMachine.captureKeyframe(0).encode()));
        }
    }

    /**
     * Opens the directory, listens, and takes part; returns when the state is restored.
     *
     * @param fatal told why this replica can go on no longer; must end the process
     * @throws RefusalToStart when the directory cannot be gone on from
     * @throws IOException when a port is taken
     */
    public static ReplicaServer start(ReplicaOptions options, Vertx vertx, Consumer<String> fatal)
            throws RefusalToStart, IOException, InterruptedException {
        ReplicaDirectory directory = ReplicaDirectory.open(options.directory());
        try {
            StateMachine stateMachine =
                    AirspaceStateMachine.of(directory.genesisEntry(), directory.genesis());
            ReplicaServer server =
                    new ReplicaServer(options, directory, stateMachine, vertx, fatal);
            server.listen();
            server.loopThread.start();
            server.started.await();
            return server;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private GatewayConfiguration gatewayConfiguration(ReplicaOptions options) {
        return new GatewayConfiguration(
                BuildVersion.TEXT,
                directory.clusterId(),
                directory.index(),
                directory.genesis().members().stream()
                        .map(member -> GatewayAddress.parse(member.gatewayAddress()))
                        .toList(),
                options.bindHost(),
                options.control());
    }

    private void listen() throws IOException {
        String port = directory.genesis().members().get(directory.index()).replicaAddress();
        try {
            transport.listen().await(LISTEN_SECONDS, TimeUnit.SECONDS);
            port = directory.genesis().members().get(directory.index()).gatewayAddress();
            gateway.listen().await(LISTEN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            throw new IOException(
                    "cannot listen at " + port + " (" + e.getMessage() + "): is it taken?", e);
        }
    }

    private boolean submit(ClientRequest request) {
        return loop.submit(request);
    }

    private void runLoop() {
        try {
            loop.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the protocol core has stopped", e);
            fatal.accept("the protocol core has stopped: " + e);
        }
    }

    /** This replica's index. */
    public int index() {
        return directory.index();
    }

    /** Where its gateway listens. */
    public String gatewayAddress() {
        return directory.genesis().members().get(directory.index()).gatewayAddress();
    }

    /** Where it stands: for the line that says it is ready. */
    public String describe() {
        return "op "
                + directory.recovered().log().opNumber()
                + " view "
                + directory.recovered().vote().viewNumber()
                + " gateway "
                + gatewayAddress();
    }

    /** Stops taking part, writes what waits, and frees the directory. */
    @Override
    public void close() throws IOException {
        loop.stop();
        try {
            loopThread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
        gateway.close();
        encoder.close();
        directory.close();
    }

    private static PublishedKeyframe keyframe(long number, Digest frameDigest, byte[] body) {
        return PublishedKeyframe.of(
                KeyframeMessage.newBuilder()
                        .setNumber(number)
                        .setBody(UnsafeByteOperations.unsafeWrap(body))
                        .setFrameDigest(ByteString.copyFrom(frameDigest.bytes()))
                        .build());
    }

    /** What the journal tells goes to the loop. */
    private final class Journal implements JournalListener {

        @Override
        public void forced(Input.Forced forced) {
            loop.completed(forced);
        }

        @Override
        public void checkpointPublished(Input.CheckpointPublished published) {
            measurements.checkpointPublished();
            loop.completed(published);
        }

        @Override
        public void checkpointFailed(long opNumber, String reason) {
            counters.count("checkpoint.failed");
            LOG.error("checkpoint {} could not be written: {}", opNumber, reason);
        }

        @Override
        public void failed(String reason) {
            fatal.accept(reason);
        }
    }

    /** Hands the core's outputs to those who carry them out. */
    private final class Joined implements Surroundings {

        private static final long SPACE_CHECK_STATUSES = 20;
        private static final long HISTORY_STATUSES = 100;

        private final boolean keepHistory;
        private long statuses;

        Joined(boolean keepHistory) {
            this.keepHistory = keepHistory;
        }

        @Override
        public void started() {
            started.countDown();
        }

        @Override
        public void send(List<Outgoing> messages) {
            if (!messages.isEmpty()) {
                transport.send(messages);
            }
        }

        @Override
        public void write(Outputs outputs) {
            journal.submit(outputs);
        }

        @Override
        public boolean hasRoom() {
            return journal.hasRoom();
        }

        @Override
        public boolean isAwaited(ClientReply reply) {
            return gateway.pending().isAwaited(reply.clientId(), reply.requestNumber());
        }

        @Override
        public void answer(List<ClientReply> replies) {
            gateway.answer(replies);
        }

        @Override
        public void publish(List<FrameCut> frames) {
            gateway.publish(frames);
        }

        @Override
        public void encode(KeyframeCapture capture) {
            encoder.execute(() -> encodeKeyframe(capture));
        }

        private void encodeKeyframe(KeyframeCapture capture) {
            Encodable keyframe = capture.keyframe();
            byte[] body = keyframe.encode();
            loop.completed(new Input.KeyframeEncoded(capture.frameNumber(), Digest.of(body)));
            gateway.publish(keyframe(capture.frameNumber(), capture.frameDigest(), body));
        }

        @Override
        public void publish(CheckpointCapture capture) {
            journal.publish(capture);
        }

        @Override
        public void alarm(Alarm alarm) {
            counters.count("alarm." + alarm.code());
            LOG.warn("alarm {} {}", alarm.code(), alarm.text());
        }

        @Override
        public void status(Status.Builder status) {
            if (statuses++ % SPACE_CHECK_STATUSES == 0) {
                encoder.execute(() -> measurements.journalFree(directory.freeBytes()));
            }
            if (!keepHistory && statuses % HISTORY_STATUSES == 0) {
                forgetBelowAll(status);
            }
            gateway.status(status);
        }

        /** The demo's disk is bounded: what every member has passed is let go of (seams §8). */
        private void forgetBelowAll(Status.Builder status) {
            long passed = status.getCommitNumber();
            for (Peer peer : status.getPeersList()) {
                passed = Math.min(passed, peer.getOpNumber());
            }
            journal.removeBelow(passed);
        }
    }
}
