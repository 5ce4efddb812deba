package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.command.PlanMessage;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages about flight plans: FPL, CHG, CNL, DLA, DEP (ICAO Doc 4444 appendix 3).
 *
 * <p>A message never undoes what a controller has cleared: what it would change of a flight under
 * control is offered to him.
 */
public final class FlightPlans {

    private final FlightTable flights;
    private final TrajectoryBuilder trajectories;

    public FlightPlans(FlightTable flights, Region region, Winds winds) {
        this.flights = flights;
        this.trajectories = new TrajectoryBuilder(region, winds);
    }

    /** Applies one message. */
    public Result receive(PlanMessage message, long nowMicros) {
        return message.deliverTo(new Receiving(nowMicros));
    }

    /** One message being applied at one time. */
    private final class Receiving implements PlanMessage.Handler<Result> {

        private final long now;

        Receiving(long now) {
            this.now = now;
        }

        @Override
        public Result file(PlanMessage.File message) {
            FiledPlan plan = message.plan();
            Result.Rejected fault = PlanFields.faultOf(plan, now);
            if (fault != null) {
                return fault;
            }
            for (Flight other : matching(plan.key())) {
                return rejected(
                        Reason.PLAN_EXISTS,
                        plan.key() + " at that time is filed already as flight " + other.id());
            }
            Trajectory trajectory =
                    trajectories.planned(plan, FiledSpeedAndLevel.levelFeet(plan.level()), 0);
            if (LifecycleRules.isOverdue(trajectory, now)) {
                return PlanFields.fault("13", "the flight would have arrived long ago");
            }
            int id = flights.newId(now);
            if (id == 0) {
                return rejected(
                        Reason.TABLE_FULL,
                        "there are " + flights.size() + " flights, as many as there may be");
            }
            Flight flight = Flight.planned(id, plan, Lifecycle.FILED, trajectory, now);
            return stored(flight.at(LifecycleRules.lifecycle(flight, now)));
        }

        @Override
        public Result change(PlanMessage.Change message) {
            FiledPlan change = message.change();
            Result.Rejected fault = PlanFields.faultOfChange(change, now);
            return fault != null
                    ? fault
                    : onTheOne(
                            change.key(),
                            flight ->
                                    OfferedChanges.mustBeOffered(flight, change)
                                            ? offered(flight, change)
                                            : stored(
                                                    replanned(
                                                            flight.withPlan(
                                                                    flight.plan()
                                                                            .changedBy(change)))));
        }

        @Override
        public Result cancel(PlanMessage.Cancel message) {
            Result.Rejected fault = PlanFields.faultOf(message.key(), now);
            return fault != null
                    ? fault
                    : onTheOne(
                            message.key(),
                            flight -> {
                                if (flight.isCorrelated() || flight.control().isControlled()) {
                                    return rejected(
                                            Reason.NOT_ELIGIBLE,
                                            flight.plan().key()
                                                    + " is flying: it cannot be cancelled");
                                }
                                return stored(flight.terminated(now));
                            });
        }

        @Override
        public Result delay(PlanMessage.Delay message) {
            Result.Rejected fault = PlanFields.faultOf(message.key(), now);
            if (fault == null) {
                fault =
                        PlanFields.faultOfTime(
                                "13", "new off-block time", message.newOffBlockMicros(), now);
            }
            return fault != null
                    ? fault
                    : onTheOne(
                            message.key(),
                            flight -> {
                                if (flight.lifecycle() == Lifecycle.ACTIVE) {
                                    return rejected(
                                            Reason.NOT_ELIGIBLE,
                                            flight.plan().key()
                                                    + " is flying: it cannot be delayed");
                                }
                                FiledPlan plan =
                                        flight.plan()
                                                .withOffBlockMicros(message.newOffBlockMicros());
                                return stored(replanned(flight.withPlan(plan).at(Lifecycle.FILED)));
                            });
        }

        @Override
        public Result depart(PlanMessage.Depart message) {
            Result.Rejected fault = PlanFields.faultOf(message.key(), now);
            if (fault == null) {
                fault =
                        PlanFields.faultOfTime(
                                "13", "time of departure", message.departureMicros(), now);
            }
            return fault != null
                    ? fault
                    : onTheOne(
                            message.key(),
                            flight -> {
                                Flight departed = flight.departed(message.departureMicros());
                                return stored(
                                        flight.isCorrelated() ? departed : replanned(departed));
                            });
        }

        private Result offered(Flight flight, FiledPlan change) {
            Flight stored = flights.store(OfferedChanges.offered(flight, change, now));
            PlanChange offer = stored.coordination().planChange();
            return Result.accepted(
                    stored.id(),
                    stored.version(),
                    (offer == null ? "" : offer.words())
                            + ": offered to "
                            + flight.control().sector()
                            + " ("
                            + flight.control().user()
                            + "), who controls the flight");
        }

        /** What is flown already stays as it is; only a flight still unseen is planned anew. */
        private Flight replanned(Flight flight) {
            if (flight.isCorrelated() || flight.control().isControlled()) {
                return flight;
            }
            Trajectory trajectory =
                    trajectories.planned(
                            flight.plan(), flight.cruiseFeet(), flight.departureMicros());
            Flight replanned =
                    flight.withTrajectory(trajectory)
                            .withNextSector(LifecycleRules.nextSector(trajectory, "", now));
            return replanned.at(LifecycleRules.lifecycle(replanned, now));
        }

        private Result onTheOne(PlanKey key, FlightChange change) {
            List<Flight> found = matching(key);
            if (found.isEmpty()) {
                return rejected(Reason.PLAN_UNKNOWN, "no flight plan for " + key);
            }
            if (found.size() > 1) {
                return rejected(
                        Reason.PLAN_AMBIGUOUS,
                        found.size() + " flight plans for " + key + ": name the off-block time");
            }
            return change.apply(found.get(0));
        }

        private Result stored(Flight flight) {
            Flight stored = flights.store(flight);
            int failed = stored.trajectory().failedElement();
            String note =
                    failed == 0
                            ? ""
                            : "Route expanded in part only: element "
                                    + failed
                                    + " ("
                                    + stored.plan().route().get(failed - 1)
                                    + ") is unknown here";
            return Result.accepted(stored.id(), stored.version(), note);
        }
    }

    /** One change of the flight that a message names. */
    private interface FlightChange {
        Result apply(Flight flight);
    }

    private List<Flight> matching(PlanKey key) {
        List<Flight> found = new ArrayList<>();
        for (Flight flight : flights.withCallsign(key.callsign())) {
            PlanKey own = flight.plan().key();
            boolean same =
                    isSame(key.departure(), own.departure())
                            && isSame(key.destination(), own.destination())
                            && (key.offBlockMicros() == 0
                                    || key.offBlockMicros() == own.offBlockMicros());
            if (same) {
                found.add(flight);
            }
        }
        return found;
    }

    private static boolean isSame(@Nullable String named, String own) {
        return named == null || named.isEmpty() || named.equals(own);
    }

    private static Result rejected(Reason reason, String text) {
        return Result.rejected(reason, text);
    }
}
