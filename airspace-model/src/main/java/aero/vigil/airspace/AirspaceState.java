package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.control.Authority;
import aero.vigil.airspace.control.Orders;
import aero.vigil.airspace.control.Positions;
import aero.vigil.airspace.control.SectorPlan;
import aero.vigil.airspace.flight.CodeMonitor;
import aero.vigil.airspace.flight.Correlator;
import aero.vigil.airspace.flight.CreatedFlights;
import aero.vigil.airspace.flight.FlightAlerts;
import aero.vigil.airspace.flight.FlightMonitor;
import aero.vigil.airspace.flight.FlightPlans;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.PlanFingerprints;
import aero.vigil.airspace.flight.Rerouting;
import aero.vigil.airspace.flight.SsrCodes;
import aero.vigil.airspace.flight.Winds;
import aero.vigil.airspace.mtcd.Mtcd;
import aero.vigil.airspace.picture.EndedTracks;
import aero.vigil.airspace.picture.Picture;
import aero.vigil.airspace.picture.Published;
import aero.vigil.airspace.runway.RunwaysInUse;
import aero.vigil.airspace.safety.SafetySettings;
import aero.vigil.airspace.safety.Stca;
import aero.vigil.airspace.safety.TrackNets;
import aero.vigil.airspace.safety.VisualCodes;
import aero.vigil.airspace.supervision.AdaptationInForce;
import aero.vigil.airspace.supervision.Counters;
import aero.vigil.airspace.supervision.FailedEvaluations;
import aero.vigil.airspace.supervision.Feeds;
import aero.vigil.airspace.supervision.Quarantine;
import aero.vigil.airspace.supervision.Supervision;
import aero.vigil.airspace.surveillance.Admission;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.UnitOfWork;

/** Everything the model remembers, and how its parts know each other. */
final class AirspaceState {

    /** A feed tells of itself each second of its machine's time. */
    private static final long FEED_SILENCE_MICROS = 10_000_000L;

    /** Model time of the latest op; never goes back. */
    long nowMicros;

    final ModelClock clock;
    final UnitOfWork work = new UnitOfWork();
    final Units units = new Units(work);
    final Region region;
    final RevisionCounter revisions = new RevisionCounter(work);
    final FlightTable flights = new FlightTable(work, revisions, () -> nowMicros);
    final FlightAlerts alerts = new FlightAlerts(work, revisions);
    final PlanFingerprints fingerprints = new PlanFingerprints(work);
    final Quarantine quarantine = new Quarantine(work, revisions);
    final Feeds feeds = new Feeds(work, revisions);
    final FailedEvaluations failures = new FailedEvaluations(work, revisions);
    final Counters counters = new Counters();
    final Winds winds = new Winds(work);
    final Supervision supervision;
    final Surveillance surveillance;
    final SafetySettings safety;
    final Stca stca;
    final TrackNets trackNets;
    final Mtcd mtcd;
    final Correlator correlator;
    final FlightMonitor monitor;
    final CodeMonitor codeMonitor;
    final FlightPlans plans;
    final Positions positions;
    final Authority authority;
    final Orders orders;
    final SectorPlan sectorPlan;
    final CreatedFlights created;
    final Picture picture;
    final Published published;

    /**
     * @param inForce says which adaptation that is
     * @throws IllegalArgumentException if the adaptation has faults
     */
    AirspaceState(Adaptation adaptation, AdaptationInForce inForce, ModelClock clock) {
        this.clock = clock;
        region = new Region(adaptation);
        LateObserver observer = new LateObserver();
        surveillance =
                new Surveillance(
                        work,
                        region.plane(),
                        Sites.sensors(adaptation),
                        Sites.tracker(adaptation),
                        new Admission(
                                clock.stretched(Admission.USUAL.oldestMicros()),
                                clock.stretched(Admission.USUAL.futureMicros())),
                        observer);
        RunwaysInUse runways = new RunwaysInUse(work, revisions, adaptation);
        safety = new SafetySettings(work, revisions, region, runways);
        FlightsOnTracks onTracks = new FlightsOnTracks(flights);
        VisualCodes visualCodes = new VisualCodes(adaptation.safetyNets().visualCodes());
        stca =
                new Stca(
                        work,
                        region.plane(),
                        Sites.stcaRegions(region),
                        visualCodes,
                        surveillance,
                        onTracks,
                        safety.inhibitions());
        trackNets =
                new TrackNets(work, revisions, region, visualCodes, surveillance, onTracks, safety);
        mtcd = new Mtcd(work, revisions, region, flights, safety.inhibitions());
        correlator = new Correlator(work, flights, alerts, surveillance);
        Rerouting rerouting = new Rerouting(region, runways, winds, surveillance);
        monitor =
                new FlightMonitor(
                        flights,
                        alerts,
                        correlator,
                        surveillance,
                        region,
                        rerouting,
                        inForce.isLoaded(),
                        () -> nowMicros);
        EndedTracks ended = new EndedTracks(work, failures, monitor);
        observer.set(ended);
        SsrCodes codes = new SsrCodes(region, flights, surveillance);
        codeMonitor = new CodeMonitor(flights, alerts, codes, surveillance);
        plans = new FlightPlans(flights, rerouting);
        positions = new Positions(work, region, revisions);
        authority = new Authority(positions, flights);
        orders = new Orders(flights, authority, region, rerouting, codes);
        sectorPlan = new SectorPlan(positions, flights, region);
        created = new CreatedFlights(flights, correlator, surveillance);
        supervision =
                new Supervision(
                        work,
                        revisions,
                        surveillance,
                        safety,
                        feeds,
                        quarantine,
                        inForce,
                        clock.stretched(FEED_SILENCE_MICROS));
        picture =
                new Picture(
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
        published =
                new Published(
                        work,
                        surveillance,
                        revisions,
                        flights,
                        alerts,
                        stca,
                        trackNets,
                        mtcd,
                        quarantine,
                        supervision.referrals(),
                        ended,
                        winds);
        work.commit();
    }

    /** What moves: tracks, flights, alerts, positions. A rejected command leaves it as it was. */
    StateCapture captureTraffic() {
        Surveillance.Capture tracks = surveillance.capture();
        StateCapture conflicts = stca.capture();
        StateCapture watches = trackNets.capture();
        StateCapture planned = mtcd.capture();
        StateCapture settings = safety.capture();
        StateCapture flightRows = flights.capture();
        StateCapture alertRows = alerts.capture();
        StateCapture candidacies = correlator.capture();
        StateCapture occupancies = positions.capture();
        StateCapture publishedUpTo = published.capture();
        StateCapture layers = winds.capture();
        StateCapture raised = supervision.captureAlarms();
        return out -> {
            tracks.write(out);
            conflicts.write(out);
            watches.write(out);
            planned.write(out);
            settings.write(out);
            flightRows.write(out);
            alertRows.write(out);
            candidacies.write(out);
            occupancies.write(out);
            publishedUpTo.write(out);
            layers.write(out);
            raised.write(out);
        };
    }

    /** What is counted and noted, of rejected commands too. */
    StateCapture captureBooks() {
        long revision = revisions.last();
        long now = nowMicros;
        StateCapture prints = fingerprints.capture();
        StateCapture kept = quarantine.capture();
        StateCapture feedRows = feeds.capture();
        StateCapture marks = failures.capture();
        StateCapture counts = counters.capture();
        StateCapture noted = supervision.captureBooks();
        return out -> {
            out.writeLong(revision);
            out.writeLong(now);
            prints.write(out);
            kept.write(out);
            feedRows.write(out);
            marks.write(out);
            counts.write(out);
            noted.write(out);
        };
    }

    /**
     * A state as it goes on under another adaptation: what both know by the same name is as it was.
     *
     * @param before not changed
     * @param inForce says which adaptation that is
     * @param adaptation without faults, on the same system plane
     */
    static AirspaceState carried(
            AirspaceState before, AdaptationInForce inForce, Adaptation adaptation) {
        StateOutput out = StateOutput.ofHandover();
        before.captureTraffic().write(out);
        before.captureBooks().write(out);
        AirspaceState after = new AirspaceState(adaptation, inForce, before.clock);
        after.read(out.toInput(), before.region.adaptation());
        after.positions.tellAgain();
        after.safety.tellAgain();
        after.winds.flyAgain();
        after.sectorPlan.settle(after.nowMicros);
        after.supervision.tellAdaptation(after.revisions.next());
        after.work.commit();
        return after;
    }

    /**
     * Reads into a new state what both captures wrote, traffic first. When it fails, the state is
     * of no use.
     *
     * @param before the adaptation in force when they were taken
     */
    void read(StateInput in, Adaptation before) {
        work.forGood(() -> readParts(in, before));
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("the checkpoint is longer than the state");
        }
        work.commit();
    }

    private void readParts(StateInput in, Adaptation before) {
        surveillance.read(in, Sites.sensors(before));
        stca.read(in);
        trackNets.read(in, before);
        mtcd.read(in);
        safety.read(in, before);
        flights.read(in);
        alerts.read(in);
        correlator.read(in);
        positions.read(in, before);
        published.read(in);
        winds.read(in);
        supervision.readAlarms(in);
        revisions.continueFrom(in.readLong());
        nowMicros = in.readLong();
        fingerprints.read(in);
        quarantine.read(in);
        feeds.read(in);
        failures.read(in);
        counters.read(in);
        supervision.readBooks(in);
    }
}
