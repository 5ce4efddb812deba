package aero.vigil.airspace;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.SafetyOrder;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.command.SupervisorOrder;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.flight.WindLayer;
import aero.vigil.airspace.supervision.Author;
import aero.vigil.airspace.supervision.OrderWords;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what only a supervisor may order; each such order is a line of the audit. */
final class SupervisorExecution {

    private final AirspaceState state;
    private final Submitter submitter;
    private final long op;
    private final long now;
    private final long stampMicros;
    private final long latestMicros;
    private final CommandExecution units;
    private @Nullable AirspaceState replacement;

    /**
     * @param stampMicros of the log, by its own clock
     * @param units runs what is ordered whole or not at all
     */
    SupervisorExecution(
            AirspaceState state,
            Submitter submitter,
            long op,
            long stampMicros,
            CommandExecution units) {
        this.state = state;
        this.submitter = submitter;
        this.op = op;
        this.now = state.nowMicros;
        this.stampMicros = stampMicros;
        this.latestMicros = Math.max(now, stampMicros);
        this.units = units;
    }

    Result enableSensor(Command.EnableSensor command) {
        return orderedWhole(
                command,
                OrderWords.of(command),
                () ->
                        state.surveillance.setEnabled(command.sacSic(), command.enabled())
                                ? Result.accepted()
                                : Result.rejected(
                                        Reason.UNKNOWN_SENSOR,
                                        "there is no sensor "
                                                + OrderWords.sacSic(command.sacSic())));
    }

    Result safetyOrder(SafetyOrder order) {
        return orderedWhole(order, OrderWords.of(order), () -> state.safety.carryOut(order, now));
    }

    Result openSectors(Command.OpenSectors command) {
        return orderedWhole(
                command, OrderWords.of(command), () -> state.sectorPlan.open(command, now));
    }

    Result setWinds(Command.SetWinds command) {
        return orderedWhole(
                command,
                OrderWords.of(command),
                () -> {
                    state.winds.set(
                            command.layers().stream()
                                    .map(
                                            wind ->
                                                    WindLayer.of(
                                                            wind.flightLevel(),
                                                            wind.fromDegrees(),
                                                            wind.knots()))
                                    .toList());
                    return Result.accepted();
                });
    }

    /** One piece of many: the audit tells of the whole, when it is put in force. */
    Result stageAdaptation(AdaptationOrder.StageAdaptation command) {
        Result refusal = state.authority.refusalOfSupervisor(submitter);
        return refusal != null
                ? refusal
                : units.unit(command, () -> state.supervision.staging().stage(command, author()));
    }

    /** What is accepted goes on in another state, whose audit tells of it. */
    Result activateAdaptation(AdaptationOrder.ActivateAdaptation command) {
        Result refusal = state.authority.refusalOfSupervisor(submitter);
        if (refusal != null) {
            return refusal;
        }
        Author author = author();
        Units.Outcome<AdaptationChange.Outcome> change =
                state.units.run(() -> new AdaptationChange(state, author).carryOut(command));
        Units.Failure failure = change.failure();
        AdaptationChange.Outcome outcome = change.value();
        Result result =
                outcome != null
                        ? outcome.result()
                        : units.quarantined(command.kind(), failure == null ? "" : failure.error());
        replacement = outcome == null ? null : outcome.next();
        AirspaceState present = replacement == null ? state : replacement;
        present.units.run(
                () ->
                        present.supervision
                                .audit()
                                .note(author, command.kind(), OrderWords.of(command), result));
        return result;
    }

    /** The state that takes the place of the present one, null: it stays. */
    @Nullable AirspaceState replacement() {
        return replacement;
    }

    Result releaseQuarantined(Command.ReleaseQuarantined command) {
        return orderedWhole(
                command,
                "op " + command.op(),
                () ->
                        state.quarantine.releaseKept(command.op())
                                ? Result.accepted()
                                : Result.rejected(
                                        Reason.NOT_QUARANTINED,
                                        "no command of op " + command.op() + " is quarantined"));
    }

    Result supervisorOrder(SupervisorOrder order) {
        return ordered(order, OrderWords.of(order), unit -> order.deliverTo(new Ordering(unit)));
    }

    /** One order, whose body runs its own units of work. */
    private Result ordered(
            Command command,
            String words,
            Function<Function<Supplier<Result>, Result>, Result> body) {
        Result refusal = state.authority.refusalOfSupervisor(submitter);
        if (refusal != null) {
            return refusal;
        }
        Result result = body.apply(unit -> units.unit(command, unit));
        Author author = author();
        state.units.run(
                () -> state.supervision.audit().note(author, command.kind(), words, result));
        return result;
    }

    /** One order that is one unit of work. */
    private Result orderedWhole(Command command, String words, Supplier<Result> body) {
        return ordered(command, words, unit -> unit.apply(body));
    }

    private Author author() {
        Occupancy position = state.positions.of(submitter.session());
        return new Author(
                submitter.user(), position == null ? "" : position.definition().id(), now);
    }

    /** What a supervisor says of alarms and messages. */
    private final class Ordering implements SupervisorOrder.SupervisorOrderHandler<Result> {

        private final Function<Supplier<Result>, Result> unit;

        Ordering(Function<Supplier<Result>, Result> unit) {
            this.unit = unit;
        }

        @Override
        public Result acknowledgeAlarm(SupervisorOrder.AcknowledgeAlarm said) {
            return unit.apply(
                    () ->
                            state.supervision
                                    .attentions()
                                    .acknowledge(
                                            said.alarm(),
                                            said.sinceMicros(),
                                            latestMicros,
                                            author()));
        }

        @Override
        public Result shelveAlarm(SupervisorOrder.ShelveAlarm said) {
            return unit.apply(
                    () ->
                            said.untilMicros() == 0
                                    ? state.supervision
                                            .attentions()
                                            .unshelve(said.alarm(), author())
                                    : state.supervision
                                            .attentions()
                                            .shelve(
                                                    said.alarm(),
                                                    said.untilMicros(),
                                                    said.reason(),
                                                    author()));
        }

        /** There is nothing to do here: it is the audit's. */
        @Override
        public Result orderStepDown(SupervisorOrder.OrderStepDown said) {
            return Result.accepted();
        }

        @Override
        public Result orderCheckpoint(SupervisorOrder.OrderCheckpoint said) {
            return unit.apply(() -> state.supervision.checkpoints().order(op, latestMicros));
        }

        @Override
        public Result resubmitReferral(SupervisorOrder.ResubmitReferral said) {
            return new ReferralDesk(state).resubmit(said, unit);
        }

        @Override
        public Result dropReferral(SupervisorOrder.DropReferral said) {
            return unit.apply(() -> new ReferralDesk(state).drop(said));
        }

        @Override
        public Result mendQuarantined(SupervisorOrder.MendQuarantined said) {
            return new QuarantineDesk(state, op, stampMicros).mend(said);
        }
    }
}
