package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.command.Order;
import java.util.List;

/**
 * At which positions an order may be given: the roles of the table in airspace-algorithms §3. What
 * sector it takes is decided where the order is carried out.
 */
final class RolesOfOrders implements Order.OrderHandler<List<Role>> {

    private static final List<Role> EXECUTIVE = List.of(Role.EXECUTIVE);
    private static final List<Role> CONTROLLERS = List.of(Role.EXECUTIVE, Role.PLANNER);
    private static final List<Role> EXECUTIVE_OR_FLIGHT_DATA =
            List.of(Role.EXECUTIVE, Role.FLIGHT_DATA);

    /** Any position that can be concerned: none that only looks on, none without sectors. */
    static final List<Role> WORKING =
            List.of(Role.EXECUTIVE, Role.PLANNER, Role.ASSISTANT, Role.FLIGHT_DATA);

    @Override
    public List<Role> assume(Order.AssumeFlight order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> forceAssume(Order.ForceAssume order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> release(Order.ReleaseFlight order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> terminate(Order.TerminateFlight order) {
        return EXECUTIVE_OR_FLIGHT_DATA;
    }

    @Override
    public List<Role> initiateTransfer(Order.InitiateTransfer order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> acceptTransfer(Order.AcceptTransfer order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> recallTransfer(Order.RecallTransfer order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> rejectTransfer(Order.RejectTransfer order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> clearLevel(Order.ClearLevel order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> assignHeading(Order.AssignHeading order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> assignSpeed(Order.AssignSpeed order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> assignVerticalRate(Order.AssignVerticalRate order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> clearDirect(Order.ClearDirect order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> clearRoute(Order.ClearRoute order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> hold(Order.HoldFlight order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> leaveHold(Order.LeaveHold order) {
        return EXECUTIVE;
    }

    @Override
    public List<Role> setNote(Order.SetLabelNote order) {
        return WORKING;
    }

    @Override
    public List<Role> pointOut(Order.PointOut order) {
        return WORKING;
    }

    @Override
    public List<Role> acknowledgePointOut(Order.AcknowledgePointOut order) {
        return WORKING;
    }

    @Override
    public List<Role> acknowledgeNotice(Order.AcknowledgeNotice order) {
        return WORKING;
    }

    @Override
    public List<Role> proposeExit(Order.ProposeExit order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> proposeEntry(Order.ProposeEntry order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> acceptProposal(Order.AcceptProposal order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> counterProposal(Order.CounterProposal order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> rejectProposal(Order.RejectProposal order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> abrogate(Order.AbrogateCoordination order) {
        return CONTROLLERS;
    }

    @Override
    public List<Role> assignCode(Order.AssignCode order) {
        return EXECUTIVE;
    }
}
