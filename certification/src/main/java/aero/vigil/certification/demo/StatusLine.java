package aero.vigil.certification.demo;

import aero.vigil.certification.process.GroupPorts;
import aero.vigil.replication.client.FrameListener;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One line that says how the demo is doing, rewritten each second on a terminal. */
final class StatusLine implements AutoCloseable {

    /** A replica silent for this long is shown as such. */
    private static final long SILENT_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final GroupClient client;
    private final boolean terminal = Terminal.isStandardOutput();
    private volatile @Nullable Totals totals;
    private volatile long modelTimeMicros;
    private int shown;

    StatusLine(GroupPorts ports) {
        this.client =
                GroupClient.connect(
                        vertx,
                        GroupOptions.of("demo status", GatewayAddress.parseAll(ports.gateways())));
        client.follow(0, new Listener());
    }

    /** Rewrites the line; on what is no terminal, prints one each ten seconds. */
    void show(PrintStream out) {
        if (terminal) {
            out.print("\r\u001b[K" + line());
            out.flush();
        } else if (shown++ % 10 == 0) {
            out.println(line());
        }
    }

    /** Makes room for a line that stays. */
    void clear(PrintStream out) {
        if (terminal) {
            out.print("\r\u001b[K");
        }
    }

    /** Whether every replica is normal and frames come. */
    boolean isWhole() {
        if (modelTimeMicros == 0) {
            return false;
        }
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            if (status == null || !status.getStatus().equals("NORMAL")) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is traffic in the picture. */
    boolean hasTracks() {
        Totals now = totals;
        return now != null && now.getTracks() > 0;
    }

    private String line() {
        StringBuilder replicas = new StringBuilder();
        Status best = null;
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            boolean live = status != null && link.isOpen() && link.silentMillis() < SILENT_MILLIS;
            replicas.append(' ').append(link.index() < 0 ? "?" : link.index()).append(':');
            replicas.append(live && status != null ? status.getStatus() : "silent");
            if (live && status != null && (best == null || status.getView() > best.getView())) {
                best = status;
            }
        }
        Totals now = totals;
        return (modelTimeMicros == 0 ? "" : utc() + "  ")
                + (best == null
                        ? "no replica answers"
                        : "view "
                                + best.getView()
                                + "  primary "
                                + best.getPrimary()
                                + "  frame "
                                + best.getFrame())
                + (now == null
                        ? ""
                        : "  tracks "
                                + now.getTracks()
                                + "  flights "
                                + now.getFlights()
                                + "  plots/s "
                                + now.getPlotsPerSecond())
                + "  replicas"
                + replicas;
    }

    private String utc() {
        Instant instant = Instant.EPOCH.plus(modelTimeMicros, ChronoUnit.MICROS);
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }

    /** Remembers the latest totals of the committed stream. */
    private final class Listener implements FrameListener {

        @Override
        public void keyframe(KeyframeMessage keyframe) {
            try {
                note(Keyframe.parseFrom(keyframe.getBody()).getPicture());
            } catch (InvalidProtocolBufferException unreadable) {
                totals = null;
            }
        }

        @Override
        public void frame(FrameRecord frame) {
            try {
                note(Frame.parseFrom(frame.getBody()));
            } catch (InvalidProtocolBufferException unreadable) {
                totals = null;
            }
        }

        private void note(Frame frame) {
            modelTimeMicros = frame.getModelTimeMicros();
            if (frame.hasTotals()) {
                totals = frame.getTotals();
            }
        }
    }
}
