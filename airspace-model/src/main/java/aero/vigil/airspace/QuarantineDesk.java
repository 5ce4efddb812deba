package aero.vigil.airspace;

import aero.vigil.airspace.codec.CommandDecoder;
import aero.vigil.airspace.codec.MalformedCommandException;
import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.command.SupervisorOrder;
import aero.vigil.airspace.supervision.Quarantined;
import org.jspecify.annotations.Nullable;

/** The way of commands that failed inside the model out of the quarantine, done at last. */
final class QuarantineDesk {

    private final AirspaceState state;
    private final long op;
    private final long stampMicros;

    /**
     * @param op of the supervisor's order
     * @param stampMicros of that op
     */
    QuarantineDesk(AirspaceState state, long op, long stampMicros) {
        this.state = state;
        this.op = op;
        this.stampMicros = stampMicros;
    }

    /** Does a command again, for who gave it; one that fails inside again is kept in its place. */
    Result mend(SupervisorOrder.MendQuarantined order) {
        Quarantined kept = state.quarantine.get(order.op());
        if (kept == null) {
            return Result.rejected(
                    Reason.NOT_QUARANTINED, "no command of op " + order.op() + " is quarantined");
        }
        byte[] bytes = order.command().toByteArray();
        Command again;
        try {
            again = CommandDecoder.decode(bytes);
        } catch (MalformedCommandException e) {
            return Result.rejected(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        Result refusal = refusal(kept, again);
        if (refusal != null) {
            return refusal;
        }
        Result result =
                again.deliverTo(
                        new CommandExecution(
                                state, kept.given().submitter(), op, stampMicros, bytes));
        if (leaves(result)) {
            state.units.run(() -> state.quarantine.releaseKept(kept.op()));
        }
        return result;
    }

    private static @Nullable Result refusal(Quarantined kept, Command again) {
        if (kept.given().content().length() == 0) {
            return Result.rejected(
                    Reason.NOT_ALLOWED,
                    "op " + kept.op() + " is known by its kind only: it can be released");
        }
        if (isGivenAnew(again)) {
            return Result.rejected(
                    Reason.NOT_ALLOWED, "a " + again.kind() + " is given anew, not mended");
        }
        if (!again.kind().equals(kept.command())) { // nobody is made to say something else
            return Result.rejected(
                    Reason.NOT_ALLOWED,
                    "op " + kept.op() + " is a " + kept.command() + ", no " + again.kind());
        }
        return null;
    }

    /** A session that is over must not take a position; no order holds another within another. */
    private static boolean isGivenAnew(Command command) {
        return command instanceof Command.TakePosition
                || command instanceof Command.ReleasePosition
                || command instanceof SupervisorOrder
                || command instanceof AdaptationOrder;
    }

    private static boolean leaves(Result result) {
        return !(result instanceof Result.Rejected refusal)
                || refusal.reason() == Reason.QUARANTINED;
    }
}
