package aero.vigil.replication.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.GetTimeline;
import aero.vigil.wire.gateway.Register;
import aero.vigil.wire.gateway.Registered;
import aero.vigil.wire.gateway.ReplayControl;
import aero.vigil.wire.gateway.ReplayState;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Timeline;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay as whoever connects to it meets it: by the protocol of a replica's gateway. */
@Timeout(60)
class ReplayServerTest {

    private static final int TICKS = 400;

    private final SeededRecord record = new SeededRecord(21, TICKS);
    private final PlayedRecord played = new PlayedRecord(record);
    private final Vertx vertx = Vertx.vertx();
    private final Watcher watcher = new Watcher();
    private ReplayServer server;
    private GroupClient client;

    @BeforeEach
    void start() throws Exception {
        GatewayAddress address = new GatewayAddress("127.0.0.1", FreePorts.one());
        ReplayServer.Span span = ReplayServer.Span.of(record);
        server = ReplayServer.start(record, span, address, span.firstMicros(), 0.1);
        client = GroupClient.connect(vertx, GroupOptions.of("watcher", List.of(address)));
        client.addListener(watcher);
        Eventually.holds("a frame", () -> watcher.frame() > 0);
        Eventually.holds("all is indexed", () -> watcher.state.getIndexed());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void itGoesWhereItIsToldForthAndBackAndShowsWhatWasShown() {
        watcher.control(ReplayControl.newBuilder().setPlay(false));
        Eventually.holds("a pause", () -> !watcher.state.getPlaying());
        for (long frame : new long[] {333, 120, 121, 390, 7}) {
            watcher.control(ReplayControl.newBuilder().setSeekMicros(microsOf(frame)));

            Eventually.holds("frame " + frame, () -> watcher.frame() == frame);
            assertEquals(played.frame(frame).digest(), watcher.digest());
            assertEquals(microsOf(frame), watcher.state.getModelTimeMicros());
        }
        watcher.control(ReplayControl.newBuilder().setStep(-2));
        Eventually.holds("two back", () -> watcher.frame() == 5);
        watcher.control(ReplayControl.newBuilder().setStep(1));
        Eventually.holds("one on", () -> watcher.frame() == 6);
        assertEquals(played.frame(6).digest(), watcher.digest());
    }

    @Test
    void itPlaysToTheEndAndSaysSo() {
        watcher.control(ReplayControl.newBuilder().setSpeed(64));
        watcher.control(ReplayControl.newBuilder().setPlay(true));

        Eventually.holds("the end", () -> watcher.state.getAnswer().contains("ends here"));
        assertEquals(TICKS, watcher.frame());
        assertEquals(played.frame(TICKS).digest(), watcher.digest());
        assertTrue(!watcher.state.getPlaying());
    }

    @Test
    void aSpeedThatIsNoneIsAnsweredWithTheBounds() {
        watcher.control(ReplayControl.newBuilder().setSpeed(1_000));

        Eventually.holds("why", () -> watcher.state.getAnswer().contains("between 0.1 and 64"));
        assertEquals(0.1, watcher.state.getSpeed());
    }

    @Test
    void nothingCanBeOrdered() {
        watcher.send(
                ClientMessage.newBuilder()
                        .setRegister(
                                Register.newBuilder()
                                        .setClientId(
                                                ByteString.copyFrom(
                                                        new byte[] {
                                                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                                            13, 14, 15, 16
                                                        }))));

        Eventually.holds("a refusal", () -> !watcher.registered.getRefusal().isEmpty());
        assertEquals(0, watcher.registered.getSessionOp());
        assertTrue(watcher.registered.getRefusal().contains("this is a replay"));
    }

    @Test
    void itsTimeLineIsGivenToWhoeverAsks() {
        watcher.send(
                ClientMessage.newBuilder().setGetTimeline(GetTimeline.newBuilder().setFrom(2)));

        Eventually.holds("a time line", () -> watcher.timeline.getEventsCount() > 0);
        assertEquals(2, watcher.timeline.getFrom());
        assertEquals(watcher.state.getEvents() - 2, watcher.timeline.getEventsCount());
    }

    private long microsOf(long frame) {
        return played.frame(frame).timestampMicros();
    }

    /** Follows the replay as a page does: subscribes again when its stream begins anew. */
    private static final class Watcher implements ReplicaListener {

        private volatile @Nullable ReplicaLink link;
        private volatile ReplayState state = ReplayState.getDefaultInstance();
        private volatile FrameRecord last = FrameRecord.getDefaultInstance();
        private volatile Registered registered = Registered.getDefaultInstance();
        private volatile Timeline timeline = Timeline.getDefaultInstance();

        long frame() {
            FrameRecord record = last;
            return record.getNumber() != state.getFrame() ? 0 : record.getNumber();
        }

        Digest digest() {
            return Digest.fromBytes(last.getDigest().toByteArray());
        }

        void control(ReplayControl.Builder control) {
            send(ClientMessage.newBuilder().setReplayControl(control));
        }

        void send(ClientMessage.Builder message) {
            Objects.requireNonNull(link, "not connected").send(message.build());
        }

        @Override
        public void connected(ReplicaLink connected, Welcome welcome) {
            assertTrue(welcome.getReplay());
            link = connected;
        }

        @Override
        public void received(ReplicaLink from, ServerMessage message) {
            if (message.hasReplay()) {
                boolean anew = message.getReplay().getEpoch() != state.getEpoch();
                state = message.getReplay();
                if (anew) {
                    from.send(
                            ClientMessage.newBuilder()
                                    .setSubscribe(Subscribe.newBuilder().setMode(StreamMode.WHOLE))
                                    .build());
                }
            }
            for (FrameRecord frame : message.getFrames().getFramesList()) {
                last = frame;
            }
            if (message.hasRegistered()) {
                registered = message.getRegistered();
            }
            if (message.hasTimeline()) {
                timeline = message.getTimeline();
            }
        }

        @Override
        public void disconnected(ReplicaLink gone) {}
    }
}
