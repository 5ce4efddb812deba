package aero.vigil.airspace.picture;

import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.control.Positions;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightAlert;
import aero.vigil.airspace.flight.FlightAlerts;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.safety.ConflictAlert;
import aero.vigil.airspace.safety.Stca;
import aero.vigil.airspace.supervision.Counters;
import aero.vigil.airspace.supervision.FailedEvaluations;
import aero.vigil.airspace.supervision.FeedStatus;
import aero.vigil.airspace.supervision.Feeds;
import aero.vigil.airspace.supervision.Quarantine;
import aero.vigil.airspace.supervision.Quarantined;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers objects of the picture from the model's state. Changes nothing. */
public final class Picture {

    /** The picture is audited in so many slices, one a frame (seams §4). */
    public static final int SLICES = 64;

    private final Surveillance surveillance;
    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final Stca stca;
    private final Positions positions;
    private final Feeds feeds;
    private final Quarantine quarantine;
    private final Counters counters;
    private final FailedEvaluations failures;

    public Picture(
            Surveillance surveillance,
            FlightTable flights,
            FlightAlerts alerts,
            Stca stca,
            Positions positions,
            Feeds feeds,
            Quarantine quarantine,
            Counters counters,
            FailedEvaluations failures) {
        this.surveillance = surveillance;
        this.flights = flights;
        this.alerts = alerts;
        this.stca = stca;
        this.positions = positions;
        this.feeds = feeds;
        this.quarantine = quarantine;
        this.counters = counters;
        this.failures = failures;
    }

    /** Which objects are wanted, by their index, and by the revision of their last change. */
    private record Wanted(int modulus, int remainder, long trackRevision, long revision) {

        boolean index(long index) {
            return StrictMath.floorMod(index, (long) modulus) == remainder;
        }
    }

    /** Everything. */
    public FrameContent whole(long frameNumber, long nowMicros) {
        return gather(frameNumber, nowMicros, new Wanted(1, 0, -1, -1));
    }

    /** Every object whose index leaves the frame number's remainder modulo {@link #SLICES}. */
    public FrameContent slice(long frameNumber, long nowMicros) {
        int remainder = (int) StrictMath.floorMod(frameNumber, (long) SLICES);
        return gather(frameNumber, nowMicros, new Wanted(SLICES, remainder, -1, -1));
    }

    private FrameContent gather(long frameNumber, long nowMicros, Wanted wanted) {
        FrameContent content = new FrameContent(frameNumber, nowMicros);
        for (int n = first(wanted); n < surveillance.trackLimit(); n += wanted.modulus()) {
            addTrack(content, n);
        }
        for (int id = first(wanted); id < flights.limit(); id += wanted.modulus()) {
            Flight flight = flights.get(id);
            if (flight != null) {
                content.flights.add(flight);
            }
        }
        for (ConflictAlert alert : stca.alerts()) {
            if (wanted.index(AlertView.idOfConflict(alert.id()))) {
                content.alerts.add(AlertView.of(alert));
            }
        }
        addFlightAlerts(content, wanted);
        addSensors(content, wanted);
        addFeeds(content, wanted);
        addPositions(content, wanted);
        if (wanted.index(0)) {
            content.totals = totals();
        }
        addQuarantined(content, wanted);
        return content;
    }

    private static int first(Wanted wanted) {
        return wanted.remainder() == 0 ? wanted.modulus() : wanted.remainder();
    }

    /** The objects that this question asks for, at most so many of each kind. */
    public FrameContent only(PictureQuery query, long nowMicros) {
        FrameContent content = new FrameContent(0, nowMicros);
        query.deliverTo(new Selection(content));
        return content;
    }

    /** Finds what a question asks for: by index where there is one, else in one pass. */
    private final class Selection implements PictureQuery.Handler {

        private final FrameContent content;

        Selection(FrameContent content) {
            this.content = content;
        }

        @Override
        public void track(int number) {
            addTrack(content, number);
            Flight flight = number > 0 ? flights.onTrack(number) : null;
            if (flight != null) {
                content.flights.add(flight);
            }
        }

        @Override
        public void flight(int id) {
            Flight flight = flights.get(id);
            if (flight != null) {
                add(flight);
            }
        }

        @Override
        public void callsign(String callsign) {
            flights.withCallsign(callsign).forEach(this::add);
        }

        @Override
        public void sector(String sector) {
            for (int id = 1; id < flights.limit(); id++) {
                Flight flight = flights.get(id);
                if (flight != null && flight.control().sector().equals(sector)) {
                    add(flight);
                }
            }
        }

        private void add(Flight flight) {
            if (content.flights.size() < PictureQuery.MOST_OBJECTS) {
                content.flights.add(flight);
                if (flight.isCorrelated()) {
                    addTrack(content, flight.track());
                }
            }
        }

        @Override
        public void kind(PictureQuery.Kind kind) {
            Wanted all = new Wanted(1, 0, -1, -1);
            switch (kind) {
                case TOTALS -> content.totals = totals();
                case ALERTS -> {
                    stca.alerts().forEach(alert -> content.alerts.add(AlertView.of(alert)));
                    addFlightAlerts(content, all);
                    shorten(content.alerts);
                }
                case SENSORS -> {
                    addSensors(content, all);
                    shorten(content.sensors);
                }
                case FEEDS -> {
                    addFeeds(content, all);
                    shorten(content.feeds);
                }
                case POSITIONS -> {
                    addPositions(content, all);
                    shorten(content.positions);
                }
            }
        }

        private static void shorten(List<?> objects) {
            if (objects.size() > PictureQuery.MOST_OBJECTS) {
                objects.subList(PictureQuery.MOST_OBJECTS, objects.size()).clear();
            }
        }
    }

    /** What has changed since what was published. */
    FrameContent changes(long frameNumber, long nowMicros, Published published) {
        FrameContent content = new FrameContent(frameNumber, nowMicros);
        Wanted changed = new Wanted(1, 0, published.trackRevision(), published.revision());
        changedTracks(content, changed);
        content.endedTracks.addAll(published.endedTracks().get());
        for (int id = 1; id < flights.limit(); id++) {
            Flight flight = flights.get(id);
            if (flight != null && flight.revision() > changed.revision()) {
                content.flights.add(flight);
            }
        }
        content.endedFlights.addAll(flights.removed());
        for (ConflictAlert alert : stca.alerts()) {
            if (alert.revision() > published.conflictRevision()) {
                content.alerts.add(AlertView.of(alert));
            }
        }
        content.endedAlerts.addAll(endedConflicts(published.conflicts()));
        addFlightAlerts(content, changed);
        alerts.ended().forEach(id -> content.endedAlerts.add(AlertView.idOfFlightAlert(id)));
        // Sensors and totals change all the time: each is told once a second, in its turn.
        addSensors(
                content,
                new Wanted(
                        Published.TICKS_PER_SECOND,
                        (int) StrictMath.floorMod(frameNumber, (long) Published.TICKS_PER_SECOND),
                        0,
                        0));
        if (StrictMath.floorMod(frameNumber, (long) Published.TICKS_PER_SECOND) == 0) {
            content.totals = totals();
        }
        addFeeds(content, changed);
        addPositions(content, changed);
        addQuarantined(content, changed);
        content.releasedQuarantined.addAll(quarantine.released());
        return content;
    }

    private void changedTracks(FrameContent content, Wanted changed) {
        Set<Integer> touched = new TreeSet<>(flights.touchedTracks());
        for (int number = 1; number < surveillance.trackLimit(); number++) {
            SystemTrack track = surveillance.track(number);
            boolean news =
                    track != null
                            && (track.revision() > changed.trackRevision()
                                    || touched.contains(number)
                                    || failures.revisionOf(number) > changed.revision());
            if (news) {
                addTrack(content, number);
            }
        }
    }

    private void addTrack(FrameContent content, int number) {
        SystemTrack track = surveillance.track(number);
        if (track != null && track.isInPicture()) {
            Flight flight = flights.onTrack(number);
            content.tracks.add(
                    new TrackView(
                            track, flight == null ? 0 : flight.id(), failures.isMarked(number)));
        }
    }

    private void addFlightAlerts(FrameContent content, Wanted wanted) {
        for (int id = 1; id < alerts.limit(); id++) {
            FlightAlert alert = alerts.get(id);
            if (alert != null
                    && alert.revision() > wanted.revision()
                    && wanted.index(AlertView.idOfFlightAlert(id))) {
                content.alerts.add(AlertView.of(alert));
            }
        }
    }

    private List<Integer> endedConflicts(List<Integer> before) {
        if (before.isEmpty()) {
            return List.of();
        }
        List<Integer> ended = new ArrayList<>();
        Set<Integer> present = new TreeSet<>(conflicts());
        for (int id : before) {
            if (!present.contains(id)) {
                ended.add(AlertView.idOfConflict(id));
            }
        }
        return ended;
    }

    /** Identifiers of the conflicts shown now. */
    List<Integer> conflicts() {
        List<Integer> ids = new ArrayList<>();
        stca.alerts().forEach(alert -> ids.add(alert.id()));
        return ids;
    }

    /** The greatest revision of a conflict shown now, 0: none. */
    long conflictRevision() {
        long greatest = 0;
        for (ConflictAlert alert : stca.alerts()) {
            greatest = Math.max(greatest, alert.revision());
        }
        return greatest;
    }

    private void addSensors(FrameContent content, Wanted wanted) {
        List<SensorStatus> all = surveillance.sensors(content.modelTimeMicros());
        for (int i = 0; i < all.size(); i++) {
            if (wanted.index(i)) {
                content.sensors.add(all.get(i));
            }
        }
    }

    private void addFeeds(FrameContent content, Wanted wanted) {
        for (int i = 1; i < feeds.limit(); i++) {
            FeedStatus feed = feeds.get(i);
            if (feed != null && feed.revision() > wanted.revision() && wanted.index(i)) {
                content.feeds.add(feed);
            }
        }
    }

    private void addPositions(FrameContent content, Wanted wanted) {
        for (int i = 1; i < positions.limit(); i++) {
            Occupancy position = positions.get(i);
            if (position != null && position.revision() > wanted.revision() && wanted.index(i)) {
                content.positions.add(position);
            }
        }
    }

    private void addQuarantined(FrameContent content, Wanted wanted) {
        for (Quarantined quarantined : quarantine.kept()) {
            if (quarantined.revision() > wanted.revision() && wanted.index(quarantined.op())) {
                content.quarantined.add(quarantined);
            }
        }
    }

    private TotalsView totals() {
        int tracks = 0;
        int coasting = 0;
        int correlated = 0;
        for (int number = 1; number < surveillance.trackLimit(); number++) {
            SystemTrack track = surveillance.track(number);
            if (track != null && track.isInPicture()) {
                tracks++;
                coasting += track.state() == SystemTrack.State.COASTING ? 1 : 0;
                correlated += flights.onTrack(number) == null ? 0 : 1;
            }
        }
        return new TotalsView(
                tracks,
                coasting,
                correlated,
                flights.size(),
                counters.plotsPerSecond(),
                counters.plots(),
                counters.duplicates(),
                rejects(),
                quarantine.kept().size());
    }

    private List<CountByReason> rejects() {
        Map<String, Long> sorted = new TreeMap<>();
        for (CountByReason count : counters.rejects()) {
            sorted.put(count.reason(), count.count());
        }
        for (SensorStatus.Count count : surveillance.rejects()) {
            sorted.merge(count.reason().name(), count.count(), Long::sum);
        }
        List<CountByReason> counts = new ArrayList<>();
        sorted.forEach((reason, count) -> counts.add(new CountByReason(reason, count)));
        return counts;
    }
}
