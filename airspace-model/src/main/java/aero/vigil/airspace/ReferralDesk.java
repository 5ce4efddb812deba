package aero.vigil.airspace;

import aero.vigil.airspace.codec.PlanText;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.PlanMessage;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.SupervisorOrder;
import aero.vigil.airspace.flight.PlanFingerprints.Fingerprint;
import aero.vigil.airspace.supervision.Referral;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way of flight-plan messages that were not taken: into the referral queue, and out again. */
final class ReferralDesk {

    /** What a message is refused for by who received it, before the model has seen it. */
    private static final String UNREADABLE = "UNREADABLE";

    private static final String PUSHED_OUT = "REFERRAL_PUSHED_OUT";

    private final AirspaceState state;
    private final long now;

    ReferralDesk(AirspaceState state) {
        this.state = state;
        this.now = state.nowMicros;
    }

    /** Keeps a message that the model has refused. */
    void refer(Command.FlightPlanMessage message, Result.Rejected refusal) {
        refer(
                message.originator(),
                message.text(),
                fault(refusal, PlanText.read(message.text(), message.originator(), now)));
    }

    /** Keeps a message that could not be read; a copy of one that is kept is not. */
    Result refer(Command.ReferMessage message) {
        Fingerprint fingerprint = Fingerprint.of(message.originator(), message.text());
        Result before = state.fingerprints.answerTo(fingerprint, now);
        if (before != null) {
            return before;
        }
        refer(
                message.originator(),
                message.text(),
                new Referral.Fault(
                        UNREADABLE, message.field(), message.column(), message.reason()));
        Result answer = Result.accepted(0, 0, "referred to the supervisor");
        state.units.run(() -> state.fingerprints.remember(fingerprint, answer, now));
        return answer;
    }

    private void refer(String originator, String text, Referral.Fault fault) {
        Units.Outcome<Integer> gone =
                state.units.run(
                        () -> state.supervision.referrals().refer(originator, text, fault, now));
        for (int i = 0; gone.value() != null && i < gone.value(); i++) {
            state.counters.countReject(PUSHED_OUT);
        }
    }

    private static Referral.Fault fault(Result.Rejected refusal, PlanText.Reading reading) {
        return new Referral.Fault(
                refusal.reason().name(),
                refusal.field(),
                refusal.field().isEmpty() ? 0 : reading.columns().of(refusal.field()),
                refusal.text());
    }

    /**
     * Reads a message anew and does what it says.
     *
     * @param unit runs the doing whole or not at all
     */
    Result resubmit(
            SupervisorOrder.ResubmitReferral order, Function<Supplier<Result>, Result> unit) {
        Referral referral = state.supervision.referrals().get(order.number());
        if (referral == null) {
            return unknown(order.number());
        }
        PlanText.Reading reading = PlanText.read(order.text(), referral.originator(), now);
        Command.FlightPlanMessage message = reading.message();
        if (message == null) {
            failedAgain(
                    order,
                    new Referral.Fault(
                            UNREADABLE, reading.field(), reading.column(), reading.fault()));
            return new Result.Rejected(
                    Reason.PLAN_FIELD_INVALID,
                    "column " + reading.column() + ": " + reading.fault(),
                    reading.field());
        }
        Result answer = unit.apply(() -> receive(message.content(), order.number()));
        if (answer instanceof Result.Rejected refusal) {
            failedAgain(order, fault(refusal, reading));
        }
        return answer;
    }

    private Result receive(PlanMessage content, int number) {
        Result answer = state.plans.receive(content, now);
        if (answer instanceof Result.Accepted) {
            state.supervision.referrals().remove(number);
        }
        return answer;
    }

    private void failedAgain(SupervisorOrder.ResubmitReferral order, Referral.Fault fault) {
        state.units.run(
                () ->
                        state.supervision
                                .referrals()
                                .failedAgain(order.number(), order.text(), fault));
    }

    /** Takes a message off the queue. */
    Result drop(SupervisorOrder.DropReferral order) {
        if (state.supervision.referrals().get(order.number()) == null) {
            return unknown(order.number());
        }
        state.supervision.referrals().remove(order.number());
        return Result.accepted();
    }

    private static Result unknown(int number) {
        return Result.rejected(
                Reason.UNKNOWN_REFERRAL, "no message " + number + " waits in the referral queue");
    }
}
