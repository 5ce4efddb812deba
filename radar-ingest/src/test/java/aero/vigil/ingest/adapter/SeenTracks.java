package aero.vigil.ingest.adapter;

import aero.vigil.replication.client.FrameListener;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every track a display was shown, from its first update to its last. */
final class SeenTracks implements FrameListener {

    /** A feed's word for what model time had passed before it was read. */
    static final String LEFT_OUT = "captured before model time";

    /** A track's state, valid at a time: metres and metres a second on the system plane. */
    record State(long validMicros, double x, double y, double vx, double vy) {
        double knots() {
            return Math.hypot(vx, vy) * 3_600 / 1_852;
        }

        double heading() {
            return Math.floorMod(Math.round(Math.toDegrees(Math.atan2(vx, vy)) * 1e6), 360_000_000)
                    / 1e6;
        }
    }

    /** One life of a track number. */
    static final class Life {
        final int number;
        final List<State> states = new ArrayList<>();
        int address = RecordedPlots.ABSENT;
        int mode3A = RecordedPlots.ABSENT;

        Life(int number) {
            this.number = number;
        }

        long firstMicros() {
            return states.get(0).validMicros();
        }

        long lastMicros() {
            return states.get(states.size() - 1).validMicros();
        }
    }

    private final NavigableMap<Integer, Life> open = new TreeMap<>();
    private final List<Life> lives = new ArrayList<>();
    private final SortedMap<String, Feed> feeds = new TreeMap<>();
    private Sensor sensor = Sensor.getDefaultInstance();
    private Totals totals = Totals.getDefaultInstance();
    private long modelMicros;
    private long frames;

    @Override
    public void keyframe(KeyframeMessage keyframe) {
        try {
            see(Keyframe.parseFrom(keyframe.getBody()).getPicture());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("an unreadable keyframe", e);
        }
    }

    @Override
    public void frame(FrameRecord frame) {
        try {
            see(Frame.parseFrom(frame.getBody()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("an unreadable frame", e);
        }
    }

    private synchronized void see(Frame frame) {
        frames++;
        modelMicros = frame.getModelTimeMicros();
        frame.getSensorsList().stream()
                .filter(shown -> shown.getPlots() > 0)
                .forEach(shown -> sensor = shown);
        frame.getFeedsList().forEach(feed -> feeds.put(feed.getAdapter(), feed));
        if (frame.hasTotals()) {
            totals = frame.getTotals();
        }
        frame.getTracksList().forEach(this::see);
        open.keySet().removeAll(frame.getEndedTracksList());
    }

    private void see(Track track) {
        Life life = open.get(track.getNumber());
        if (life == null) {
            life = new Life(track.getNumber());
            open.put(track.getNumber(), life);
            lives.add(life);
        }
        if (track.hasAddress()) {
            life.address = track.getAddress();
        }
        if (track.hasMode3A()) {
            life.mode3A = track.getMode3A();
        }
        long valid = modelMicros + track.getValidityMillis() * 1_000L;
        if (life.states.isEmpty() || valid - life.lastMicros() > 1_500) {
            life.states.add(
                    new State(
                            valid,
                            track.getX() * 0.5,
                            track.getY() * 0.5,
                            track.getVx() * 0.25,
                            track.getVy() * 0.25));
        }
    }

    synchronized List<Life> lives() {
        return List.copyOf(lives);
    }

    synchronized Sensor sensor() {
        return sensor;
    }

    synchronized Totals totals() {
        return totals;
    }

    synchronized Feed feed(String adapter) {
        return feeds.getOrDefault(adapter, Feed.getDefaultInstance());
    }

    /** Datagrams an adapter has taken or, with a word, left out. */
    long accountedFor(String adapter) {
        Feed feed = feed(adapter);
        long leftOut =
                feed.getRejectsList().stream()
                        .filter(count -> count.getReason().equals(LEFT_OUT))
                        .mapToLong(CountByReason::getCount)
                        .sum();
        return feed.getDatagrams() + leftOut;
    }

    synchronized long modelMicros() {
        return modelMicros;
    }

    synchronized long frames() {
        return frames;
    }
}
