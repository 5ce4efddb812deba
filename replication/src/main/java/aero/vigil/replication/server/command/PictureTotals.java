package aero.vigil.replication.server.command;

import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** How much is in the picture, from a keyframe and the frames after it. */
final class PictureTotals {

    private final Set<Integer> tracks = new HashSet<>();
    private final Set<Integer> flights = new HashSet<>();
    private final Map<String, Feed> feeds = new TreeMap<>();
    private Totals totals = Totals.getDefaultInstance();

    synchronized void keyframe(ByteString body) {
        try {
            Frame picture = Keyframe.parseFrom(body).getPicture();
            tracks.clear();
            flights.clear();
            feeds.clear();
            take(picture);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a keyframe that is none: another build?", e);
        }
    }

    synchronized void frame(ByteString body) {
        try {
            take(Frame.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a frame that is none: another build?", e);
        }
    }

    private void take(Frame frame) {
        for (Track track : frame.getTracksList()) {
            tracks.add(track.getNumber());
        }
        for (Flight flight : frame.getFlightsList()) {
            flights.add(flight.getId());
        }
        tracks.removeAll(Set.copyOf(frame.getEndedTracksList()));
        flights.removeAll(Set.copyOf(frame.getEndedFlightsList()));
        frame.getFeedsList()
                .forEach(feed -> feeds.put(feed.getAdapter() + " " + feed.getFeed(), feed));
        if (frame.hasTotals()) {
            totals = frame.getTotals();
        }
    }

    synchronized int tracks() {
        return tracks.size();
    }

    synchronized int flights() {
        return flights.size();
    }

    synchronized int plotsPerSecond() {
        return totals.getPlotsPerSecond();
    }

    /** Rejects by reason: of the model, and of the adapters. */
    synchronized NavigableMap<String, Long> rejects() {
        NavigableMap<String, Long> rejects = new TreeMap<>();
        add(rejects, totals.getRejectsList(), "");
        feeds.values().forEach(feed -> add(rejects, feed.getRejectsList(), "feed."));
        return rejects;
    }

    private static void add(
            NavigableMap<String, Long> rejects, List<CountByReason> counts, String prefix) {
        for (CountByReason count : counts) {
            rejects.merge(prefix + count.getReason(), count.getCount(), Long::sum);
        }
    }
}
