package aero.vigil.replication.server;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.AcknowledgedWhen;
import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.Bounds;
import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointRead;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Outgoing;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.Replica;
import aero.vigil.replication.core.ReplicaConfiguration;
import aero.vigil.replication.core.ResizeRefusal;
import aero.vigil.replication.core.StateMachine;
import aero.vigil.replication.core.UnsupportedVersionException;
import aero.vigil.replication.journal.JournalListener;
import aero.vigil.replication.journal.JournalThread;
import aero.vigil.replication.journal.RefusalToStart;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.replication.server.gateway.Gateway;
import aero.vigil.replication.server.gateway.GatewayConfiguration;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.replication.server.gateway.ReplicaPort;
import aero.vigil.replication.transport.ReplicaTransport;
import aero.vigil.replication.transport.TransportConfiguration;
import aero.vigil.replication.transport.TransportSecurity;
import aero.vigil.replication.transport.TwinException;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.PlanePart;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica: an opened directory, the core on its loop, the journal, the wire and the gateway.
 *
 * <p>The loop and the gateway have an event loop each, of Vert.x instances of their own: a burst of
 * keyframes to a hundred displays holds up no heartbeat.
 *
 * <p>A failure that the protocol cannot live with (a failed force, a broken invariant) is given to
 * {@code fatal}, which must end the process: what is not written is not promised.
 */
public final class ReplicaServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaServer.class);

    /** Rule 8 says 5 ms; a starved machine is given as much more as its other timeouts. */
    private static final long RECONNECT_MILLIS = 5;

    /** Most of it is for the first handshake of a process on a starved machine. */
    private static final long LISTEN_SECONDS = 60;

    private static final long STOP_SECONDS = 5;

    private final Vertx loopVertx = EventLoops.create(1);
    private final Vertx gatewayVertx = EventLoops.create(1);
    private final ReplicaDirectory directory;
    private final Counters counters = new Counters();
    private final EncoderThread encoder = new EncoderThread(counters);
    private final Gateway gateway;
    private final ReplicaTransport transport;
    private final ReplicaLoop loop;
    private final Context loopContext;
    private final JournalThread journal;
    private final Measurements measurements;
    private final LongUnaryOperator modelTime;
    private final ReplayProgress progress;
    private final FatalEnd fatal;
    private final long lowSpaceBytes;

    private ReplicaServer(
            ReplicaOptions options,
            ReplicaDirectory directory,
            AirspaceStateMachine model,
            ReplicaParts parts,
            @Nullable TransportSecurity security,
            FatalEnd fatal) {
        this.directory = directory;
        this.modelTime = model.clock()::at;
        StateMachine stateMachine = parts.stateMachine(model, directory.index());
        this.fatal = fatal;
        this.lowSpaceBytes = options.lowSpaceBytes();
        this.loopContext = loopVertx.getOrCreateContext();
        Recovered recovered = directory.recovered();
        this.progress =
                new ReplayProgress(
                        directory.logReader(),
                        recovered.checkpointOp() + 1,
                        Math.max(recovered.log().commitNumber(), recovered.checkpointOp()),
                        System::nanoTime,
                        LOG::info);
        Replica replica =
                new Replica(
                        configuration(directory, options),
                        stateMachine,
                        recovered,
                        progress,
                        parts.assembly());
        this.journal = directory.start(new Journal(), options.history());
        this.gateway =
                new Gateway(gatewayVertx, gatewayConfiguration(options), new Port(), counters);
        this.measurements = new Measurements(gateway.latency(), journal.forceTimes());
        Joined surroundings = new Joined();
        this.loop =
                new ReplicaLoop(
                        loopVertx,
                        loopContext,
                        replica,
                        directory.recovered().vote().generation(),
                        new SecureRandom().nextLong(),
                        surroundings,
                        counters,
                        measurements);
        directory.incoming().ifPresent(kept -> loop.completed(new Input.CheckpointKept(kept)));
        this.transport =
                new ReplicaTransport(
                        loopVertx,
                        loopContext,
                        new TransportConfiguration(
                                directory.genesis(),
                                directory.clusterId(),
                                directory.member(),
                                new SecureRandom().nextLong(),
                                options.bindHost(),
                                RECONNECT_MILLIS * options.timing().initialK(),
                                options.routes(),
                                security),
                        loop);
        // The first capture and the first reading of one link their classes, for a checkpoint and
        // for another adaptation: better now than on the loop.
        stateMachine.restore(stateMachine.captureState().encode());
        if (options.acknowledgedWhen() == AcknowledgedWhen.IN_MEMORY) {
            counters.count("durability.replicated-in-memory-only");
        }
        if (directory.recovered().checkpoint() == null) {
            // The picture before the first frame is the same everywhere, though no frame vouches
            // for it.
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
    public static ReplicaServer start(ReplicaOptions options, FatalEnd fatal)
            throws RefusalToStart, IOException, InterruptedException {
        return start(options, new ReplicaParts(), fatal);
    }

    /** The same, made of other parts. */
    public static ReplicaServer start(ReplicaOptions options, ReplicaParts parts, FatalEnd fatal)
            throws RefusalToStart, IOException, InterruptedException {
        ReplicaDirectory directory = ReplicaDirectory.open(options.directory());
        directory.voteLost().ifPresent(text -> LOG.warn("alarm VOTE_LOST {}", text));
        for (long op : directory.damagedCheckpoints()) {
            LOG.warn(
                    "alarm CHECKPOINT_DAMAGED the checkpoint of op {} is damaged or of another log;"
                            + " an older one is taken, or the whole log, and the next interval"
                            + " makes a new one",
                    op);
        }
        try {
            AirspaceStateMachine model =
                    AirspaceStateMachine.of(directory.genesisEntry(), directory.genesis());
            directory.acknowledgesInMemory(
                    options.acknowledgedWhen() == AcknowledgedWhen.IN_MEMORY);
            TransportSecurity security =
                    options.lines().of(directory.genesis(), directory.member());
            ReplicaServer server =
                    new ReplicaServer(options, directory, model, parts, security, fatal);
            server.listen();
            server.startLoop();
            server.progress.end();
            return server;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static ReplicaConfiguration configuration(
            ReplicaDirectory directory, ReplicaOptions options) {
        return new ReplicaConfiguration(directory.genesis(), directory.index(), options.timing())
                .with(options.acknowledgedWhen())
                .with(Bounds.standard().withPreparesInFlight(options.preparesInFlight()));
    }

    private GatewayConfiguration gatewayConfiguration(ReplicaOptions options) {
        return new GatewayConfiguration(
                BuildVersion.TEXT,
                directory.clusterId(),
                directory.member(),
                gatewayAddresses(),
                options.bindHost(),
                options.control(),
                options.gatewayPort(),
                UnsafeByteOperations.unsafeWrap(RecordCodec.encodeEntry(directory.genesisEntry())));
    }

    private List<GatewayAddress> gatewayAddresses() {
        return directory.genesis().members().stream()
                .map(member -> GatewayAddress.parse(member.gatewayAddress()))
                .toList();
    }

    private void listen() throws IOException {
        String port = directory.member().replicaAddress();
        try {
            transport.listen().await(LISTEN_SECONDS, TimeUnit.SECONDS);
            port = directory.member().gatewayAddress();
            gateway.listen().await(LISTEN_SECONDS, TimeUnit.SECONDS);
        } catch (TwinException e) {
            throw new IOException(e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "not listening at "
                            + port
                            + " after "
                            + LISTEN_SECONDS
                            + " s: is this machine"
                            + " starved?",
                    e);
        } catch (RuntimeException e) {
            throw new IOException(
                    "cannot listen at " + port + " (" + e.getMessage() + "): is it taken?", e);
        }
    }

    /** Returns when the state is restored and the first word said. */
    private void startLoop() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        loopContext.runOnContext(
                ignored -> {
                    Thread.currentThread().setName("replica");
                    try {
                        loop.start();
                    } catch (RuntimeException | Error e) {
                        broken(e);
                    }
                    started.countDown();
                });
        started.await();
    }

    private void broken(Throwable cause) {
        if (cause instanceof UnsupportedVersionException) {
            fatal.ended(String.valueOf(cause.getMessage()));
            return;
        }
        LOG.error("the protocol core has stopped", cause);
        fatal.ended("the protocol core has stopped: " + cause);
    }

    /** This replica's index. */
    public int index() {
        return directory.index();
    }

    /** Where its gateway listens. */
    public String gatewayAddress() {
        return directory.member().gatewayAddress();
    }

    /** Where it stands: for the line that says it is ready. */
    public String describe() {
        return "op "
                + directory.recovered().log().opNumber()
                + " view "
                + Epoch.viewWords(directory.recovered().vote().viewNumber())
                + " gateway "
                + gatewayAddress();
    }

    /** Stops taking part, writes what waits, and frees the directory. */
    @Override
    public void close() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        loopContext.runOnContext(
                ignored -> {
                    loop.stop();
                    stopped.countDown();
                });
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the loop did not stop within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
        closeGateway();
        encoder.close();
        loopVertx.close();
        directory.close();
    }

    /** Its connections first: without the event loop nobody would end them. */
    private void closeGateway() {
        try {
            gateway.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.warn("the gateway did not end cleanly: {}", e.toString());
        }
        gatewayVertx.close();
    }

    private static PublishedKeyframe keyframe(long number, Digest frameDigest, byte[] body) {
        return PublishedKeyframe.of(
                KeyframeMessage.newBuilder()
                        .setNumber(number)
                        .setBody(UnsafeByteOperations.unsafeWrap(body))
                        .setFrameDigest(ByteString.copyFrom(frameDigest.bytes()))
                        .build());
    }

    /** What the gateway asks goes to the loop, which is made after it. */
    private final class Port implements ReplicaPort {

        @Override
        public boolean submit(ClientRequest request) {
            return loop.submit(request);
        }

        @Override
        public boolean ask(Query query) {
            return loop.ask(query);
        }

        @Override
        public boolean stepDown() {
            return loop.stepDown();
        }

        @Override
        public void resize(Input.Reconfigure wanted, Consumer<@Nullable ResizeRefusal> answered) {
            loop.resize(wanted, answered);
        }

        @Override
        public byte[] conflate(List<byte[]> bodies) {
            return ConflatedBodies.of(bodies);
        }

        @Override
        public byte[] within(byte[] one, PlanePart part) {
            return ConflatedBodies.within(one, part);
        }
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
        public void logLetGo(Input.LogLetGo letGo) {
            LOG.info("the journal begins at op {} now", letGo.firstOp());
            loop.completed(letGo);
        }

        @Override
        public void checkpointLoaded(Input.CheckpointLoaded loaded) {
            loop.completed(loaded);
        }

        @Override
        public void checkpointPieceRead(Input.CheckpointPieceRead read) {
            loop.completed(read);
        }

        @Override
        public void checkpointFailed(long opNumber, String reason) {
            counters.count("checkpoint.failed");
            LOG.error("checkpoint {} could not be written: {}", opNumber, reason);
        }

        @Override
        public void waitingForSpace(boolean waiting) {
            if (waiting) {
                counters.count("journal.waits-for-space");
                LOG.error("the disk is full: nothing is written until there is room");
                loop.completed(new Input.SpaceLeft(true));
            } else {
                LOG.warn("the disk has room again: the journal goes on");
            }
        }

        @Override
        public void failed(String reason) {
            fatal.ended(reason);
        }
    }

    /** Hands the core's outputs to those who carry them out. */
    private final class Joined implements Surroundings {

        private static final long SPACE_CHECK_STATUSES = 20;

        private long statuses;
        private boolean low;

        @Override
        public void broken(Throwable cause) {
            ReplicaServer.this.broken(cause);
        }

        @Override
        public void send(List<Outgoing> messages) {
            if (!messages.isEmpty()) {
                transport.send(messages);
            }
        }

        @Override
        public void members(MemberRoll roll) {
            transport.members(roll);
            gateway.members(roll);
        }

        @Override
        public void takenOut(String text) {
            fatal.takenOut(text);
        }

        @Override
        public void replaced(String text) {
            fatal.replaced(text);
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
        public void answerQueries(List<QueryAnswer> answers) {
            gateway.answerQueries(answers);
        }

        @Override
        public void stands(Standing.Builder standing) {
            gateway.stands(standing.build());
        }

        @Override
        public long modelTimeMicros(long stampMicros) {
            return modelTime.applyAsLong(stampMicros);
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

        /** Low below the watermark, and until there is an eighth more. */
        private void lookAtDisk() {
            long free = directory.freeBytes();
            measurements.journalFree(free);
            low = free < lowSpaceBytes + (low ? lowSpaceBytes / 8 : 0);
            loop.completed(new Input.SpaceLeft(low));
        }

        @Override
        public void read(CheckpointRead wanted) {
            journal.read(wanted);
        }

        @Override
        public void passedByAll(long opNumber) {
            encoder.execute(() -> journal.letGoBelow(opNumber));
        }

        @Override
        public void load(CheckpointId wanted) {
            journal.load(wanted);
        }

        @Override
        public void discard(CheckpointId wrong) {
            journal.discard(wrong);
        }

        @Override
        public void keep(KeptPiece piece) {
            journal.keep(piece);
        }

        @Override
        public void alarm(Alarm alarm) {
            LOG.warn("alarm {} {}", alarm.code(), alarm.text());
        }

        @Override
        public void status(Status.Builder status) {
            if (statuses++ % SPACE_CHECK_STATUSES == 0) {
                encoder.execute(this::lookAtDisk);
            }
            gateway.status(status);
        }
    }
}
