package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.runway.RunwaysInUse;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flies a flight's trajectory anew from where it is, after a clearance. Pure. */
public final class Rerouting {

    private static final PlanKey NOWHERE = new PlanKey("", "", "", 0);

    private final Region region;
    private final Procedures procedures;
    private final TrajectoryBuilder builder;
    private final Surveillance surveillance;

    public Rerouting(Region region, RunwaysInUse runways, Winds winds, Surveillance surveillance) {
        this.region = region;
        this.procedures = new Procedures(region, runways);
        this.builder = new TrajectoryBuilder(procedures, winds);
        this.surveillance = surveillance;
    }

    /** Makes the trajectories of plans. */
    TrajectoryBuilder builder() {
        return builder;
    }

    /** The flight with its way ahead flown under its present clearances. */
    public Flight flownOn(Flight flight, long nowMicros) {
        return flown(flight, TrajectoryBuilder.ahead(flight.trajectory()), nowMicros);
    }

    /** Whether the flight's trajectory is to be flown again, by other winds or runways. */
    boolean isOutdated(Flight flight) {
        FlownBy then = flight.trajectory().flownBy();
        return then.windsVersion() != builder.flownBy().windsVersion()
                || procedures.haveChangedSince(then.runwaysVersion(), flight);
    }

    /**
     * The flight with its way ahead flown by the winds and runways of now. One that waits gets the
     * procedures of the runways in use, one under way the arrival, unless it has begun it.
     */
    Flight flownByPresent(Flight flight, long nowMicros) {
        List<Waypoint> ahead = TrajectoryBuilder.ahead(flight.trajectory());
        boolean isOther =
                procedures.haveChangedSince(flight.trajectory().flownBy().runwaysVersion(), flight);
        List<Waypoint> way =
                isOther ? procedures.arriving(ahead, flight.plan().key().destination()) : ahead;
        return flown(flight, way, nowMicros);
    }

    /** The flight as its plan alone says, of which nothing was known here until now. */
    Flight planned(Flight flight, long nowMicros) {
        return flight.withTrajectory(
                        builder.planned(flight.plan(), flight.cruiseFeet(), flight.reported()))
                .sequencedAt(nowMicros);
    }

    /** The flight with its way along the heading it is on, if it is on one and has a track. */
    public Flight vectored(Flight flight, long nowMicros) {
        SystemTrack track = surveillance.track(flight.track());
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        boolean isOpen = flight.clearances().headingDegrees() != 0;
        Way way =
                !isOpen || track == null || here == null
                        ? Way.UNKNOWN
                        : Vectoring.ahead(flight, track.predictedTo(nowMicros), here.levelFeet());
        return way.equals(flight.vectored()) ? flight : flight.vectored(way);
    }

    /**
     * The point a flight can be cleared direct to: one still ahead on its route, else the nearest
     * of the adaptation with this name, else null.
     */
    public @Nullable Fix pointFor(Flight flight, String name, long nowMicros) {
        for (Waypoint waypoint : TrajectoryBuilder.ahead(flight.trajectory())) {
            if (waypoint.fix().name().equals(name)) {
                return waypoint.fix();
            }
        }
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        return here == null
                ? region.nearestPoint(name, 0, 0)
                : region.nearestPoint(name, here.x(), here.y());
    }

    /** The flight sent straight to a point, then along what is left of its route. */
    public Flight directTo(Flight flight, Fix point, long nowMicros) {
        List<Waypoint> ahead = TrajectoryBuilder.ahead(flight.trajectory());
        int join = -1;
        for (int i = 0; i < ahead.size(); i++) {
            if (ahead.get(i).fix().isSameAs(point)) {
                join = i;
                break;
            }
        }
        List<Waypoint> way = new ArrayList<>();
        way.add(join >= 0 ? ahead.get(join) : Waypoint.of(point));
        if (join >= 0) {
            way.addAll(ahead.subList(join + 1, ahead.size()));
        } else if (!ahead.isEmpty()) {
            way.addAll(ahead.subList(nearest(ahead, point), ahead.size()));
        }
        return flown(flight, way, nowMicros);
    }

    /**
     * The waypoints of a route cleared from here on, each element of it known; null when one is
     * not, or there is none.
     */
    public @Nullable List<Waypoint> wayAlong(Flight flight, List<String> route) {
        FiledPlan plan = flight.plan();
        List<String> first = route.subList(0, Math.min(1, route.size()));
        if (RouteExpansion.expand(procedures, plan.along(NOWHERE, first)).fixes().isEmpty()) {
            return null;
        }
        PlanKey fromHere = new PlanKey("", "", plan.key().destination(), 0);
        RouteExpansion.Expanded whole =
                RouteExpansion.expand(procedures, plan.along(fromHere, route));
        return whole.failedElement() == 0 ? whole.route() : null;
    }

    /** The flight sent along another way, from where it is. */
    public Flight along(Flight flight, List<Waypoint> way, long nowMicros) {
        return flown(flight, way, nowMicros);
    }

    /** The flight sent along its plan's route, joined where that is nearest. */
    Flight onPlan(Flight flight, long nowMicros) {
        List<RoutePoint> points =
                builder.planned(flight.plan(), flight.cruiseFeet(), flight.reported()).points();
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        if (here == null || points.size() < 2) {
            return flight;
        }
        List<Waypoint> way = new ArrayList<>();
        int joined = RouteTest.nearest(points, here.x(), here.y()).leg() + 1;
        for (RoutePoint point : points.subList(joined, points.size())) {
            Fix fix = new Fix(point.name(), point.x(), point.y());
            way.add(new Waypoint(fix, point.onward()));
        }
        return flown(flight, way, nowMicros);
    }

    /** Whether a point is still ahead on a flight's route. */
    public boolean isAhead(Flight flight, String point) {
        for (Waypoint waypoint : TrajectoryBuilder.ahead(flight.trajectory())) {
            if (waypoint.fix().name().equals(point)) {
                return true;
            }
        }
        return false;
    }

    /** The elementary sector a flight is in now, empty when none or nobody knows. */
    public String presentSector(Flight flight, long nowMicros) {
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        return here == null ? "" : region.sectorAt(here.x(), here.y(), here.levelFeet());
    }

    private static int nearest(List<Waypoint> route, Fix to) {
        int nearest = 0;
        for (int i = 1; i < route.size(); i++) {
            if (route.get(i).fix().distanceTo(to) < route.get(nearest).fix().distanceTo(to)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private Flight flown(Flight flight, List<Waypoint> way, long nowMicros) {
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        if (here == null || way.isEmpty()) {
            return flight;
        }
        boolean waiting = !flight.isCorrelated() && nowMicros < flight.trajectory().firstMicros();
        Trajectory trajectory =
                waiting
                        ? builder.planned(flight.plan(), flight.cruiseFeet(), flight.reported())
                        : builder.resumed(flight, here, way);
        Hold hold = flight.clearances().hold();
        return flight.withTrajectory(trajectory.heldAt(hold.fix(), hold.expectedMicros()))
                .sequencedAt(nowMicros);
    }
}
