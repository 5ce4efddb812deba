package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Hold;
import aero.vigil.airspace.flight.Rerouting;
import aero.vigil.airspace.flight.Waypoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clears and assigns: what the executive who controls a flight tells its pilot. */
final class ClearanceOrders {

    private static final int LOWEST_LEVEL = 10;
    private static final int HIGHEST_LEVEL = 600;
    private static final int LEAST_KNOTS = 60;
    private static final int MOST_KNOTS = 500;
    private static final int LEAST_MACH = 30;
    private static final int MOST_MACH = 95;
    private static final int LEAST_RATE = 100;
    private static final int MOST_RATE = 8_000;

    /** A hold is left at most this long after it was cleared: 4 hours. */
    private static final long LONGEST_HOLD_MICROS = 4L * 3_600_000_000L;

    private final Ledger ledger;
    private final Rerouting rerouting;

    ClearanceOrders(Ledger ledger, Rerouting rerouting) {
        this.ledger = ledger;
        this.rerouting = rerouting;
    }

    Result level(Flight flight, By by, Order.ClearLevel order) {
        Result refusal = refusalOfLevel(order.flightLevel());
        if (refusal == null) {
            refusal = refusal(flight, by, order, flight.clearances().levelVersion(), "level");
        }
        if (refusal != null) {
            return refusal;
        }
        Flight cleared =
                flight.withClearances(
                        flight.clearances().withLevel(order.flightLevel(), next(flight)));
        return entered(
                rerouting.flownOn(cleared, by.nowMicros()), by, "CFL", "" + order.flightLevel());
    }

    /** The refusal of a level that is none, or null. */
    static @Nullable Result refusalOfLevel(int level) {
        return level >= LOWEST_LEVEL && level <= HIGHEST_LEVEL
                ? null
                : Result.rejected(
                        Reason.LEVEL_INVALID,
                        "FL" + level + " is not " + LOWEST_LEVEL + ".." + HIGHEST_LEVEL);
    }

    Result heading(Flight flight, By by, Order.AssignHeading order) {
        int degrees = order.headingDegrees();
        if (degrees < 0 || degrees > 360) {
            return Result.rejected(
                    Reason.HEADING_INVALID,
                    "heading " + degrees + " is not 1..360, or 0 to withdraw");
        }
        Result refusal = refusalOfLateral(flight, by, order);
        return refusal != null
                ? refusal
                : entered(
                        rerouting.vectored(
                                flight.withClearances(
                                        flight.clearances().withHeading(degrees, next(flight))),
                                by.nowMicros()),
                        by,
                        "HDG",
                        degrees == 0 ? "" : Integer.toString(degrees));
    }

    Result speed(Flight flight, By by, Order.AssignSpeed order) {
        int knots = order.knotsIas();
        int mach = order.machHundredths();
        boolean knotsRight = knots == 0 || (knots >= LEAST_KNOTS && knots <= MOST_KNOTS);
        boolean machRight = mach == 0 || (mach >= LEAST_MACH && mach <= MOST_MACH);
        if (!knotsRight || !machRight || (knots != 0 && mach != 0)) {
            return Result.rejected(
                    Reason.SPEED_INVALID, "a speed is 60..500 kt or Mach 0.30..0.95, not both");
        }
        Result refusal = refusal(flight, by, order, flight.clearances().speedVersion(), "speed");
        String value = mach != 0 ? "M0." + mach : knots != 0 ? Integer.toString(knots) : "";
        return refusal != null
                ? refusal
                : entered(
                        flight.withClearances(
                                flight.clearances().withSpeed(knots, mach, next(flight))),
                        by,
                        "SPD",
                        value);
    }

    Result verticalRate(Flight flight, By by, Order.AssignVerticalRate order) {
        int rate = order.feetPerMinute();
        if (rate != 0 && (rate < LEAST_RATE || rate > MOST_RATE)) {
            return Result.rejected(
                    Reason.RATE_INVALID,
                    "a rate is " + LEAST_RATE + ".." + MOST_RATE + " ft/min, or 0 to withdraw");
        }
        Result refusal =
                refusal(flight, by, order, flight.clearances().rateVersion(), "vertical rate");
        if (refusal != null) {
            return refusal;
        }
        Flight cleared = flight.withClearances(flight.clearances().withRate(rate, next(flight)));
        return entered(
                rerouting.flownOn(cleared, by.nowMicros()),
                by,
                "RATE",
                rate == 0 ? "" : Integer.toString(rate));
    }

    Result direct(Flight flight, By by, Order.ClearDirect order) {
        Result refusal = refusalOfLateral(flight, by, order);
        if (refusal != null) {
            return refusal;
        }
        Fix point = rerouting.pointFor(flight, order.point(), by.nowMicros());
        if (point == null) {
            return Result.rejected(
                    Reason.UNKNOWN_POINT,
                    "there is no point '" + order.point() + "' here or on the route");
        }
        Flight cleared =
                flight.withClearances(flight.clearances().withDirect(point.name(), next(flight)));
        return entered(rerouting.directTo(cleared, point, by.nowMicros()), by, "DCT", point.name());
    }

    Result route(Flight flight, By by, Order.ClearRoute order) {
        Result refusal = refusalOfLateral(flight, by, order);
        if (refusal != null) {
            return refusal;
        }
        List<String> route = order.route();
        List<Waypoint> way = rerouting.wayAlong(flight, route);
        if (way == null) {
            return Result.rejected(
                    Reason.ROUTE_INVALID,
                    "the route '"
                            + clipped(route)
                            + "' has an element that is unknown here: nothing is cleared");
        }
        Flight cleared = flight.withClearances(flight.clearances().withRoute(route, next(flight)));
        return entered(rerouting.along(cleared, way, by.nowMicros()), by, "ROUTE", clipped(route));
    }

    /** A route for a person, no longer than a line. */
    private static String clipped(List<String> route) {
        String text = String.join(" ", route);
        return text.length() <= FiledPlan.MAX_LINE ? text : text.substring(0, FiledPlan.MAX_LINE);
    }

    Result hold(Flight flight, By by, Order.HoldFlight order) {
        Result refusal = refusalOfLateral(flight, by, order);
        if (refusal == null && order.flightLevel() != 0) {
            refusal = refusalOfLevel(order.flightLevel());
        }
        if (refusal == null && order.flightLevel() != 0) {
            refusal =
                    Ledger.staleness(
                            flight, order.version(), flight.clearances().levelVersion(), "level");
        }
        if (refusal == null) {
            refusal = refusalOfHold(flight, order, by.nowMicros());
        }
        if (refusal != null) {
            return refusal;
        }
        Hold hold = new Hold(order.fix(), order.expectedMicros());
        Flight held = flight.withClearances(flight.clearances().withHold(hold, next(flight)));
        if (order.flightLevel() != 0) {
            held =
                    held.withClearances(
                                    held.clearances().withLevel(order.flightLevel(), next(flight)))
                            .withOrder(
                                    by.entry(
                                            "CFL",
                                            Integer.toString(order.flightLevel()),
                                            flight.control().sector()));
        }
        return entered(rerouting.flownOn(held, by.nowMicros()), by, "HOLD", order.fix());
    }

    private @Nullable Result refusalOfHold(Flight flight, Order.HoldFlight order, long now) {
        if (order.fix().isEmpty() || !rerouting.isAhead(flight, order.fix())) {
            return Result.rejected(
                    Reason.UNKNOWN_POINT,
                    "'"
                            + order.fix()
                            + "' is not ahead on the route of "
                            + flight.callsign()
                            + ": clear it there first");
        }
        long expected = order.expectedMicros();
        boolean plausible =
                expected == 0 || (expected > now && expected < now + LONGEST_HOLD_MICROS);
        return plausible
                ? null
                : Result.rejected(
                        Reason.HOLD_INVALID,
                        "the expected approach time is not within the next four hours");
    }

    Result leaveHold(Flight flight, By by, Order.LeaveHold order) {
        Result refusal = refusalOfLateral(flight, by, order);
        if (refusal != null) {
            return refusal;
        }
        Hold hold = flight.clearances().hold();
        if (!hold.isCleared()) {
            return Result.rejected(
                    Reason.NOT_HOLDING, flight.callsign() + " is not cleared to hold anywhere");
        }
        Flight cleared =
                flight.withClearances(flight.clearances().withHold(Hold.NONE, next(flight)));
        return entered(rerouting.flownOn(cleared, by.nowMicros()), by, "LEAVE", hold.fix());
    }

    private static @Nullable Result refusalOfLateral(Flight flight, By by, Order order) {
        return refusal(
                flight,
                by,
                order,
                flight.clearances().lateralVersion(),
                "heading, direct, route or hold");
    }

    /** Not his flight, or changed since he looked. */
    private static @Nullable Result refusal(
            Flight flight, By by, Order order, int changedAt, String field) {
        return by.holds(flight.control().sector())
                ? Ledger.staleness(flight, order.version(), changedAt, field)
                : Authority.notOwner(flight);
    }

    private static int next(Flight flight) {
        return flight.version() + 1;
    }

    private Result entered(Flight changed, By by, String what, String value) {
        return ledger.entered(changed, by.entry(what, value, changed.control().sector()));
    }
}
