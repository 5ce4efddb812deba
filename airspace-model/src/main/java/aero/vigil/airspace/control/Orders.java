package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.Rerouting;
import org.jspecify.annotations.Nullable;

/** Carries out what executives order: transfers of control, and clearances of their own flights. */
public final class Orders {

    private static final int LOWEST_LEVEL = 10;
    private static final int HIGHEST_LEVEL = 600;
    private static final int LEAST_KNOTS = 60;
    private static final int MOST_KNOTS = 500;
    private static final int LEAST_MACH = 30;
    private static final int MOST_MACH = 95;

    private final FlightTable flights;
    private final Authority authority;
    private final Transfers transfers;
    private final Rerouting rerouting;

    public Orders(FlightTable flights, Authority authority, Region region, Rerouting rerouting) {
        this.flights = flights;
        this.authority = authority;
        this.transfers = new Transfers(flights, region, rerouting);
        this.rerouting = rerouting;
    }

    /** Carries out one order, or says why not. */
    public Result carryOut(Order order, Submitter submitter, long nowMicros) {
        Result.Rejected refusal = authority.refusalOfExecutive(submitter);
        if (refusal != null) {
            return refusal;
        }
        Flight flight = flights.get(order.flight());
        if (flight == null || flight.isTerminated()) {
            return Result.rejected(Reason.UNKNOWN_FLIGHT, "there is no flight " + order.flight());
        }
        if (order.version() > flight.version()) {
            return Result.rejected(
                    Reason.STALE,
                    flight.callsign()
                            + " is at version "
                            + flight.version()
                            + ", not yet "
                            + order.version());
        }
        Ordering ordering =
                new Ordering(
                        flight,
                        new Transfers.By(
                                authority.sectors(submitter), submitter.user(), nowMicros));
        return order.deliverTo(ordering);
    }

    /** One order for one flight, by one session, at one time. */
    private final class Ordering implements Order.OrderHandler<Result> {

        private final Flight flight;
        private final Transfers.By by;

        Ordering(Flight flight, Transfers.By by) {
            this.flight = flight;
            this.by = by;
        }

        @Override
        public Result assume(Order.AssumeFlight order) {
            return transfers.assume(flight, by, order.version());
        }

        @Override
        public Result initiateTransfer(Order.InitiateTransfer order) {
            return transfers.initiate(flight, by, order.version(), order.toSector());
        }

        @Override
        public Result acceptTransfer(Order.AcceptTransfer order) {
            return transfers.accept(flight, by, order.version());
        }

        @Override
        public Result recallTransfer(Order.RecallTransfer order) {
            return transfers.recall(flight, by, order.version());
        }

        @Override
        public Result rejectTransfer(Order.RejectTransfer order) {
            return transfers.reject(flight, by, order.version());
        }

        @Override
        public Result clearLevel(Order.ClearLevel order) {
            int level = order.flightLevel();
            if (level < LOWEST_LEVEL || level > HIGHEST_LEVEL) {
                return Result.rejected(
                        Reason.LEVEL_INVALID,
                        "FL" + level + " is not " + LOWEST_LEVEL + ".." + HIGHEST_LEVEL);
            }
            Result refusal = refusal(order, clearances().levelVersion(), "level");
            return refusal != null
                    ? refusal
                    : stored(
                            rerouting.flownOn(
                                    cleared(
                                            clearances().withLevel(level, flight.version() + 1),
                                            "CFL",
                                            Integer.toString(level)),
                                    by.nowMicros()));
        }

        @Override
        public Result assignHeading(Order.AssignHeading order) {
            int degrees = order.headingDegrees();
            if (degrees < 0 || degrees > 360) {
                return Result.rejected(
                        Reason.HEADING_INVALID,
                        "heading " + degrees + " is not 1..360, or 0 to withdraw");
            }
            Result refusal = refusal(order, clearances().lateralVersion(), "heading or direct");
            return refusal != null
                    ? refusal
                    : stored(
                            cleared(
                                    clearances().withHeading(degrees, flight.version() + 1),
                                    "HDG",
                                    degrees == 0 ? "" : Integer.toString(degrees)));
        }

        @Override
        public Result assignSpeed(Order.AssignSpeed order) {
            int knots = order.knotsIas();
            int mach = order.machHundredths();
            boolean knotsRight = knots == 0 || (knots >= LEAST_KNOTS && knots <= MOST_KNOTS);
            boolean machRight = mach == 0 || (mach >= LEAST_MACH && mach <= MOST_MACH);
            if (!knotsRight || !machRight || (knots != 0 && mach != 0)) {
                return Result.rejected(
                        Reason.SPEED_INVALID, "a speed is 60..500 kt or Mach 0.30..0.95, not both");
            }
            Result refusal = refusal(order, clearances().speedVersion(), "speed");
            String value = mach != 0 ? "M0." + mach : knots != 0 ? Integer.toString(knots) : "";
            return refusal != null
                    ? refusal
                    : stored(
                            cleared(
                                    clearances().withSpeed(knots, mach, flight.version() + 1),
                                    "SPD",
                                    value));
        }

        @Override
        public Result clearDirect(Order.ClearDirect order) {
            Result refusal = refusal(order, clearances().lateralVersion(), "heading or direct");
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
                    cleared(
                            clearances().withDirect(point.name(), flight.version() + 1),
                            "DCT",
                            point.name());
            return stored(rerouting.directTo(cleared, point, by.nowMicros()));
        }

        private Clearances clearances() {
            return flight.clearances();
        }

        /** Not his flight, or changed since he looked. */
        private @Nullable Result refusal(Order order, int changedAt, String field) {
            if (!by.sectors().contains(flight.control().sector())) {
                return Authority.notOwner(flight);
            }
            return Transfers.staleness(flight, order.version(), changedAt, field);
        }

        private Flight cleared(Clearances clearances, String what, String value) {
            return flight.withClearances(clearances)
                    .withOrder(by.entry(what, value, flight.control().sector()));
        }

        private Result stored(Flight changed) {
            Flight stored = flights.store(changed);
            return Result.accepted(stored.id(), stored.version(), "");
        }
    }
}
