package aero.vigil.airspace.picture;

import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightAlert;
import aero.vigil.airspace.mtcd.PlannedConflict;
import aero.vigil.airspace.safety.ConflictAlert;
import aero.vigil.airspace.safety.TrackAlert;
import aero.vigil.airspace.supervision.AuditLine;
import aero.vigil.airspace.supervision.FeedStatus;
import aero.vigil.airspace.supervision.Quarantined;
import aero.vigil.airspace.supervision.Referral;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;

/** Puts the objects of one source that are wanted into one frame's content. */
final class PictureGathering {

    /** Which objects are wanted, by their index, and by the revision of their last change. */
    record Wanted(int modulus, int remainder, long revision) {

        boolean index(long index) {
            return StrictMath.floorMod(index, (long) modulus) == remainder;
        }

        /** The first index wanted; 0 is no index. */
        int first() {
            return remainder == 0 ? modulus : remainder;
        }
    }

    private final PictureSource source;
    private final FrameContent content;
    private final Wanted wanted;

    PictureGathering(PictureSource source, FrameContent content, Wanted wanted) {
        this.source = source;
        this.content = content;
        this.wanted = wanted;
    }

    /** Everything that is wanted by its index. */
    FrameContent gather() {
        for (int n = wanted.first(); n < source.tracks().limit(); n += wanted.modulus()) {
            track(n);
        }
        flights();
        conflicts();
        trackAlerts();
        planned();
        flightAlerts();
        sensors();
        feeds();
        positions();
        if (wanted.index(0)) {
            totals();
            safetyNets();
            alarms();
            adaptation();
            winds();
        }
        quarantined();
        audit();
        referrals();
        return content;
    }

    void track(int number) {
        SystemTrack track = source.tracks().get(number);
        if (track != null && track.isInPicture()) {
            content.tracks.add(
                    new TrackView(
                            track,
                            source.flightOnTrack().applyAsInt(number),
                            source.isMarked().test(number)));
        }
    }

    private void flights() {
        for (int id = wanted.first(); id < source.flights().limit(); id += wanted.modulus()) {
            flight(id);
        }
    }

    void flight(int id) {
        Flight flight = source.flights().get(id);
        if (flight != null && flight.revision() > wanted.revision()) {
            content.flights.add(flight);
        }
    }

    void conflicts() {
        for (int n = wanted.first(); n < source.conflicts().limit(); n += wanted.modulus()) {
            conflicts(n);
        }
    }

    /** Those of which this track is the lower one. */
    void conflicts(int track) {
        List<ConflictAlert> alerts = source.conflicts().get(track);
        for (int i = 0; alerts != null && i < alerts.size(); i++) {
            if (alerts.get(i).revision() > wanted.revision()) {
                content.alerts.add(AlertView.of(alerts.get(i)));
            }
        }
    }

    void trackAlerts() {
        for (int n = wanted.first(); n < source.trackAlerts().limit(); n += wanted.modulus()) {
            trackAlerts(n);
        }
    }

    void trackAlerts(int track) {
        List<TrackAlert> alerts = source.trackAlerts().get(track);
        for (int i = 0; alerts != null && i < alerts.size(); i++) {
            if (alerts.get(i).revision() > wanted.revision()) {
                content.alerts.add(AlertView.of(alerts.get(i)));
            }
        }
    }

    void planned() {
        for (int id = wanted.first(); id < source.planned().limit(); id += wanted.modulus()) {
            planned(id);
        }
    }

    /** Those of which this flight is the lower one. */
    void planned(int flight) {
        List<PlannedConflict> conflicts = source.planned().get(flight);
        for (int i = 0; conflicts != null && i < conflicts.size(); i++) {
            if (conflicts.get(i).revision() > wanted.revision()) {
                content.alerts.add(AlertView.of(conflicts.get(i), source.flights()));
            }
        }
    }

    void safetyNets() {
        content.safetyNets = source.safetyNets().get();
    }

    void flightAlerts() {
        for (int id = 1; id < source.alerts().limit(); id++) {
            FlightAlert alert = source.alerts().get(id);
            if (alert != null
                    && alert.revision() > wanted.revision()
                    && wanted.index(AlertView.idOfFlightAlert(id))) {
                content.alerts.add(AlertView.of(alert));
            }
        }
    }

    void sensors() {
        List<SensorStatus> all = source.sensors().get();
        for (int i = 0; i < all.size(); i++) {
            if (wanted.index(i)) {
                content.sensors.add(all.get(i));
            }
        }
    }

    void feeds() {
        for (int i = 1; i < source.feeds().limit(); i++) {
            FeedStatus feed = source.feeds().get(i);
            if (feed != null && feed.revision() > wanted.revision() && wanted.index(i)) {
                content.feeds.add(feed);
            }
        }
    }

    void positions() {
        for (int i = 1; i < source.positions().limit(); i++) {
            Occupancy position = source.positions().get(i);
            if (position != null && position.revision() > wanted.revision() && wanted.index(i)) {
                content.positions.add(position);
            }
        }
    }

    void quarantined() {
        for (Quarantined quarantined : source.quarantined()) {
            if (quarantined.revision() > wanted.revision() && wanted.index(quarantined.op())) {
                content.quarantined.add(quarantined);
            }
        }
    }

    void alarms() {
        content.alarmList = source.alarmList();
    }

    /** Told only when there is more to tell than that op 1's is in force. */
    void adaptation() {
        content.adaptation = source.adaptation().isNews() ? source.adaptation() : null;
    }

    void winds() {
        content.winds = source.winds();
    }

    void audit() {
        for (AuditLine line : source.audit()) {
            if (line.revision() > wanted.revision() && wanted.index(line.number())) {
                content.audit.add(line);
            }
        }
    }

    void referrals() {
        for (Referral referral : source.referrals()) {
            if (referral.revision() > wanted.revision() && wanted.index(referral.number())) {
                content.referrals.add(referral);
            }
        }
    }

    void totals() {
        int tracks = 0;
        int coasting = 0;
        int correlated = 0;
        for (int number = 1; number < source.tracks().limit(); number++) {
            SystemTrack track = source.tracks().get(number);
            if (track != null && track.isInPicture()) {
                tracks++;
                coasting += track.state() == SystemTrack.State.COASTING ? 1 : 0;
                correlated += source.flightOnTrack().applyAsInt(number) == 0 ? 0 : 1;
            }
        }
        PictureSource.Tallies tallies = source.tallies().get();
        content.totals =
                new TotalsView(
                        tracks,
                        coasting,
                        correlated,
                        source.flights().size(),
                        tallies.plotsPerSecond(),
                        tallies.plots(),
                        tallies.duplicates(),
                        tallies.rejects(),
                        source.quarantined().size());
    }
}
