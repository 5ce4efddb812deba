package aero.vigil.airspace;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.SafetyOrder;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.command.SupervisorOrder;
import aero.vigil.airspace.flight.PlanFingerprints.Fingerprint;
import aero.vigil.airspace.picture.AlertView;
import aero.vigil.airspace.supervision.Given;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.PlotOutcome;
import aero.vigil.airspace.surveillance.PlotReject;
import aero.vigil.airspace.surveillance.SensorMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one command: finds who may, runs it as a unit of work, answers.
 *
 * <p>A batch of plots is one unit a plot; everything else is one unit.
 */
final class CommandExecution implements Command.Handler<Result> {

    private static final String DUPLICATE = "DUPLICATE";
    private static final String INNER_ERROR = "INNER_ERROR";
    private static final String SENSOR_MESSAGE = "SENSOR_MESSAGE_INVALID";

    private final AirspaceState state;
    private final Submitter submitter;
    private final long op;
    private final byte[] content;
    private final long now;
    private final SupervisorExecution supervisor;

    /**
     * @param content the command's bytes, kept when it fails inside
     */
    CommandExecution(
            AirspaceState state, Submitter submitter, long op, long stampMicros, byte[] content) {
        this.state = state;
        this.submitter = submitter;
        this.op = op;
        this.content = content;
        this.now = state.nowMicros;
        this.supervisor = new SupervisorExecution(state, submitter, op, stampMicros, this);
    }

    @Override
    public Result ping(Command.Ping command) {
        return new Result.Accepted(command.payload(), 0, 0, 0, List.of(), "");
    }

    @Override
    public Result reportPlots(Command.ReportPlots command) {
        Result refusal = state.authority.refusalOfAdapter(submitter);
        if (refusal != null) {
            return refusal;
        }
        Map<String, Long> others = new TreeMap<>();
        int applied = 0;
        for (Plot plot : command.plots()) {
            Units.Outcome<PlotOutcome> outcome =
                    state.units.run(() -> state.surveillance.report(plot, command.line(), now));
            PlotOutcome plotOutcome = outcome.value();
            if (plotOutcome == null) {
                state.counters.countReject(INNER_ERROR);
                others.merge(INNER_ERROR, 1L, Long::sum);
                continue;
            }
            switch (plotOutcome.kind()) {
                case APPLIED, DEFERRED -> {
                    applied++;
                    state.counters.countPlot();
                }
                case DUPLICATE -> {
                    state.counters.countDuplicate();
                    others.merge(DUPLICATE, 1L, Long::sum);
                }
                case REJECTED -> others.merge(nameOf(plotOutcome.reason()), 1L, Long::sum);
            }
        }
        return batchResult(applied, others);
    }

    private static String nameOf(@Nullable PlotReject reason) {
        return reason == null ? INNER_ERROR : reason.name();
    }

    @Override
    public Result reportSensorStatus(Command.ReportSensorStatus command) {
        Result refusal = state.authority.refusalOfAdapter(submitter);
        if (refusal != null) {
            return refusal;
        }
        Map<String, Long> others = new TreeMap<>();
        for (SensorMessage message : command.messages()) {
            Units.Outcome<Boolean> outcome =
                    state.units.run(() -> state.surveillance.report(message, command.line(), now));
            Boolean known = outcome.value();
            if (known == null || !known) {
                String reason = known == null ? INNER_ERROR : SENSOR_MESSAGE;
                state.counters.countReject(reason);
                others.merge(reason, 1L, Long::sum);
            }
        }
        return batchResult(0, others);
    }

    private static Result batchResult(int applied, Map<String, Long> others) {
        List<CountByReason> counts = new ArrayList<>();
        others.forEach((reason, count) -> counts.add(new CountByReason(reason, count)));
        return new Result.Accepted(Payload.EMPTY, 0, 0, applied, counts, "");
    }

    @Override
    public Result reportFeed(Command.ReportFeed command) {
        Result refusal = state.authority.refusalOfAdapter(submitter);
        return refusal != null ? refusal : unit(command, () -> state.feeds.report(command, now));
    }

    @Override
    public Result flightPlanMessage(Command.FlightPlanMessage command) {
        Result refusal = state.authority.refusalOfAdapter(submitter);
        if (refusal != null) {
            return refusal;
        }
        Fingerprint fingerprint = Fingerprint.of(command.originator(), command.text());
        Result before = state.fingerprints.answerTo(fingerprint, now);
        if (before != null) {
            return before;
        }
        Result answer = unit(command, () -> state.plans.receive(command.content(), now));
        state.units.run(() -> state.fingerprints.remember(fingerprint, answer, now));
        if (answer instanceof Result.Rejected refused) {
            new ReferralDesk(state).refer(command, refused);
        }
        return answer;
    }

    @Override
    public Result referMessage(Command.ReferMessage command) {
        Result refusal = state.authority.refusalOfAdapter(submitter);
        return refusal != null ? refusal : new ReferralDesk(state).refer(command);
    }

    @Override
    public Result takePosition(Command.TakePosition command) {
        return unit(command, () -> state.positions.take(submitter, command.position()));
    }

    @Override
    public Result releasePosition(Command.ReleasePosition command) {
        return unit(command, () -> state.positions.release(submitter));
    }

    @Override
    public Result order(Order order) {
        return unit(order, () -> state.orders.carryOut(order, submitter, now));
    }

    @Override
    public Result acknowledgeAlert(Command.AcknowledgeAlert command) {
        Result refusal = state.authority.refusalOfAcknowledgement(submitter);
        if (refusal != null) {
            return refusal;
        }
        return unit(
                command,
                () ->
                        acknowledge(command.alert())
                                ? Result.accepted()
                                : Result.rejected(
                                        Reason.UNKNOWN_ALERT,
                                        "there is no alert " + command.alert()));
    }

    private boolean acknowledge(int alert) {
        int number = AlertView.numberOf(alert);
        return switch (AlertView.familyOf(alert)) {
            case CONFLICT -> state.stca.acknowledge(number);
            case FLIGHT -> state.alerts.acknowledge(number);
            case TRACK -> state.trackNets.acknowledge(number);
            case PLANNED -> state.mtcd.acknowledge(number);
        };
    }

    @Override
    public Result correlate(Command.Correlate command) {
        Result refusal = state.authority.refusalOfCorrelation(submitter, command.flight());
        return refusal != null
                ? refusal
                : unit(
                        command,
                        () -> state.correlator.correlate(command.flight(), command.track()));
    }

    @Override
    public Result decorrelate(Command.Decorrelate command) {
        Result refusal = state.authority.refusalOfCorrelation(submitter, command.flight());
        return refusal != null
                ? refusal
                : unit(command, () -> state.correlator.decorrelate(command.flight()));
    }

    @Override
    public Result enableSensor(Command.EnableSensor command) {
        return supervisor.enableSensor(command);
    }

    @Override
    public Result safetyOrder(SafetyOrder order) {
        return supervisor.safetyOrder(order);
    }

    @Override
    public Result openSectors(Command.OpenSectors command) {
        return supervisor.openSectors(command);
    }

    @Override
    public Result createFlight(Command.CreateFlight command) {
        Result refusal = state.authority.refusalOfCreation(submitter);
        return refusal != null ? refusal : unit(command, () -> state.created.create(command, now));
    }

    @Override
    public Result releaseQuarantined(Command.ReleaseQuarantined command) {
        return supervisor.releaseQuarantined(command);
    }

    @Override
    public Result setWinds(Command.SetWinds command) {
        return supervisor.setWinds(command);
    }

    @Override
    public Result supervisorOrder(SupervisorOrder order) {
        return supervisor.supervisorOrder(order);
    }

    @Override
    public Result stageAdaptation(AdaptationOrder.StageAdaptation command) {
        return supervisor.stageAdaptation(command);
    }

    @Override
    public Result activateAdaptation(AdaptationOrder.ActivateAdaptation command) {
        return supervisor.activateAdaptation(command);
    }

    /** The state that takes the place of the present one, null: it stays. */
    @Nullable AirspaceState replacement() {
        return supervisor.replacement();
    }

    /** Runs one unit; a rejection leaves nothing behind, a failure leaves the quarantine. */
    Result unit(Command command, Supplier<Result> body) {
        Units.Outcome<Result> outcome =
                state.units.run(
                        () -> {
                            Result result = body.get();
                            if (result instanceof Result.Rejected) {
                                state.units.undo();
                            }
                            return result;
                        });
        Units.Failure failure = outcome.failure();
        Result result = outcome.value();
        if (result == null || failure != null) {
            return quarantined(command.kind(), failure == null ? "" : failure.error());
        }
        return result;
    }

    /** Keeps what failed for the supervisor, and says so. */
    Result quarantined(String kind, String error) {
        state.units.run(
                () -> state.quarantine.keep(op, now, kind, error, Given.of(submitter, content)));
        return Result.rejected(
                Reason.QUARANTINED,
                "an error of ours: the command is kept for the supervisor, nothing has changed");
    }
}
