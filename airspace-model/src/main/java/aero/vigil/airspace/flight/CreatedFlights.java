package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.Command.CreateFlight;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes flights that nobody filed: VFR, and pop-ups at a track (airspace-algorithms §3). Such a
 * flight is active at once, joined to its track by hand, and without a trajectory.
 */
public final class CreatedFlights {

    /** Stands for an aerodrome or a type that has no designator (Doc 4444 appendix 3). */
    private static final String NOT_KNOWN = "ZZZZ";

    /** How long such a flight is expected to last: it ends by its track, or by order. */
    private static final int EXPECTED_MINUTES = 120;

    private static final String USUAL_SPEED = "N0120";

    private final FlightTable flights;
    private final Correlator correlator;
    private final Surveillance surveillance;

    public CreatedFlights(FlightTable flights, Correlator correlator, Surveillance surveillance) {
        this.flights = flights;
        this.correlator = correlator;
        this.surveillance = surveillance;
    }

    /** Makes one; the caller has checked who may. */
    public Result create(CreateFlight order, long nowMicros) {
        SystemTrack track = surveillance.track(order.track());
        FiledPlan plan = plan(order, track, nowMicros);
        Result.Rejected fault = PlanFields.faultOf(plan, nowMicros);
        if (fault != null) {
            return fault;
        }
        for (Flight other : flights.withCallsign(order.callsign())) {
            if (other.lifecycle() == Lifecycle.ACTIVE) {
                return Result.rejected(
                        Reason.PLAN_EXISTS,
                        order.callsign() + " is flying already as flight " + other.id());
            }
        }
        int id = flights.newId(nowMicros);
        if (id == 0) {
            return Result.rejected(
                    Reason.TABLE_FULL,
                    "there are " + flights.size() + " flights, as many as there may be");
        }
        Trajectory unknown =
                new Trajectory(
                        List.of(),
                        Way.UNKNOWN,
                        List.of(),
                        0,
                        true,
                        nowMicros + EXPECTED_MINUTES * TrajectoryBuilder.MINUTE_MICROS,
                        FlownBy.NOTHING,
                        false,
                        Trajectory.AS_FILED);
        Flight created =
                flights.store(Flight.planned(id, plan, Lifecycle.ACTIVE, unknown, nowMicros));
        return order.track() == 0
                ? Result.accepted(id, created.version(), "")
                : correlator.correlate(id, order.track());
    }

    private static FiledPlan plan(CreateFlight order, @Nullable SystemTrack track, long now) {
        boolean squawks = track != null && Mode3A.isDiscrete(track.mode3A());
        return new FiledPlan(
                new PlanKey(
                        order.callsign(),
                        known(order.departure()),
                        known(order.destination()),
                        now),
                order.flightRules(),
                "G",
                1,
                known(order.aircraftType()),
                order.wakeCategory(),
                "",
                track != null && squawks ? track.mode3A() : -1,
                USUAL_SPEED,
                order.level().isEmpty() ? "VFR" : order.level(),
                List.of(),
                EXPECTED_MINUTES,
                List.of(),
                0,
                "",
                "",
                PlanKey.UNCHANGED);
    }

    private static String known(String designator) {
        return designator.isEmpty() ? NOT_KNOWN : designator;
    }
}
