package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may do what (airspace-algorithms §3); each refusal names its reason. Changes nothing. */
public final class Authority {

    private final Positions positions;
    private final FlightTable flights;

    public Authority(Positions positions, FlightTable flights) {
        this.positions = positions;
        this.flights = flights;
    }

    /** The refusal of anything an adapter does, or null. */
    public Result.@Nullable Rejected refusalOfAdapter(Submitter submitter) {
        return submitter.may(Submitter.ADAPTER)
                ? null
                : Result.rejected(
                        Reason.NOT_ALLOWED, "only an adapter reports; this session is none");
    }

    /** The refusal of anything a supervisor does, or null. */
    public Result.@Nullable Rejected refusalOfSupervisor(Submitter submitter) {
        Occupancy position = positions.of(submitter.session());
        boolean supervises = position != null && position.definition().role() == Role.SUPERVISOR;
        return supervises || submitter.may(Submitter.SUPERVISOR)
                ? null
                : Result.rejected(Reason.NOT_ALLOWED, "only a supervisor may do this");
    }

    /** The refusal of acknowledging an alert, or null: any position but an observer's may. */
    public Result.@Nullable Rejected refusalOfAcknowledgement(Submitter submitter) {
        List<Role> roles = new ArrayList<>(RolesOfOrders.WORKING);
        roles.add(Role.SUPERVISOR);
        return refusalUnless(submitter, roles);
    }

    /** The refusal of making a flight that nobody filed, or null. */
    public Result.@Nullable Rejected refusalOfCreation(Submitter submitter) {
        return refusalUnless(submitter, List.of(Role.EXECUTIVE, Role.PLANNER, Role.FLIGHT_DATA));
    }

    /** The refusal of correlating a flight by hand, or null: never another's flight. */
    public Result.@Nullable Rejected refusalOfCorrelation(Submitter submitter, int flightId) {
        Result.Rejected refusal = refusalOfCreation(submitter);
        Flight flight = flights.get(flightId);
        if (refusal != null || flight == null || !flight.control().isControlled()) {
            return refusal;
        }
        Occupancy position = positions.of(submitter.session());
        return position != null && position.sectors().contains(flight.control().sector())
                ? null
                : notOwner(flight);
    }

    /** The refusal of what is done at positions of some roles only, or null. */
    Result.@Nullable Rejected refusalUnless(Submitter submitter, List<Role> roles) {
        Occupancy occupancy = positions.of(submitter.session());
        PositionDefinition position = occupancy == null ? null : occupancy.definition();
        if (position == null) {
            return Result.rejected(
                    Reason.NO_POSITION, "this session holds no position: take one first");
        }
        return roles.contains(position.role())
                ? null
                : Result.rejected(
                        Reason.NOT_ALLOWED,
                        "position "
                                + position.id()
                                + " is "
                                + position.role().word()
                                + ", which may not do this");
    }

    /**
     * Who orders.
     *
     * @throws AssertionError when the session holds no position: his role was not asked first
     */
    By by(Submitter submitter, long nowMicros) {
        Occupancy position = positions.of(submitter.session());
        if (position == null) {
            throw new AssertionError("session " + submitter.session() + " holds no position");
        }
        return new By(
                position.definition().role(), position.sectors(), submitter.user(), nowMicros);
    }

    /** What is told to one who orders a flight of another. */
    static Result.Rejected notOwner(Flight flight) {
        return Result.rejected(
                Reason.NOT_OWNER,
                flight.control().isControlled()
                        ? flight.callsign() + " is controlled by " + holder(flight)
                        : flight.callsign() + " is controlled by no one: assume it first");
    }

    /** Who controls a flight, since when, for a person. */
    static String holder(Flight flight) {
        return flight.control().sector()
                + " ("
                + flight.control().user()
                + ") since "
                + timeOfDay(flight.control().sinceMicros());
    }

    private static String timeOfDay(long micros) {
        long seconds = StrictMath.floorMod(StrictMath.floorDiv(micros, 1_000_000L), 86_400L);
        return two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
