package aero.vigil.replication.server.replay;

import aero.vigil.airspace.ModelClock;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.server.AirspaceStateMachine;
import aero.vigil.replication.server.BuildVersion;
import aero.vigil.replication.server.ConflatedBodies;
import aero.vigil.replication.server.Counters;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.replication.server.gateway.Gateway;
import aero.vigil.replication.server.gateway.GatewayConfiguration;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.replication.server.gateway.ReplayPort;
import aero.vigil.replication.server.gateway.ReplicaPort;
import aero.vigil.wire.gateway.PlanePart;
import aero.vigil.wire.gateway.ReplayState;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record behind a gateway like a replica's: the same page and the same stream, with one source.
 *
 * <p>Threads: the indexing; the player; the gateway's event loop.
 */
public final class ReplayServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayServer.class);

    /** How a replay names its status where replicas say NORMAL: nobody takes it for one. */
    private static final String STATUS = "REPLAY";

    private static final long LISTEN_SECONDS = 10;
    private static final long STOP_SECONDS = 5;

    private final Vertx vertx = EventLoops.create(1);
    private final Recording recording;
    private final Indexing index;
    private final Player player;
    private final Gateway gateway;
    private final Thread indexingThread;
    private final Thread playingThread;
    private volatile @Nullable String failure;

    /**
     * What a record spans, model time in microseconds since 1970.
     *
     * @param firstMicros of its first op
     * @param lastMicros of its last
     */
    public record Span(long firstMicros, long lastMicros) {

        /**
         * The span of a record.
         *
         * @throws IllegalArgumentException if this build cannot replay it
         */
        public static Span of(Recording recording) {
            ModelClock clock =
                    AirspaceStateMachine.of(recording.genesisEntry(), recording.genesis()).clock();
            long base = recording.bases().firstKey();
            LogEntry first = recording.reader().read(base + 1);
            LogEntry last = recording.reader().read(recording.lastOp());
            if (first == null || last == null) {
                throw new IllegalArgumentException(
                        recording.origin()
                                + " holds nothing that can be replayed: its ops from "
                                + (base + 1)
                                + " to "
                                + recording.lastOp()
                                + " cannot be read. "
                                + String.join(". ", recording.findings()));
            }
            return new Span(clock.at(first.timestampMicros()), clock.at(last.timestampMicros()));
        }
    }

    private ReplayServer(
            Recording recording, Span span, GatewayAddress address, long atMicros, double speed)
            throws IOException {
        this.recording = recording;
        this.index = new Indexing(recording);
        Port port = new Port();
        this.gateway =
                new Gateway(
                        vertx,
                        new GatewayConfiguration(
                                BuildVersion.TEXT,
                                recording.genesisEntry().hash(),
                                new Member(0, "", address.toString(), Incarnation.NONE),
                                List.of(address),
                                address.host(),
                                null,
                                0,
                                UnsafeByteOperations.unsafeWrap(
                                        RecordCodec.encodeEntry(recording.genesisEntry()))),
                        port,
                        new Counters());
        this.player =
                new Player(
                        index,
                        new Reel(recording, index),
                        new OnGateway(),
                        ReplayState.newBuilder()
                                .setOrigin(recording.origin())
                                .setFirstMicros(span.firstMicros())
                                .setLastMicros(span.lastMicros())
                                .build(),
                        atMicros,
                        speed);
        this.indexingThread = new Thread(index, "indexing");
        this.playingThread = new Thread(player, "player");
        for (Thread each : List.of(indexingThread, playingThread)) {
            each.setDaemon(true);
            each.setUncaughtExceptionHandler((thread, cause) -> failed(cause));
        }
    }

    /**
     * Shows a record; what it has indexed can be looked at when this returns.
     *
     * @param address where it listens, and by which the page is asked for
     * @param atMicros model time to begin at
     * @param speed 1: as fast as it was recorded
     * @throws IOException when the port is taken, or there is no room for temporary files
     */
    public static ReplayServer start(
            Recording recording, Span span, GatewayAddress address, long atMicros, double speed)
            throws IOException {
        ReplayServer server = new ReplayServer(recording, span, address, atMicros, speed);
        try {
            server.gateway.listen().await(LISTEN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            server.close();
            throw new IOException(
                    "cannot listen at "
                            + address
                            + " ("
                            + e.getMessage()
                            + "): is it taken? Choose another with --port",
                    e);
        }
        server.indexingThread.start();
        server.playingThread.start();
        return server;
    }

    private void failed(Throwable cause) {
        LOG.error("the replay cannot go on", cause);
        failure = String.valueOf(cause);
    }

    /** Why it cannot go on; null when it can. */
    public @Nullable String failure() {
        return failure;
    }

    /** How much is indexed, 0 to 100. */
    public int percent() {
        return index.percent();
    }

    /** Whether the whole record is indexed. */
    public boolean isIndexed() {
        return index.isOver();
    }

    /** What was found, in a sentence for each line. */
    public List<String> report() {
        return new Report(index).lines();
    }

    @Override
    public void close() throws IOException {
        index.stop();
        player.stop();
        try {
            indexingThread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            playingThread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            gateway.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RuntimeException e) {
            // It was to end, and ends with its event loop.
        }
        vertx.close();
        index.close();
        recording.close();
    }

    /** Nothing can be ordered in a replay. */
    private final class Port implements ReplicaPort {

        @Override
        public boolean submit(ClientRequest request) {
            return false;
        }

        @Override
        public @Nullable ReplayPort replay() {
            return player;
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

    /** The player's screen: whoever is connected to the gateway. */
    private final class OnGateway implements Screen {

        private @Nullable FrameCut last;

        @Override
        public void beginAnew(
                PublishedKeyframe keyframe, List<FrameCut> frames, ReplayState state) {
            stand(frames.get(frames.size() - 1));
            gateway.beginAnew(keyframe, frames, word(state));
        }

        @Override
        public void show(FrameCut frame) {
            stand(frame);
            gateway.publish(List.of(frame));
        }

        @Override
        public void keep(PublishedKeyframe keyframe) {
            gateway.publish(keyframe);
        }

        @Override
        public void tell(ReplayState state) {
            FrameCut frame = last;
            Status.Builder status =
                    Status.newBuilder()
                            .setStatus(STATUS)
                            .setCommitNumber(recording.lastOp())
                            .setPid(ProcessHandle.current().pid());
            if (frame != null) {
                status.setView(frame.viewNumber())
                        .setOpNumber(frame.opNumber())
                        .setFrame(frame.number())
                        .setFrameDigest(ByteString.copyFrom(frame.digest().bytes()));
            }
            gateway.status(status);
            gateway.tell(word(state));
        }

        private ServerMessage word(ReplayState state) {
            return ServerMessage.newBuilder().setReplay(state).build();
        }

        private void stand(FrameCut frame) {
            last = frame;
            gateway.stands(
                    Standing.newBuilder()
                            .setStatus(STATUS)
                            .setView(frame.viewNumber())
                            .setOpNumber(frame.opNumber())
                            .setFrame(frame.number())
                            .setModelTimeMicros(index.frames().micros(frame.number()))
                            .setDigest(ByteString.copyFrom(frame.digest().bytes()))
                            .build());
        }
    }
}
