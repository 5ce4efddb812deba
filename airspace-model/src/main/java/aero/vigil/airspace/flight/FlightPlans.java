package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.command.PlanMessage;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages about flight plans: FPL, CHG, CNL, DLA, DEP, ARR, EST (ICAO Doc 4444 appendix 3).
 *
 * <p>A message never undoes what a controller has cleared: what it would change of a flight under
 * control is offered to him.
 */
public final class FlightPlans {

    private final FlightTable flights;
    private final TrajectoryBuilder trajectories;
    private final OfferedChanges changes;

    public FlightPlans(FlightTable flights, Rerouting rerouting) {
        this.flights = flights;
        this.trajectories = rerouting.builder();
        this.changes = new OfferedChanges(rerouting);
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
                    trajectories.planned(
                            plan, FiledSpeedAndLevel.levelFeet(plan.level()), Reported.NONE);
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
            return stored(inItsLife(flight));
        }

        @Override
        public Result change(PlanMessage.Change message) {
            FiledPlan change = message.change();
            Result.Rejected fault = PlanFields.faultOfChange(change, now);
            return fault != null
                    ? fault
                    : onTheOne(
                            change.key(),
                            flight -> {
                                Result taken = refusalOfKey(flight, change);
                                if (taken != null) {
                                    return taken;
                                }
                                return OfferedChanges.mustBeOffered(flight, change)
                                        ? offered(flight, change)
                                        : stored(changed(flight, change));
                            });
        }

        private @Nullable Result refusalOfKey(Flight flight, FiledPlan change) {
            PlanKey key = flight.plan().key().changedBy(change.newKey());
            for (Flight other : matching(key)) {
                if (other.id() != flight.id()) {
                    return rejected(
                            Reason.PLAN_EXISTS,
                            key + " at that time is filed already as flight " + other.id());
                }
            }
            return null;
        }

        private Flight changed(Flight flight, FiledPlan change) {
            Flight changed = flight.withPlan(flight.plan().changedBy(change));
            boolean isUnderWay = flight.isCorrelated() && !flight.control().isControlled();
            return isUnderWay && PlanChange.touchesClearances(change)
                    ? changes.followed(changed, change, now)
                    : replanned(changed);
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
                                return stored(flight.terminated(now, Ending.CANCELLED));
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

        @Override
        public Result arrive(PlanMessage.Arrive message) {
            Result.Rejected fault = PlanFields.faultOf(message, now);
            return fault != null
                    ? fault
                    : onTheOne(
                            message.key(),
                            flight -> {
                                Flight arrived =
                                        flight.arrived(
                                                message.aerodrome(), message.arrivalMicros());
                                return stored(
                                        flight.isCorrelated()
                                                ? arrived
                                                : arrived.terminated(now, Ending.LANDED));
                            });
        }

        @Override
        public Result estimate(PlanMessage.Estimate message) {
            Result.Rejected fault = PlanFields.faultOf(message, now);
            return fault != null
                    ? fault
                    : onTheOne(message.key(), flight -> estimated(flight, message));
        }

        private Result estimated(Flight flight, PlanMessage.Estimate message) {
            if (flight.control().isControlled()) {
                return rejected(
                        Reason.NOT_ELIGIBLE,
                        flight.plan().key()
                                + " is under control of "
                                + flight.control().sector()
                                + ": it needs no estimate");
            }
            if (!isOnRoute(flight, message.point())) {
                return rejected(
                        Reason.UNKNOWN_POINT,
                        message.point()
                                + " is not on the route of "
                                + flight.plan().key()
                                + " as it is known here");
            }
            String level =
                    message.crossingLevel().isEmpty() ? message.level() : message.crossingLevel();
            Flight told =
                    flight.estimated(
                            new BoundaryEstimate(
                                    message.point(),
                                    message.timeMicros(),
                                    FiledSpeedAndLevel.levelFeet(level)));
            return stored(
                    replanned(
                            message.mode3a() < 0
                                    ? told
                                    : told.withPlan(told.plan().withMode3a(message.mode3a()))));
        }

        private static boolean isOnRoute(Flight flight, String point) {
            for (RoutePoint one : flight.trajectory().points()) {
                if (one.name().equals(point)) {
                    return true;
                }
            }
            return false;
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
                    trajectories.planned(flight.plan(), flight.cruiseFeet(), flight.reported());
            Flight replanned =
                    flight.withTrajectory(trajectory)
                            .withNextSector(LifecycleRules.nextSector(trajectory, "", now));
            return inItsLife(replanned);
        }

        /** The same where it is in its life now; one whose time is over has expired. */
        private Flight inItsLife(Flight flight) {
            Lifecycle place = LifecycleRules.lifecycle(flight, now);
            return place == Lifecycle.TERMINATED && !flight.isTerminated()
                    ? flight.terminated(now, Ending.EXPIRED)
                    : flight.at(place);
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
            List<String> route = stored.plan().route();
            // A flight under way keeps the trajectory of its plan before the change.
            boolean isOfThisRoute = failed > 0 && failed <= route.size();
            String note =
                    isOfThisRoute
                            ? "Route expanded in part only: element "
                                    + failed
                                    + " ("
                                    + route.get(failed - 1)
                                    + ") is unknown here"
                            : "";
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
