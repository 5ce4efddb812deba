package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import java.util.List;

/** Offers changes of a plan to the controller of the flight, and makes those he accepts. */
public final class OfferedChanges {

    private final Rerouting rerouting;

    public OfferedChanges(Rerouting rerouting) {
        this.rerouting = rerouting;
    }

    /** Whether a change is for the flight's controller to accept. */
    static boolean mustBeOffered(Flight flight, FiledPlan change) {
        return flight.control().isControlled() && PlanChange.touchesClearances(change);
    }

    /** The flight with what may be changed at once changed, and the rest offered. */
    static Flight offered(Flight flight, FiledPlan change, long nowMicros) {
        return flight.withPlan(flight.plan().changedBy(PlanChange.described(change)))
                .withCoordination(
                        flight.coordination().offering(PlanChange.flown(change), nowMicros));
    }

    /** The flight changed as was offered: from here on it follows its plan. */
    public Flight accepted(Flight flight, PlanChange offer, long nowMicros) {
        FiledPlan change = offer.change();
        Flight changed =
                flight.withPlan(flight.plan().changedBy(change))
                        .withCoordination(flight.coordination().withoutPlanChange());
        return followed(changed, change, nowMicros);
    }

    /** A flight under way whose plan was changed, sent the way that its plan asks for now. */
    Flight followed(Flight changed, FiledPlan change, long nowMicros) {
        if (change.route().isEmpty() && change.newKey().destination().isEmpty()) {
            return rerouting.flownOn(changed, nowMicros);
        }
        Flight free =
                changed.withClearances(
                        changed.clearances().withRoute(List.of(), changed.version() + 1));
        return rerouting.onPlan(free, nowMicros);
    }

    /** The flight as it was, the offer gone. */
    public Flight rejected(Flight flight) {
        return flight.withCoordination(flight.coordination().withoutPlanChange());
    }
}
