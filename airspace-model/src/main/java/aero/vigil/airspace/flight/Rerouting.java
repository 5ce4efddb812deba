package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.surveillance.Surveillance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flies a flight's trajectory anew from where it is, after a clearance. Pure. */
public final class Rerouting {

    private final Region region;
    private final TrajectoryBuilder builder;
    private final Surveillance surveillance;

    public Rerouting(Region region, Surveillance surveillance) {
        this.region = region;
        this.builder = new TrajectoryBuilder(region);
        this.surveillance = surveillance;
    }

    /** The flight with its way ahead flown under its present clearances. */
    public Flight flownOn(Flight flight, long nowMicros) {
        return flown(flight, TrajectoryBuilder.ahead(flight.trajectory()), nowMicros);
    }

    /**
     * The point a flight can be cleared direct to: one still ahead on its route, else the nearest
     * of the adaptation with this name, else null.
     */
    public @Nullable Fix pointFor(Flight flight, String name, long nowMicros) {
        for (Fix fix : TrajectoryBuilder.ahead(flight.trajectory())) {
            if (fix.name().equals(name)) {
                return fix;
            }
        }
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        return here == null
                ? region.nearestPoint(name, 0, 0)
                : region.nearestPoint(name, here.x(), here.y());
    }

    /** The flight sent straight to a point, then along what is left of its route. */
    public Flight directTo(Flight flight, Fix point, long nowMicros) {
        List<Fix> ahead = TrajectoryBuilder.ahead(flight.trajectory());
        int join = -1;
        for (int i = 0; i < ahead.size(); i++) {
            if (ahead.get(i).isSameAs(point)) {
                join = i;
                break;
            }
        }
        List<Fix> way = new ArrayList<>();
        way.add(point);
        if (join >= 0) {
            way.addAll(ahead.subList(join + 1, ahead.size()));
        } else if (!ahead.isEmpty()) {
            way.addAll(ahead.subList(nearest(ahead, point), ahead.size()));
        }
        return flown(flight, way, nowMicros);
    }

    /** The elementary sector a flight is in now, empty when none or nobody knows. */
    public String presentSector(Flight flight, long nowMicros) {
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        return here == null ? "" : region.sectorAt(here.x(), here.y(), here.levelFeet());
    }

    private static int nearest(List<Fix> fixes, Fix to) {
        int nearest = 0;
        for (int i = 1; i < fixes.size(); i++) {
            if (fixes.get(i).distanceTo(to) < fixes.get(nearest).distanceTo(to)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private Flight flown(Flight flight, List<Fix> way, long nowMicros) {
        Flown.Start here = PresentPosition.of(flight, surveillance, nowMicros);
        if (here == null || way.isEmpty()) {
            return flight;
        }
        boolean waiting = !flight.isCorrelated() && nowMicros < flight.trajectory().firstMicros();
        Trajectory trajectory =
                waiting
                        ? builder.planned(
                                flight.plan(), flight.cruiseFeet(), flight.departureMicros())
                        : builder.resumed(flight, here, way);
        return flight.withTrajectory(trajectory)
                .withNextSector(
                        LifecycleRules.nextSector(
                                trajectory, flight.control().sector(), nowMicros));
    }
}
