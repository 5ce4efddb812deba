package aero.vigil.airspace.codec;

import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Track;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Several frames in a row as one: applied to the picture before the first it gives the picture
 * after the last. Of each object only the last word is told; raw plots are left out.
 *
 * <p>A pure function of the frames' bytes, so that every replica makes the same bytes of the same
 * frames and displays can vote on them.
 */
public final class FrameConflation {

    private FrameConflation() {}

    /**
     * Part of the system plane, metres east and north: of tracks outside nothing is told.
     *
     * @param west least x
     * @param south least y
     * @param east greatest x
     * @param north greatest y
     */
    public record Part(int west, int south, int east, int north) {

        boolean holds(Track track) {
            double x = track.getX() * TRACK_METRES;
            double y = track.getY() * TRACK_METRES;
            return x >= west && x <= east && y >= south && y <= north;
        }
    }

    private static final double TRACK_METRES = 0.5;

    /**
     * Makes one of them.
     *
     * @param bodies of {@code vigil.airspace.Frame}, in order of their numbers, at least one
     * @throws InvalidProtocolBufferException if one is no frame
     */
    public static byte[] of(List<byte[]> bodies) throws InvalidProtocolBufferException {
        List<Frame> frames = new ArrayList<>(bodies.size());
        for (byte[] body : bodies) {
            frames.add(Frame.parseFrom(body));
        }
        return conflated(frames).toByteArray();
    }

    /**
     * Of such a one only what a part of the plane is told.
     *
     * @param one made by {@link #of}
     * @throws InvalidProtocolBufferException if it is no frame
     */
    public static byte[] within(byte[] one, Part part) throws InvalidProtocolBufferException {
        Frame whole = Frame.parseFrom(one);
        Frame.Builder less = whole.toBuilder().clearTracks();
        whole.getTracksList().stream().filter(part::holds).forEach(less::addTracks);
        return less.build().toByteArray();
    }

    private static Frame conflated(List<Frame> frames) {
        Frame.Builder all = Frame.newBuilder();
        Objects<Track> tracks = new Objects<>(Track::getNumber);
        Objects<aero.vigil.wire.airspace.Flight> flights =
                new Objects<>(aero.vigil.wire.airspace.Flight::getId);
        Objects<Alert> alerts = new Objects<>(Alert::getId);
        long lastMicros = frames.get(frames.size() - 1).getModelTimeMicros();
        for (Frame frame : frames) {
            add(frame, all);
            long agoMillis = StrictMath.floorDiv(lastMicros - frame.getModelTimeMicros(), 1_000L);
            tracks.end(frame.getEndedTracksList());
            for (Track track : frame.getTracksList()) {
                tracks.tell(later(track, agoMillis));
            }
            flights.end(frame.getEndedFlightsList());
            frame.getFlightsList().forEach(flights::tell);
            alerts.end(frame.getEndedAlertsList());
            for (Alert alert : frame.getAlertsList()) {
                alerts.tell(later(alert, agoMillis));
            }
        }
        Frame.Builder one =
                all.clearPlots()
                        .clearTracks()
                        .addAllTracks(tracks.told())
                        .clearEndedTracks()
                        .addAllEndedTracks(tracks.ended)
                        .clearFlights()
                        .addAllFlights(flights.told())
                        .clearEndedFlights()
                        .addAllEndedFlights(flights.ended)
                        .clearAlerts()
                        .addAllAlerts(alerts.told())
                        .clearEndedAlerts()
                        .addAllEndedAlerts(alerts.ended);
        return latestOf(one).build();
    }

    /**
     * Of what stands alone the latest, of what is many all; those named above are told apart. With
     * another adaptation positions and sensors are told anew, all of them.
     */
    private static void add(Frame frame, Frame.Builder all) {
        if (frame.hasLoadedAdaptation()) {
            all.clearPositions().clearSensors();
        }
        for (Map.Entry<FieldDescriptor, Object> field : frame.getAllFields().entrySet()) {
            if (field.getKey().isRepeated()) {
                ((List<?>) field.getValue())
                        .forEach(value -> all.addRepeatedField(field.getKey(), value));
            } else {
                all.setField(field.getKey(), field.getValue());
            }
        }
    }

    /** Of what has a name and no end, the last word of each. */
    private static Frame.Builder latestOf(Frame.Builder all) {
        return all.clone()
                .clearSensors()
                .addAllSensors(last(all.getSensorsList(), sensor -> sensor.getSacSic()))
                .clearFeeds()
                .addAllFeeds(
                        last(all.getFeedsList(), feed -> feed.getAdapter() + " " + feed.getFeed()))
                .clearPositions()
                .addAllPositions(last(all.getPositionsList(), position -> position.getId()));
    }

    private static <K extends Comparable<K>, T> Collection<T> last(
            List<T> told, Function<T, K> name) {
        Map<K, T> latest = new TreeMap<>();
        told.forEach(one -> latest.put(name.apply(one), one));
        return latest.values();
    }

    /** Its time of validity is told relative to the frame's. */
    private static Track later(Track track, long millis) {
        return track.toBuilder()
                .setValidityMillis((int) (track.getValidityMillis() - millis))
                .build();
    }

    /** What is left until the violation is told relative to the frame's time. */
    private static Alert later(Alert alert, long millis) {
        return alert.toBuilder()
                .setViolationMillis((int) Math.max(0, alert.getViolationMillis() - millis))
                .build();
    }

    /** The last word on each object of a kind that ends. */
    private static final class Objects<T> {
        private final Function<T, Integer> number;
        private final Map<Integer, T> told = new TreeMap<>();
        private final Set<Integer> ended = new TreeSet<>();

        Objects(Function<T, Integer> number) {
            this.number = number;
        }

        /** In a frame ends come before what is told: a number may be used again. */
        void end(List<Integer> numbers) {
            ended.addAll(numbers);
            numbers.forEach(told::remove);
        }

        void tell(T object) {
            told.put(number.apply(object), object);
        }

        Collection<T> told() {
            return told.values();
        }
    }
}
