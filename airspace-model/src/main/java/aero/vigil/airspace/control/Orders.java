package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.Rerouting;
import aero.vigil.airspace.flight.SsrCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is ordered for a flight: who may at all is asked first, then the part that knows
 * the order says whether he may here and now.
 */
public final class Orders {

    private static final RolesOfOrders ROLES = new RolesOfOrders();

    private final FlightTable flights;
    private final Authority authority;
    private final Transfers transfers;
    private final ClearanceOrders clearances;
    private final PointOuts pointOuts;
    private final Proposals proposals;
    private final CodeOrders codeOrders;

    public Orders(
            FlightTable flights,
            Authority authority,
            Region region,
            Rerouting rerouting,
            SsrCodes codes) {
        this.flights = flights;
        this.authority = authority;
        Ledger ledger = new Ledger(flights);
        Concern concern = new Concern(rerouting, region);
        transfers = new Transfers(ledger, region, concern);
        clearances = new ClearanceOrders(ledger, rerouting);
        pointOuts = new PointOuts(ledger, region, concern);
        proposals = new Proposals(ledger, region, concern, rerouting);
        codeOrders = new CodeOrders(ledger, codes);
    }

    /** Carries out one order, or says why not. */
    public Result carryOut(Order order, Submitter submitter, long nowMicros) {
        List<Role> roles = order.deliverTo(ROLES);
        Result.Rejected refusal = authority.refusalUnless(submitter, roles);
        if (refusal != null) {
            return refusal;
        }
        Flight flight = flights.get(order.flight());
        if (flight == null || flight.isTerminated()) {
            return Result.rejected(Reason.UNKNOWN_FLIGHT, "there is no flight " + order.flight());
        }
        Result early = refusalOfFuture(flight, order.version());
        return early != null
                ? early
                : order.deliverTo(new Ordering(flight, authority.by(submitter, nowMicros)));
    }

    private static @Nullable Result refusalOfFuture(Flight flight, int version) {
        return version <= flight.version()
                ? null
                : Result.rejected(
                        Reason.STALE,
                        flight.callsign()
                                + " is at version "
                                + flight.version()
                                + ", not yet "
                                + version);
    }

    /** One order for one flight, by one session, at one time. */
    private final class Ordering implements Order.OrderHandler<Result> {

        private final Flight flight;
        private final By by;

        Ordering(Flight flight, By by) {
            this.flight = flight;
            this.by = by;
        }

        @Override
        public Result assume(Order.AssumeFlight order) {
            return transfers.assume(flight, by, order.version());
        }

        @Override
        public Result forceAssume(Order.ForceAssume order) {
            return transfers.force(flight, by, order.version());
        }

        @Override
        public Result release(Order.ReleaseFlight order) {
            return transfers.release(flight, by, order.version());
        }

        @Override
        public Result terminate(Order.TerminateFlight order) {
            return transfers.terminate(flight, by, order.version());
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
            return clearances.level(flight, by, order);
        }

        @Override
        public Result assignHeading(Order.AssignHeading order) {
            return clearances.heading(flight, by, order);
        }

        @Override
        public Result assignSpeed(Order.AssignSpeed order) {
            return clearances.speed(flight, by, order);
        }

        @Override
        public Result assignVerticalRate(Order.AssignVerticalRate order) {
            return clearances.verticalRate(flight, by, order);
        }

        @Override
        public Result clearDirect(Order.ClearDirect order) {
            return clearances.direct(flight, by, order);
        }

        @Override
        public Result clearRoute(Order.ClearRoute order) {
            return clearances.route(flight, by, order);
        }

        @Override
        public Result hold(Order.HoldFlight order) {
            return clearances.hold(flight, by, order);
        }

        @Override
        public Result leaveHold(Order.LeaveHold order) {
            return clearances.leaveHold(flight, by, order);
        }

        @Override
        public Result setNote(Order.SetLabelNote order) {
            return pointOuts.setNote(flight, by, order);
        }

        @Override
        public Result pointOut(Order.PointOut order) {
            return pointOuts.pointOut(flight, by, order.toSector());
        }

        @Override
        public Result acknowledgePointOut(Order.AcknowledgePointOut order) {
            return pointOuts.acknowledge(flight, by);
        }

        @Override
        public Result acknowledgeNotice(Order.AcknowledgeNotice order) {
            return pointOuts.acknowledgeNotice(flight, by);
        }

        @Override
        public Result proposeExit(Order.ProposeExit order) {
            return proposals.proposeExit(flight, by, order);
        }

        @Override
        public Result proposeEntry(Order.ProposeEntry order) {
            return proposals.proposeEntry(flight, by, order);
        }

        @Override
        public Result acceptProposal(Order.AcceptProposal order) {
            return proposals.accept(flight, by, order.number());
        }

        @Override
        public Result counterProposal(Order.CounterProposal order) {
            return proposals.counter(flight, by, order);
        }

        @Override
        public Result rejectProposal(Order.RejectProposal order) {
            return proposals.reject(flight, by, order.number());
        }

        @Override
        public Result abrogate(Order.AbrogateCoordination order) {
            return proposals.abrogate(flight, by, order);
        }

        @Override
        public Result assignCode(Order.AssignCode order) {
            return codeOrders.assign(flight, by, order);
        }
    }
}
