package aero.vigil.display;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.QuarantinedCommand;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.gateway.PlanePart;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The airspace picture as the frames shown so far add up to it. Values stay in the units of {@code
 * airspace.proto}. Not thread-safe: used where its display calls back.
 */
public final class Picture {

    /** Track.x and Track.y: half metres (I062/100). */
    public static final double POSITION_METRES = 0.5;

    /** Track.vx and Track.vy: quarter metres a second (I062/185). */
    public static final double SPEED_METRES_PER_SECOND = 0.25;

    private final TreeMap<Integer, ShownTrack> tracks = new TreeMap<>();
    private final TreeMap<Integer, Flight> flights = new TreeMap<>();
    private final TreeMap<Integer, Alert> alerts = new TreeMap<>();
    private final TreeMap<Integer, Sensor> sensors = new TreeMap<>();
    private final TreeMap<String, Feed> feeds = new TreeMap<>();
    private final TreeMap<String, Position> positions = new TreeMap<>();
    private final TreeMap<Long, QuarantinedCommand> quarantined = new TreeMap<>();
    private @Nullable Adaptation adaptation;
    private @Nullable Totals totals;
    private long number;
    private long modelTimeMicros;

    /**
     * A track and the model time it was valid at.
     *
     * @param validAtMicros UTC microseconds since 1970 of model time
     */
    public record ShownTrack(Track track, long validAtMicros) {

        /** Metres east on the system plane at this model time. */
        public double xMetres(long atMicros) {
            return track.getX() * POSITION_METRES
                    + track.getVx() * SPEED_METRES_PER_SECOND * (atMicros - validAtMicros) / 1e6;
        }

        /** Metres north on the system plane at this model time. */
        public double yMetres(long atMicros) {
            return track.getY() * POSITION_METRES
                    + track.getVy() * SPEED_METRES_PER_SECOND * (atMicros - validAtMicros) / 1e6;
        }
    }

    /** Takes everything anew from the body of a keyframe. */
    public void applyKeyframe(ByteString body) throws InvalidProtocolBufferException {
        Keyframe keyframe = Keyframe.parseFrom(body);
        tracks.clear();
        flights.clear();
        alerts.clear();
        sensors.clear();
        feeds.clear();
        positions.clear();
        quarantined.clear();
        totals = null;
        adaptation = keyframe.getAdaptation();
        apply(keyframe.getPicture());
    }

    /** Adds the changes of the body of a frame. */
    public void applyFrame(ByteString body) throws InvalidProtocolBufferException {
        apply(Frame.parseFrom(body));
    }

    private void apply(Frame frame) {
        number = frame.getNumber();
        modelTimeMicros = frame.getModelTimeMicros();
        if (frame.hasLoadedAdaptation()) {
            adaptation = frame.getLoadedAdaptation();
            sensors.clear();
            positions.clear();
        }
        frame.getEndedTracksList().forEach(tracks::remove);
        for (Track track : frame.getTracksList()) {
            long validAt = modelTimeMicros + track.getValidityMillis() * 1_000L;
            tracks.put(track.getNumber(), new ShownTrack(track, validAt));
        }
        frame.getEndedFlightsList().forEach(flights::remove);
        each(frame.getFlightsList(), flight -> flights.put(flight.getId(), flight));
        frame.getEndedAlertsList().forEach(alerts::remove);
        each(frame.getAlertsList(), alert -> alerts.put(alert.getId(), alert));
        each(frame.getSensorsList(), sensor -> sensors.put(sensor.getSacSic(), sensor));
        each(
                frame.getFeedsList(),
                feed -> feeds.put(feed.getAdapter() + " " + feed.getFeed(), feed));
        each(frame.getPositionsList(), position -> positions.put(position.getId(), position));
        each(frame.getQuarantinedList(), command -> quarantined.put(command.getOp(), command));
        frame.getReleasedQuarantinedList().forEach(quarantined::remove);
        if (frame.hasTotals()) {
            totals = frame.getTotals();
        }
    }

    /** Of a track that has left the part that is told nothing will come: it ends here. */
    void endOutside(PlanePart part) {
        tracks.values()
                .removeIf(
                        track -> {
                            double x = track.xMetres(modelTimeMicros);
                            double y = track.yMetres(modelTimeMicros);
                            return x < part.getWest()
                                    || x > part.getEast()
                                    || y < part.getSouth()
                                    || y > part.getNorth();
                        });
    }

    private static <T> void each(Iterable<T> values, Consumer<T> action) {
        values.forEach(action);
    }

    /** The frame shown last; 0 before the first. */
    public long number() {
        return number;
    }

    /** Model time of the frame shown last, UTC microseconds since 1970. */
    public long modelTimeMicros() {
        return modelTimeMicros;
    }

    public SortedMap<Integer, ShownTrack> tracks() {
        return Collections.unmodifiableSortedMap(tracks);
    }

    public SortedMap<Integer, Flight> flights() {
        return Collections.unmodifiableSortedMap(flights);
    }

    public SortedMap<Integer, Alert> alerts() {
        return Collections.unmodifiableSortedMap(alerts);
    }

    /** By SAC × 256 + SIC. */
    public SortedMap<Integer, Sensor> sensors() {
        return Collections.unmodifiableSortedMap(sensors);
    }

    /** By adapter and feed name. */
    public SortedMap<String, Feed> feeds() {
        return Collections.unmodifiableSortedMap(feeds);
    }

    public SortedMap<String, Position> positions() {
        return Collections.unmodifiableSortedMap(positions);
    }

    /** Commands kept for the supervisor, by the op they stand at. */
    public SortedMap<Long, QuarantinedCommand> quarantined() {
        return Collections.unmodifiableSortedMap(quarantined);
    }

    /** The one in force at the frame shown last; null before the first keyframe. */
    public @Nullable Adaptation adaptation() {
        return adaptation;
    }

    /** Null until a frame carried it. */
    public @Nullable Totals totals() {
        return totals;
    }

    /** The flight of this callsign, if the picture has one. */
    public @Nullable Flight flight(String callsign) {
        for (Flight flight : flights.values()) {
            if (flight.getKey().getCallsign().equals(callsign)) {
                return flight;
            }
        }
        return null;
    }
}
