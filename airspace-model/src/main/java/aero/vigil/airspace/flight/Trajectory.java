package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a flight will be and when: the points of its route with times and levels, and the sectors
 * on the way.
 *
 * @param points as expanded, in order; empty when nothing of the route is known here
 * @param way between the points too, from where it was last flown
 * @param sectors visited, in order
 * @param failedElement 1-based element of the filed route at which expansion stopped; 0: whole
 * @param timesAssumed no departure in our region and no track fixes the times: a guess
 * @param arrivalMicros estimated time of arrival, or of leaving what is known of the route
 * @param flownBy the winds and runways in use it was flown by
 * @param offRoute the flight is off its route: the way leads straight to the next point
 * @param heldFeet the level that its track shows it to keep where none is cleared; NaN: as filed
 */
public record Trajectory(
        List<RoutePoint> points,
        Way way,
        List<SectorVisit> sectors,
        int failedElement,
        boolean timesAssumed,
        long arrivalMicros,
        FlownBy flownBy,
        boolean offRoute,
        double heldFeet) {

    /** It makes for the level that was filed. */
    static final double AS_FILED = Double.NaN;

    public Trajectory {
        points = List.copyOf(points);
        sectors = List.copyOf(sectors);
    }

    /** Whether its track shows it to keep a level of its own. */
    boolean keepsLevel() {
        return !Double.isNaN(heldFeet);
    }

    /** Index of the first point not passed; the number of points when all are. */
    public int nextPoint() {
        int next = 0;
        while (next < points.size() && points.get(next).passed()) {
            next++;
        }
        return next;
    }

    /** The first time it says anything about: that of its first point, or the arrival. */
    public long firstMicros() {
        return points.isEmpty() ? arrivalMicros : points.get(0).timeMicros();
    }

    /** The same of a flight off its route, its times those of its track. */
    Trajectory strayed() {
        return new Trajectory(
                points, way, sectors, failedElement, false, arrivalMicros, flownBy, true, heldFeet);
    }

    /**
     * The same of a flight that keeps to a level where none is cleared; {@link #AS_FILED}: none.
     */
    Trajectory keeping(double feet) {
        return new Trajectory(
                points,
                way,
                sectors,
                failedElement,
                timesAssumed,
                arrivalMicros,
                flownBy,
                offRoute,
                feet);
    }

    /** The same, every point before {@code next} passed, all later times moved. */
    Trajectory progressed(int next, long passedMicros, long shiftMicros) {
        List<RoutePoint> moved = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            RoutePoint point = points.get(i);
            if (point.passed()) {
                moved.add(point);
            } else if (i < next) {
                moved.add(point.passedAt(i == next - 1 ? passedMicros : point.timeMicros()));
            } else {
                moved.add(point.shifted(shiftMicros));
            }
        }
        List<SectorVisit> visits = new ArrayList<>(sectors.size());
        for (SectorVisit visit : sectors) {
            boolean over = visit.exitMicros() + Math.max(shiftMicros, 0) < passedMicros;
            visits.add(over ? visit : visit.shifted(shiftMicros));
        }
        return new Trajectory(
                moved,
                way.shifted(shiftMicros),
                visits,
                failedElement,
                false,
                arrivalMicros + shiftMicros,
                flownBy,
                false,
                heldFeet);
    }

    /**
     * The same with time standing at a point still ahead until it is left; nothing changes when it
     * is reached later, or there is no such point.
     */
    Trajectory heldAt(String point, long untilMicros) {
        int at = nextPoint();
        while (at < points.size() && !points.get(at).name().equals(point)) {
            at++;
        }
        if (at == points.size() || points.get(at).timeMicros() >= untilMicros) {
            return this;
        }
        long reached = points.get(at).timeMicros();
        long stay = untilMicros - reached;
        List<RoutePoint> moved = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            moved.add(i > at ? points.get(i).shifted(stay) : points.get(i));
        }
        List<SectorVisit> visits = new ArrayList<>(sectors.size());
        for (SectorVisit visit : sectors) {
            boolean after = visit.entryMicros() > reached;
            boolean during = visit.exitMicros() > reached;
            visits.add(
                    after
                            ? visit.shifted(stay)
                            : during ? visit.until(visit.exitMicros() + stay) : visit);
        }
        return new Trajectory(
                moved,
                way.heldAt(points.get(at), untilMicros),
                visits,
                failedElement,
                timesAssumed,
                arrivalMicros + stay,
                flownBy,
                offRoute,
                heldFeet);
    }

    void write(StateOutput out) {
        out.writeInt(points.size());
        for (RoutePoint point : points) {
            point.write(out);
        }
        way.write(out);
        out.writeInt(sectors.size());
        for (SectorVisit visit : sectors) {
            visit.write(out);
        }
        out.writeInt(failedElement);
        out.writeBoolean(timesAssumed);
        out.writeLong(arrivalMicros);
        flownBy.write(out);
        out.writeBoolean(offRoute);
        out.writeDouble(heldFeet);
    }

    static Trajectory read(StateInput in) {
        List<RoutePoint> points = new ArrayList<>();
        for (int i = in.readLength(38); i > 0; i--) {
            points.add(RoutePoint.read(in));
        }
        Way way = Way.read(in);
        List<SectorVisit> sectors = new ArrayList<>();
        for (int i = in.readLength(32); i > 0; i--) {
            sectors.add(SectorVisit.read(in));
        }
        return new Trajectory(
                points,
                way,
                sectors,
                in.readInt(),
                in.readBoolean(),
                in.readLong(),
                FlownBy.read(in),
                in.readBoolean(),
                in.readDouble());
    }
}
