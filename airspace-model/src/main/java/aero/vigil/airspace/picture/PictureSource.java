package aero.vigil.airspace.picture;

import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.control.Positions;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightAlert;
import aero.vigil.airspace.flight.FlightAlerts;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.WindLayer;
import aero.vigil.airspace.flight.Winds;
import aero.vigil.airspace.mtcd.Mtcd;
import aero.vigil.airspace.mtcd.PlannedConflict;
import aero.vigil.airspace.safety.ConflictAlert;
import aero.vigil.airspace.safety.SafetySettings;
import aero.vigil.airspace.safety.SafetyStatus;
import aero.vigil.airspace.safety.Stca;
import aero.vigil.airspace.safety.TrackAlert;
import aero.vigil.airspace.safety.TrackNets;
import aero.vigil.airspace.supervision.AdaptationStatus;
import aero.vigil.airspace.supervision.AlarmList;
import aero.vigil.airspace.supervision.AuditLine;
import aero.vigil.airspace.supervision.Counters;
import aero.vigil.airspace.supervision.FailedEvaluations;
import aero.vigil.airspace.supervision.FeedStatus;
import aero.vigil.airspace.supervision.Feeds;
import aero.vigil.airspace.supervision.Quarantine;
import aero.vigil.airspace.supervision.Quarantined;
import aero.vigil.airspace.supervision.Referral;
import aero.vigil.airspace.supervision.Supervision;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * What a picture is gathered from: the model as it stands, or one moment of it, frozen by shallow
 * copies of immutable rows so that it may be gathered on any thread.
 *
 * @param flightOnTrack the identifier of a track's flight, 0: none
 * @param isMarked whether an evaluation failed for a track lately
 * @param conflicts by the lower track number
 * @param trackAlerts by track number
 * @param planned by the lower flight
 * @param tallies what the model counts
 * @param audit oldest line first
 * @param referrals oldest first
 * @param winds rising by level
 */
record PictureSource(
        Rows<SystemTrack> tracks,
        Rows<Flight> flights,
        IntUnaryOperator flightOnTrack,
        IntPredicate isMarked,
        Rows<List<ConflictAlert>> conflicts,
        Rows<List<TrackAlert>> trackAlerts,
        Rows<List<PlannedConflict>> planned,
        Rows<FlightAlert> alerts,
        Supplier<List<SensorStatus>> sensors,
        Rows<FeedStatus> feeds,
        Rows<Occupancy> positions,
        List<Quarantined> quarantined,
        Supplier<SafetyStatus> safetyNets,
        Supplier<Tallies> tallies,
        AlarmList alarmList,
        List<AuditLine> audit,
        List<Referral> referrals,
        AdaptationStatus adaptation,
        List<WindLayer> winds) {

    /**
     * What the model counts.
     *
     * @param rejects of plots and commands, sorted by reason
     */
    record Tallies(int plotsPerSecond, long plots, long duplicates, List<CountByReason> rejects) {}

    /** The parts of the model that are seen in the picture. */
    record Parts(
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

        /** As they stand, whenever they are asked. */
        PictureSource live(long nowMicros) {
            return new PictureSource(
                    surveillance.liveTracks(),
                    flights.rows(),
                    this::flightOn,
                    failures::isMarked,
                    stca.alerts(),
                    trackNets.alerts(),
                    mtcd.rows(),
                    alerts.rows(),
                    () -> surveillance.sensors(nowMicros),
                    feeds.rows(),
                    positions.rows(),
                    quarantine.kept(),
                    safety::status,
                    this::tallies,
                    supervision.alarmList(),
                    supervision.audit().lines(),
                    supervision.referrals().kept(),
                    supervision.adaptation(),
                    winds.layers());
        }

        /** As they stand now, whatever comes after. */
        PictureSource frozen(long nowMicros) {
            Rows<Flight> flightsNow = flights.frozen();
            List<SensorStatus> sensorsNow = surveillance.sensors(nowMicros);
            Tallies talliesNow = tallies();
            SafetyStatus safetyNow = safety.status();
            return new PictureSource(
                    surveillance.frozenTracks(),
                    flightsNow,
                    new TracksOfFlights(flightsNow),
                    failures.frozenMarks(),
                    stca.frozenAlerts(),
                    trackNets.frozenAlerts(),
                    mtcd.frozen(),
                    alerts.frozen(),
                    () -> sensorsNow,
                    feeds.frozen(),
                    positions.frozen(),
                    quarantine.kept(),
                    () -> safetyNow,
                    () -> talliesNow,
                    supervision.alarmList(),
                    supervision.audit().lines(),
                    supervision.referrals().kept(),
                    supervision.adaptation(),
                    winds.layers());
        }

        private int flightOn(int track) {
            Flight flight = flights.onTrack(track);
            return flight == null ? 0 : flight.id();
        }

        private Tallies tallies() {
            return new Tallies(
                    counters.plotsPerSecond(), counters.plots(), counters.duplicates(), rejects());
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

    /** The flight with the lowest identifier on each track, of frozen flights. */
    private static final class TracksOfFlights implements IntUnaryOperator {
        private final Rows<Flight> flights;
        private int[] byTrack = {};

        private TracksOfFlights(Rows<Flight> flights) {
            this.flights = flights;
        }

        @Override
        public synchronized int applyAsInt(int track) {
            if (byTrack.length == 0) {
                byTrack = index();
            }
            return byTrack[track];
        }

        private int[] index() {
            int[] index = new int[SystemTrack.MAX_NUMBER + 1];
            for (int id = flights.limit() - 1; id > 0; id--) {
                Flight flight = flights.get(id);
                if (flight != null) {
                    index[flight.track()] = id;
                }
            }
            index[0] = 0;
            return index;
        }
    }
}
