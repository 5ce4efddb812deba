package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.TrackObserver;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches flights go by: their lives, their progress along their routes, the end of their tracks.
 */
public final class FlightMonitor implements TrackObserver {

    /** Estimates follow the track when they are off by more than this. */
    static final long TOLERATED_MICROS = 15_000_000L;

    /** Farther from its route than this a flight makes no progress along it. */
    private static final double ABEAM_METRES = 10 * Fix.METRES_PER_NM;

    /** Farther than this it is off its route. */
    private static final double OFF_ROUTE_METRES = 5 * Fix.METRES_PER_NM;

    /** How many legs ahead progress may jump at once. */
    private static final int LEGS_AHEAD = 5;

    /** A leg farther ahead must be nearer by this for each leg skipped. */
    private static final double SKIPPING_METRES = Fix.METRES_PER_NM;

    private final FlightTable flights;
    private final FlightAlerts alerts;
    private final Correlator correlator;
    private final Surveillance surveillance;
    private final Endings endings;
    private final Rerouting rerouting;
    private final VerticalProgress vertical;
    private final boolean isOfOtherAdaptation;
    private final LongSupplier modelTime;

    /**
     * @param isOfOtherAdaptation an adaptation was loaded since op 1: routes that were not known
     *     then are tried again
     */
    public FlightMonitor(
            FlightTable flights,
            FlightAlerts alerts,
            Correlator correlator,
            Surveillance surveillance,
            Region region,
            Rerouting rerouting,
            boolean isOfOtherAdaptation,
            LongSupplier modelTime) {
        this.flights = flights;
        this.alerts = alerts;
        this.correlator = correlator;
        this.surveillance = surveillance;
        this.endings = new Endings(region);
        this.rerouting = rerouting;
        this.vertical = new VerticalProgress(region);
        this.isOfOtherAdaptation = isOfOtherAdaptation;
        this.modelTime = modelTime;
    }

    /** Evaluates one flight. */
    public void evaluate(int id, long nowMicros) {
        Flight flight = flights.get(id);
        if (flight == null) {
            return;
        }
        if (flight.isTerminated()) {
            if (nowMicros - flight.terminatedMicros() > LifecycleRules.KEPT_MICROS) {
                flights.remove(flight, nowMicros);
            }
            return;
        }
        Lifecycle next = LifecycleRules.lifecycle(flight, nowMicros);
        if (next == Lifecycle.TERMINATED) {
            flights.store(flight.terminated(nowMicros, endings.withoutTrack(flight, nowMicros)));
            return;
        }
        Flight changed = flight.lifecycle() == next ? flight : flight.at(next);
        if (rerouting.isOutdated(changed)) {
            changed =
                    isOfOtherAdaptation && changed.trajectory().points().isEmpty()
                            ? rerouting.planned(changed, nowMicros)
                            : rerouting.flownByPresent(changed, nowMicros);
        }
        changed = rerouting.vectored(progressed(changed, nowMicros), nowMicros);
        String sector =
                LifecycleRules.nextSector(
                        changed.trajectory(), changed.control().sector(), nowMicros);
        if (!sector.equals(changed.nextSector())) {
            changed = changed.withNextSector(sector);
        }
        Liaison liaison = changed.liaison().at(nowMicros);
        if (!Objects.equals(liaison, changed.liaison())) {
            changed = changed.withLiaison(liaison);
        }
        if (!Objects.equals(changed, flight)) {
            flights.store(changed);
        }
    }

    private Flight progressed(Flight flight, long now) {
        SystemTrack track = surveillance.track(flight.track());
        List<RoutePoint> points = flight.trajectory().points();
        if (track == null || points.size() < 2) {
            return flight;
        }
        PlanarMotion at = track.predictedTo(now);
        int next = flight.trajectory().nextPoint();
        RouteTest.Nearest place = place(points, next, at.xMetres(), at.yMetres());
        if (isInHold(flight, at)) {
            return levelled(flight, track, at, now);
        }
        if (place == null || place.metres() > OFF_ROUTE_METRES) {
            return strayed(flight, track, at, now);
        }
        return levelled(along(flight, place, now), track, at, now);
    }

    /** The flight with the points passed that lie behind a place on its route, its times moved. */
    private static Flight along(Flight flight, RouteTest.Nearest place, long now) {
        List<RoutePoint> points = flight.trajectory().points();
        int next = flight.trajectory().nextPoint();
        boolean atEnd = place.leg() == points.size() - 2 && place.part() >= 1;
        int passed = atEnd ? points.size() : place.leg() + 1;
        if (place.leg() == 0 && place.part() <= 0) {
            passed = 0;
        }
        long error = now - RouteTest.timeAt(points, place);
        boolean late = Math.abs(error) > TOLERATED_MICROS || flight.trajectory().timesAssumed();
        if (passed <= next && !late && !flight.trajectory().offRoute()) {
            return flight;
        }
        // First seen between two points it has passed the one behind some time ago.
        long passedMicros = atEnd ? now : points.get(place.leg()).timeMicros() + error;
        return flight.withTrajectory(
                flight.trajectory().progressed(passed, passedMicros, late ? error : 0));
    }

    /** The flight with its way ahead flown anew when its track is elsewhere in the vertical. */
    private Flight levelled(Flight flight, SystemTrack track, PlanarMotion at, long now) {
        return vertical.isOff(flight, track, at, now)
                ? rerouting.flownOn(vertical.told(flight, track, now), now)
                : flight;
    }

    /**
     * A flight off its route: straight to the first point ahead that turns it less than 90 degrees.
     * On a heading it goes where it is told.
     */
    private Flight strayed(Flight flight, SystemTrack track, PlanarMotion at, long now) {
        boolean isOnHeading = flight.clearances().headingDegrees() != 0;
        int ahead = isOnHeading ? -1 : firstAhead(flight.trajectory(), at);
        if (ahead < 0) {
            return flight;
        }
        Trajectory skipping = flight.trajectory().progressed(ahead, now, 0);
        boolean isOff = vertical.isOff(flight, track, at, now);
        Flight here = flight.withTrajectory(skipping);
        Flight direct = rerouting.flownOn(isOff ? vertical.told(here, track, now) : here, now);
        return !isOff && isSettled(flight.trajectory(), direct.trajectory())
                ? flight
                : direct.withTrajectory(direct.trajectory().strayed());
    }

    /** Index of the first point not passed that lies before it, not behind; -1: there is none. */
    private static int firstAhead(Trajectory trajectory, PlanarMotion at) {
        for (int i = trajectory.nextPoint(); i < trajectory.points().size(); i++) {
            RoutePoint point = trajectory.points().get(i);
            double along =
                    (point.x() - at.xMetres()) * at.vxMetresPerSecond()
                            + (point.y() - at.yMetres()) * at.vyMetresPerSecond();
            if (along > 0) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it was off its route before and is expected at the same point at about that time. */
    private static boolean isSettled(Trajectory before, Trajectory after) {
        int was = before.nextPoint();
        int is = after.nextPoint();
        if (!before.offRoute() || was == before.points().size() || is == after.points().size()) {
            return false;
        }
        RoutePoint then = before.points().get(was);
        RoutePoint now = after.points().get(is);
        return then.name().equals(now.name())
                && Math.abs(now.timeMicros() - then.timeMicros()) <= TOLERATED_MICROS;
    }

    /** Whether it flies around the fix it is to hold at: there it makes no progress. */
    private static boolean isInHold(Flight flight, PlanarMotion at) {
        for (Waypoint waypoint : TrajectoryBuilder.ahead(flight.trajectory())) {
            Fix fix = waypoint.fix();
            if (fix.name().equals(flight.clearances().hold().fix())) {
                return fix.distanceTo(at.xMetres(), at.yMetres()) <= ABEAM_METRES;
            }
        }
        return false;
    }

    /** Where on its route it is, or null when it is nowhere near. */
    private static RouteTest.@Nullable Nearest place(
            List<RoutePoint> points, int next, double x, double y) {
        int first = Math.max(0, next - 1);
        int last = next == 0 ? points.size() - 2 : Math.min(points.size() - 2, first + LEGS_AHEAD);
        RouteTest.Nearest best = null;
        double bestCost = ABEAM_METRES;
        for (int leg = first; leg <= last; leg++) {
            RouteTest.Nearest here = RouteTest.onLeg(points, leg, x, y);
            double cost = here.metres() + (leg - first) * (next == 0 ? 0 : SKIPPING_METRES);
            if (here.metres() <= ABEAM_METRES && (best == null || cost < bestCost)) {
                best = here;
                bestCost = cost;
            }
        }
        return best;
    }

    @Override
    public void trackChanged(@Nullable SystemTrack before, SystemTrack after) {
        watchAdsb(before, after);
        int codeBefore =
                before != null && before.isInPicture() && before.isEmergency()
                        ? before.mode3A()
                        : Plot.ABSENT;
        boolean is = after.isInPicture() && after.isEmergency();
        if (codeBefore != Plot.ABSENT && codeBefore != after.mode3A()) {
            alerts.end(FlightAlert.Kind.EMERGENCY_CODE, after.number(), modelTime.getAsLong());
        }
        if (is) {
            Flight flight = flights.onTrack(after.number());
            alerts.found(
                    FlightAlert.Kind.EMERGENCY_CODE,
                    after.number(),
                    0,
                    flight == null ? 0 : flight.id(),
                    emergency(after.mode3A()),
                    modelTime.getAsLong());
        }
    }

    private void watchAdsb(@Nullable SystemTrack before, SystemTrack after) {
        if (after.isInPicture() && after.adsbDistrusted()) {
            Flight flight = flights.onTrack(after.number());
            alerts.found(
                    FlightAlert.Kind.ADSB_DISAGREES,
                    after.number(),
                    0,
                    flight == null ? 0 : flight.id(),
                    "ADS-B position disagrees with radar: not used",
                    modelTime.getAsLong());
        } else if (before != null && before.adsbDistrusted()) {
            alerts.end(FlightAlert.Kind.ADSB_DISAGREES, after.number(), modelTime.getAsLong());
        }
    }

    private static String emergency(int code) {
        return switch (code) {
            case 07500 -> "7500 unlawful interference";
            case 07600 -> "7600 radio failure";
            default -> "7700 emergency";
        };
    }

    @Override
    public void trackEnded(SystemTrack last, int successor) {
        long now = modelTime.getAsLong();
        Flight flight = flights.onTrack(last.number());
        correlator.trackEnded(last, successor);
        for (FlightAlert.Kind kind : FlightAlert.Kind.values()) {
            alerts.end(kind, last.number(), now);
        }
        Flight after = flight == null ? null : flights.get(flight.id());
        if (after != null && !after.isCorrelated()) {
            Ending how = endings.withTrack(after, last, now);
            if (how != Ending.NONE) {
                flights.store(after.terminated(now, how));
            }
        }
    }
}
