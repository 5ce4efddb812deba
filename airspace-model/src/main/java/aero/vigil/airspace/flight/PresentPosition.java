package aero.vigil.airspace.flight;

import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a flight is now: by its track, else by its trajectory. Pure. */
final class PresentPosition {

    private PresentPosition() {}

    /** Unnamed; null when nothing is known of its whereabouts. */
    static Flown.@Nullable Start of(Flight flight, Surveillance surveillance, long nowMicros) {
        SystemTrack track = surveillance.track(flight.track());
        if (track == null) {
            return onTrajectory(flight.trajectory().points(), nowMicros);
        }
        PlanarMotion at = track.predictedTo(nowMicros);
        VerticalMotion vertical = track.vertical();
        double feet = vertical == null ? flight.cruiseFeet() : vertical.altitudeFeetAt(nowMicros);
        return new Flown.Start("", at.xMetres(), at.yMetres(), feet, nowMicros);
    }

    private static Flown.@Nullable Start onTrajectory(List<RoutePoint> points, long now) {
        if (points.isEmpty()) {
            return null;
        }
        RoutePoint before = points.get(0);
        RoutePoint after = before;
        for (RoutePoint point : points) {
            after = point;
            if (point.timeMicros() > now) {
                break;
            }
            before = point;
        }
        double span = after.timeMicros() - before.timeMicros();
        double part = span <= 0 ? 0 : Math.max(0, Math.min(1, (now - before.timeMicros()) / span));
        return new Flown.Start(
                "",
                before.x() + part * (after.x() - before.x()),
                before.y() + part * (after.y() - before.y()),
                before.levelFeet() + part * (after.levelFeet() - before.levelFeet()),
                now);
    }
}
