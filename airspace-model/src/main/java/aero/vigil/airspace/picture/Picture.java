package aero.vigil.airspace.picture;

import aero.vigil.airspace.control.Positions;
import aero.vigil.airspace.flight.FlightAlerts;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.Winds;
import aero.vigil.airspace.mtcd.Mtcd;
import aero.vigil.airspace.picture.PictureGathering.Wanted;
import aero.vigil.airspace.picture.PictureSource.Parts;
import aero.vigil.airspace.safety.SafetySettings;
import aero.vigil.airspace.safety.Stca;
import aero.vigil.airspace.safety.TrackNets;
import aero.vigil.airspace.supervision.AdaptationStatus;
import aero.vigil.airspace.supervision.Counters;
import aero.vigil.airspace.supervision.FailedEvaluations;
import aero.vigil.airspace.supervision.Feeds;
import aero.vigil.airspace.supervision.Quarantine;
import aero.vigil.airspace.supervision.Supervision;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Touched;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Gathers objects of the picture from the model's state. Changes nothing. */
public final class Picture {

    /** The picture is audited in so many slices, one a frame (seams §4). */
    public static final int SLICES = 64;

    private final Surveillance surveillance;
    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final Stca stca;
    private final TrackNets trackNets;
    private final Mtcd mtcd;
    private final SafetySettings safety;
    private final Quarantine quarantine;
    private final FailedEvaluations failures;
    private final Supervision supervision;
    private final Winds winds;
    private final Parts parts;
    private final Looks touched;

    public Picture(
            Surveillance surveillance,
            FlightTable flights,
            FlightAlerts alerts,
            Stca stca,
            TrackNets trackNets,
            Mtcd mtcd,
            SafetySettings safety,
            Positions positions,
            Feeds feeds,
            Quarantine quarantine,
            Counters counters,
            FailedEvaluations failures,
            Supervision supervision,
            Winds winds) {
        this.surveillance = surveillance;
        this.flights = flights;
        this.alerts = alerts;
        this.stca = stca;
        this.trackNets = trackNets;
        this.mtcd = mtcd;
        this.safety = safety;
        this.quarantine = quarantine;
        this.failures = failures;
        this.supervision = supervision;
        this.winds = winds;
        touched = new Looks(surveillance, flights, stca, trackNets, mtcd);
        this.parts =
                new Parts(
                        surveillance,
                        flights,
                        alerts,
                        stca,
                        trackNets,
                        mtcd,
                        safety,
                        positions,
                        feeds,
                        quarantine,
                        counters,
                        failures,
                        supervision,
                        winds);
    }

    /** Everything. */
    public FrameContent whole(long frameNumber, long nowMicros) {
        return frozen(frameNumber, nowMicros).get();
    }

    /** Everything at this moment, to be gathered on any thread; the caller only copies rows. */
    public Supplier<FrameContent> frozen(long frameNumber, long nowMicros) {
        PictureSource source = parts.frozen(nowMicros);
        return () ->
                new PictureGathering(
                                source,
                                new FrameContent(frameNumber, nowMicros),
                                new Wanted(1, 0, -1))
                        .gather();
    }

    /** Every object whose index leaves the frame number's remainder modulo {@link #SLICES}. */
    public FrameContent slice(long frameNumber, long nowMicros) {
        int remainder = (int) StrictMath.floorMod(frameNumber, (long) SLICES);
        return new PictureGathering(
                        parts.live(nowMicros),
                        new FrameContent(frameNumber, nowMicros),
                        new Wanted(SLICES, remainder, -1))
                .gather();
    }

    /** The objects that this question asks for, at most so many of each kind. */
    public FrameContent only(PictureQuery query, long nowMicros) {
        FrameContent content = new FrameContent(0, nowMicros);
        query.deliverTo(new Selection(flights, parts.live(nowMicros), content));
        return content;
    }

    /** What has changed since what was published. */
    FrameContent changes(long frameNumber, long nowMicros, Published published) {
        FrameContent content = new FrameContent(frameNumber, nowMicros);
        PictureSource source = parts.live(nowMicros);
        PictureGathering changed =
                new PictureGathering(source, content, new Wanted(1, 0, published.revision()));
        changedTracks(changed, published);
        content.endedTracks.addAll(published.endedTracks().get());
        each(touched.flights, changed::flight);
        content.endedFlights.addAll(flights.removed());
        conflictsChanged(source, content, published);
        stca.ended().forEach(id -> content.endedAlerts.add(AlertView.idOfConflict(id)));
        each(touched.trackAlerts, changed::trackAlerts);
        trackNets.ended().forEach(id -> content.endedAlerts.add(AlertView.idOfTrackAlert(id)));
        each(touched.planned, changed::planned);
        mtcd.ended().forEach(id -> content.endedAlerts.add(AlertView.idOfPlanned(id)));
        changed.flightAlerts();
        alerts.ended().forEach(id -> content.endedAlerts.add(AlertView.idOfFlightAlert(id)));
        // Sensors and totals change all the time: each is told once a second, in its turn.
        int turn = (int) StrictMath.floorMod(frameNumber, (long) Published.TICKS_PER_SECOND);
        boolean isOther = adaptationChanged(changed, content, published);
        new PictureGathering(
                        source,
                        content,
                        isOther
                                ? new Wanted(1, 0, 0)
                                : new Wanted(Published.TICKS_PER_SECOND, turn, 0))
                .sensors();
        if (turn == 0) {
            changed.totals();
        }
        if (safety.revision() > published.revision()) {
            changed.safetyNets();
        }
        changed.feeds();
        changed.positions();
        changed.quarantined();
        content.releasedQuarantined.addAll(quarantine.released());
        if (supervision.alarmRevision() > published.revision()) {
            changed.alarms();
        }
        changed.audit();
        changed.referrals();
        if (winds.version() != published.windsVersion()) {
            changed.winds();
        }
        content.rawPlots = surveillance.rawPlots();
        content.closedReferrals.addAll(supervision.referrals().closed());
        return content;
    }

    /** Whether another adaptation is in force since the frame before. */
    private boolean adaptationChanged(
            PictureGathering changed, FrameContent content, Published published) {
        AdaptationStatus now = supervision.adaptation();
        if (now.revision() <= published.revision()) {
            return false;
        }
        changed.adaptation();
        boolean isOther =
                now.inForce().isLoaded() && now.inForce().revision() > published.revision();
        if (isOther) {
            content.loadedAdaptation = now.inForce().bytes();
        }
        return isOther;
    }

    /** Conflicts have revisions of their own. */
    private void conflictsChanged(PictureSource source, FrameContent content, Published published) {
        PictureGathering changed =
                new PictureGathering(
                        source, content, new Wanted(1, 0, published.conflictRevision()));
        each(touched.conflicts, changed::conflicts);
    }

    private static void each(Touched touched, IntConsumer look) {
        for (int index = touched.next(1); index >= 0; index = touched.next(index + 1)) {
            look.accept(index);
        }
    }

    private void changedTracks(PictureGathering changed, Published published) {
        BitSet ofFlights = new BitSet();
        flights.touchedTracks().forEach(ofFlights::set);
        BitSet looked = new BitSet();
        looked.or(ofFlights);
        touched.tracks.addTo(looked);
        if (!failures.isEmpty()) {
            looked.set(1, surveillance.trackLimit());
        }
        for (int number = looked.nextSetBit(1);
                number >= 0;
                number = looked.nextSetBit(number + 1)) {
            SystemTrack track = surveillance.track(number);
            boolean news =
                    track != null
                            && (track.revision() > published.trackRevision()
                                    || ofFlights.get(number)
                                    || failures.revisionOf(number) > published.revision());
            if (news) {
                changed.track(number);
            }
        }
    }

    /** What has changed has been published. */
    void published() {
        touched.clear();
    }

    /** Where to look for what has changed since the last frame. */
    private static final class Looks {
        private final Touched tracks;
        private final Touched flights;
        private final Touched conflicts;
        private final Touched trackAlerts;
        private final Touched planned;

        Looks(
                Surveillance surveillance,
                FlightTable flightTable,
                Stca stca,
                TrackNets trackNets,
                Mtcd mtcd) {
            tracks = surveillance.follow();
            flights = flightTable.follow();
            conflicts = stca.follow();
            trackAlerts = trackNets.follow();
            planned = mtcd.follow();
        }

        void clear() {
            tracks.clear();
            flights.clear();
            conflicts.clear();
            trackAlerts.clear();
            planned.clear();
        }
    }
}
