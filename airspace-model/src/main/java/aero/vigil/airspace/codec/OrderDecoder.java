package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.Order;
import java.util.ArrayList;
import java.util.List;

/** Reads what controllers and supervisors order. */
final class OrderDecoder {

    private static final int MAX_IDENTIFIER = 16;
    private static final int MAX_ELEMENT = 32;

    private OrderDecoder() {}

    /** The order for one flight in a command, or malformed when there is none. */
    static Order order(aero.vigil.wire.airspace.Command wire) throws MalformedCommandException {
        return switch (wire.getCommandCase()) {
            case ASSUME_FLIGHT ->
                    new Order.AssumeFlight(
                            wire.getAssumeFlight().getFlight(),
                            version(wire.getAssumeFlight().getVersion()));
            case FORCE_ASSUME ->
                    new Order.ForceAssume(
                            wire.getForceAssume().getFlight(),
                            version(wire.getForceAssume().getVersion()));
            case RELEASE_FLIGHT ->
                    new Order.ReleaseFlight(
                            wire.getReleaseFlight().getFlight(),
                            version(wire.getReleaseFlight().getVersion()));
            case TERMINATE_FLIGHT ->
                    new Order.TerminateFlight(
                            wire.getTerminateFlight().getFlight(),
                            version(wire.getTerminateFlight().getVersion()));
            case INITIATE_TRANSFER ->
                    new Order.InitiateTransfer(
                            wire.getInitiateTransfer().getFlight(),
                            version(wire.getInitiateTransfer().getVersion()),
                            identifier("to_sector", wire.getInitiateTransfer().getToSector()));
            case ACCEPT_TRANSFER ->
                    new Order.AcceptTransfer(
                            wire.getAcceptTransfer().getFlight(),
                            version(wire.getAcceptTransfer().getVersion()));
            case RECALL_TRANSFER ->
                    new Order.RecallTransfer(
                            wire.getRecallTransfer().getFlight(),
                            version(wire.getRecallTransfer().getVersion()));
            case REJECT_TRANSFER ->
                    new Order.RejectTransfer(
                            wire.getRejectTransfer().getFlight(),
                            version(wire.getRejectTransfer().getVersion()));
            case SET_LABEL_NOTE ->
                    new Order.SetLabelNote(
                            wire.getSetLabelNote().getFlight(),
                            version(wire.getSetLabelNote().getVersion()),
                            FieldRange.text(
                                    "text",
                                    wire.getSetLabelNote().getText(),
                                    Order.MAX_NOTE,
                                    false));
            case POINT_OUT ->
                    new Order.PointOut(
                            wire.getPointOut().getFlight(),
                            version(wire.getPointOut().getVersion()),
                            identifier("to_sector", wire.getPointOut().getToSector()));
            case ACKNOWLEDGE_POINT_OUT ->
                    new Order.AcknowledgePointOut(
                            wire.getAcknowledgePointOut().getFlight(),
                            version(wire.getAcknowledgePointOut().getVersion()));
            case ACKNOWLEDGE_NOTICE ->
                    new Order.AcknowledgeNotice(
                            wire.getAcknowledgeNotice().getFlight(),
                            version(wire.getAcknowledgeNotice().getVersion()));
            default -> coordination(wire);
        };
    }

    private static Order coordination(aero.vigil.wire.airspace.Command wire)
            throws MalformedCommandException {
        return switch (wire.getCommandCase()) {
            case PROPOSE_EXIT ->
                    new Order.ProposeExit(
                            wire.getProposeExit().getFlight(),
                            version(wire.getProposeExit().getVersion()),
                            identifier("to_sector", wire.getProposeExit().getToSector()),
                            wire.getProposeExit().getFlightLevel(),
                            identifier("point", wire.getProposeExit().getPoint()));
            case PROPOSE_ENTRY ->
                    new Order.ProposeEntry(
                            wire.getProposeEntry().getFlight(),
                            version(wire.getProposeEntry().getVersion()),
                            identifier("from_sector", wire.getProposeEntry().getFromSector()),
                            wire.getProposeEntry().getFlightLevel(),
                            identifier("point", wire.getProposeEntry().getPoint()));
            case ACCEPT_PROPOSAL ->
                    new Order.AcceptProposal(
                            wire.getAcceptProposal().getFlight(),
                            version(wire.getAcceptProposal().getVersion()),
                            wire.getAcceptProposal().getNumber());
            case COUNTER_PROPOSAL ->
                    new Order.CounterProposal(
                            wire.getCounterProposal().getFlight(),
                            version(wire.getCounterProposal().getVersion()),
                            wire.getCounterProposal().getNumber(),
                            wire.getCounterProposal().getFlightLevel(),
                            identifier("point", wire.getCounterProposal().getPoint()));
            case REJECT_PROPOSAL ->
                    new Order.RejectProposal(
                            wire.getRejectProposal().getFlight(),
                            version(wire.getRejectProposal().getVersion()),
                            wire.getRejectProposal().getNumber());
            case ABROGATE_COORDINATION ->
                    new Order.AbrogateCoordination(
                            wire.getAbrogateCoordination().getFlight(),
                            version(wire.getAbrogateCoordination().getVersion()),
                            identifier(
                                    "from_sector", wire.getAbrogateCoordination().getFromSector()),
                            identifier("to_sector", wire.getAbrogateCoordination().getToSector()));
            default -> clearance(wire);
        };
    }

    private static Order clearance(aero.vigil.wire.airspace.Command wire)
            throws MalformedCommandException {
        return switch (wire.getCommandCase()) {
            case CLEAR_LEVEL ->
                    new Order.ClearLevel(
                            wire.getClearLevel().getFlight(),
                            version(wire.getClearLevel().getVersion()),
                            wire.getClearLevel().getFlightLevel());
            case ASSIGN_HEADING ->
                    new Order.AssignHeading(
                            wire.getAssignHeading().getFlight(),
                            version(wire.getAssignHeading().getVersion()),
                            wire.getAssignHeading().getHeadingDegrees());
            case ASSIGN_SPEED ->
                    new Order.AssignSpeed(
                            wire.getAssignSpeed().getFlight(),
                            version(wire.getAssignSpeed().getVersion()),
                            wire.getAssignSpeed().getKnotsIas(),
                            wire.getAssignSpeed().getMachHundredths());
            case ASSIGN_VERTICAL_RATE ->
                    new Order.AssignVerticalRate(
                            wire.getAssignVerticalRate().getFlight(),
                            version(wire.getAssignVerticalRate().getVersion()),
                            wire.getAssignVerticalRate().getFeetPerMinute());
            case CLEAR_DIRECT ->
                    new Order.ClearDirect(
                            wire.getClearDirect().getFlight(),
                            version(wire.getClearDirect().getVersion()),
                            identifier("point", wire.getClearDirect().getPoint()));
            case CLEAR_ROUTE ->
                    new Order.ClearRoute(
                            wire.getClearRoute().getFlight(),
                            version(wire.getClearRoute().getVersion()),
                            elements(wire.getClearRoute().getRouteList()));
            case HOLD_FLIGHT ->
                    new Order.HoldFlight(
                            wire.getHoldFlight().getFlight(),
                            version(wire.getHoldFlight().getVersion()),
                            identifier("fix", wire.getHoldFlight().getFix()),
                            wire.getHoldFlight().getFlightLevel(),
                            wire.getHoldFlight().getExpectedTimeMicros());
            case LEAVE_HOLD ->
                    new Order.LeaveHold(
                            wire.getLeaveHold().getFlight(),
                            version(wire.getLeaveHold().getVersion()));
            case ASSIGN_CODE ->
                    new Order.AssignCode(
                            wire.getAssignCode().getFlight(),
                            version(wire.getAssignCode().getVersion()),
                            wire.getAssignCode().hasMode3A()
                                    ? FieldRange.within(
                                            "mode_3a", wire.getAssignCode().getMode3A(), 0, 4_095)
                                    : Order.AssignCode.NEXT_CODE);
            default -> throw new MalformedCommandException("no such order");
        };
    }

    static Command openSectors(aero.vigil.wire.airspace.OpenSectors wire)
            throws MalformedCommandException {
        FieldRange.size("holdings", wire.getHoldingsCount(), Command.OpenSectors.MAX_POSITIONS);
        List<Command.OpenSectors.Holding> holdings = new ArrayList<>();
        for (aero.vigil.wire.airspace.SectorHolding holding : wire.getHoldingsList()) {
            FieldRange.size(
                    "sectors", holding.getSectorsCount(), Command.OpenSectors.MAX_POSITIONS);
            List<String> sectors = new ArrayList<>();
            for (String sector : holding.getSectorsList()) {
                sectors.add(identifier("sector", sector));
            }
            holdings.add(
                    new Command.OpenSectors.Holding(
                            identifier("position", holding.getPosition()), sectors));
        }
        return new Command.OpenSectors(version(wire.getVersion()), holdings);
    }

    static Command createFlight(aero.vigil.wire.airspace.CreateFlight wire)
            throws MalformedCommandException {
        return new Command.CreateFlight(
                wire.getTrack(),
                identifier("callsign", wire.getCallsign()),
                identifier("flight_rules", wire.getFlightRules()),
                identifier("aircraft_type", wire.getAircraftType()),
                identifier("wake_category", wire.getWakeCategory()),
                identifier("departure", wire.getDeparture()),
                identifier("destination", wire.getDestination()),
                identifier("level", wire.getLevel()));
    }

    private static List<String> elements(List<String> wire) throws MalformedCommandException {
        FieldRange.size("route", wire.size(), FiledPlan.MAX_ELEMENTS);
        List<String> elements = new ArrayList<>();
        for (String element : wire) {
            elements.add(FieldRange.text("route", element, MAX_ELEMENT, false));
        }
        return elements;
    }

    private static int version(int version) throws MalformedCommandException {
        return FieldRange.within("version", version, 0, Integer.MAX_VALUE);
    }

    private static String identifier(String field, String value) throws MalformedCommandException {
        return FieldRange.text(field, value, MAX_IDENTIFIER, false);
    }
}
