package aero.vigil.airspace.picture;

import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.WindLayer;
import aero.vigil.airspace.safety.SafetyStatus;
import aero.vigil.airspace.supervision.AdaptationStatus;
import aero.vigil.airspace.supervision.AlarmList;
import aero.vigil.airspace.supervision.AuditLine;
import aero.vigil.airspace.supervision.FeedStatus;
import aero.vigil.airspace.supervision.Quarantined;
import aero.vigil.airspace.supervision.Referral;
import aero.vigil.airspace.surveillance.RawPlots;
import aero.vigil.airspace.surveillance.SensorStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the picture at one moment: those that changed, a slice, or all of them. Gathered on
 * the model's thread; once gathered nothing in it changes, so that it may be encoded on any.
 */
public final class FrameContent {

    /** Most lines of a flight's order log in a frame or keyframe: the latest. */
    static final int ORDER_LINES = 16;

    private final long number;
    private final long modelTimeMicros;
    final List<TrackView> tracks = new ArrayList<>();
    final List<Integer> endedTracks = new ArrayList<>();
    final List<Flight> flights = new ArrayList<>();
    final List<Integer> endedFlights = new ArrayList<>();
    final List<AlertView> alerts = new ArrayList<>();
    final List<Integer> endedAlerts = new ArrayList<>();
    final List<SensorStatus> sensors = new ArrayList<>();
    final List<FeedStatus> feeds = new ArrayList<>();
    final List<Occupancy> positions = new ArrayList<>();
    @Nullable TotalsView totals;
    @Nullable SafetyStatus safetyNets;
    final List<Quarantined> quarantined = new ArrayList<>();
    final List<Long> releasedQuarantined = new ArrayList<>();
    @Nullable AlarmList alarmList;
    final List<AuditLine> audit = new ArrayList<>();
    final List<Referral> referrals = new ArrayList<>();
    final List<Integer> closedReferrals = new ArrayList<>();
    @Nullable AdaptationStatus adaptation;
    @Nullable Payload loadedAdaptation;
    @Nullable List<WindLayer> winds;
    RawPlots rawPlots = RawPlots.NONE;

    /** Most lines of a flight's order log that are told. */
    int orderLines = ORDER_LINES;

    /** Whether every field of a flight's plan is told. */
    boolean tellsWholePlans;

    FrameContent(long number, long modelTimeMicros) {
        this.number = number;
        this.modelTimeMicros = modelTimeMicros;
    }

    /** The frame's number. */
    public long number() {
        return number;
    }

    /** The model time all of it holds for. */
    public long modelTimeMicros() {
        return modelTimeMicros;
    }

    /** Tracks, by number. */
    public List<TrackView> tracks() {
        return tracks;
    }

    /** Numbers of tracks that ended. */
    public List<Integer> endedTracks() {
        return endedTracks;
    }

    /** Flights, by identifier. */
    public List<Flight> flights() {
        return flights;
    }

    /** Most lines of a flight's order log that are told, the latest. */
    public int orderLines() {
        return orderLines;
    }

    /** Whether every field of a flight's plan is told. */
    public boolean tellsWholePlans() {
        return tellsWholePlans;
    }

    /** Identifiers of flights that were removed. */
    public List<Integer> endedFlights() {
        return endedFlights;
    }

    /** Alerts: conflicts, those about single tracks, then the others. */
    public List<AlertView> alerts() {
        return alerts;
    }

    /** Identifiers of alerts that ended. */
    public List<Integer> endedAlerts() {
        return endedAlerts;
    }

    /** Sensors, in the adaptation's order. */
    public List<SensorStatus> sensors() {
        return sensors;
    }

    /** Feeds, in order of first report. */
    public List<FeedStatus> feeds() {
        return feeds;
    }

    /** Positions, in the adaptation's order. */
    public List<Occupancy> positions() {
        return positions;
    }

    /** The model in numbers, null when this has no news of it. */
    public @Nullable TotalsView totals() {
        return totals;
    }

    /** What the safety nets go by, null when this has no news of it. */
    public @Nullable SafetyStatus safetyNets() {
        return safetyNets;
    }

    /** Quarantined commands, oldest first. */
    public List<Quarantined> quarantined() {
        return quarantined;
    }

    /** Ops of commands that left the quarantine. */
    public List<Long> releasedQuarantined() {
        return releasedQuarantined;
    }

    /** Alarms and what was said of them, null when this has no news of it. */
    public @Nullable AlarmList alarmList() {
        return alarmList;
    }

    /** Lines of the audit, oldest first. */
    public List<AuditLine> audit() {
        return audit;
    }

    /** Messages that were not taken, oldest first. */
    public List<Referral> referrals() {
        return referrals;
    }

    /** Which adaptation is in force, null when this has no news of it. */
    public @Nullable AdaptationStatus adaptation() {
        return adaptation;
    }

    /**
     * The bytes of an adaptation that is in force from this frame on, null when the one before is.
     */
    public @Nullable Payload loadedAdaptation() {
        return loadedAdaptation;
    }

    /** The winds that trajectories are flown by, null when this has no news of them. */
    public @Nullable List<WindLayer> winds() {
        return winds;
    }

    /** Where plots were seen since the frame before; nothing in a keyframe. */
    public RawPlots rawPlots() {
        return rawPlots;
    }

    /** Numbers of messages that left the referral queue. */
    public List<Integer> closedReferrals() {
        return closedReferrals;
    }
}
