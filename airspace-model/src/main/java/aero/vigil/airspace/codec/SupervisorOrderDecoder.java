package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.AlarmName;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.SupervisorOrder;
import aero.vigil.wire.airspace.AcknowledgeAlarm;
import aero.vigil.wire.airspace.DropReferral;
import aero.vigil.wire.airspace.MendQuarantined;
import aero.vigil.wire.airspace.OrderStepDown;
import aero.vigil.wire.airspace.ReferMessage;
import aero.vigil.wire.airspace.ResubmitReferral;
import aero.vigil.wire.airspace.ShelveAlarm;

/** Reads what a supervisor orders about alarms and what was not taken, and what is referred. */
final class SupervisorOrderDecoder {

    private static final int MAX_ORIGINATOR = 16;
    private static final int MAX_FIELD = 16;

    private SupervisorOrderDecoder() {}

    static Command referMessage(ReferMessage wire) throws MalformedCommandException {
        return new Command.ReferMessage(
                FieldRange.text("originator", wire.getOriginator(), MAX_ORIGINATOR, false),
                FieldRange.text("text", wire.getText(), Command.FlightPlanMessage.MAX_TEXT, true),
                FieldRange.text("field", wire.getField(), MAX_FIELD, false),
                FieldRange.within(
                        "column", wire.getColumn(), 0, Command.FlightPlanMessage.MAX_TEXT + 1),
                FieldRange.text(
                        "reason", wire.getReason(), Command.ReferMessage.MAX_REASON, false));
    }

    static SupervisorOrder acknowledgeAlarm(AcknowledgeAlarm wire)
            throws MalformedCommandException {
        return new SupervisorOrder.AcknowledgeAlarm(
                alarm(wire.getKind(), wire.getSubject()),
                FieldRange.count("since_micros", wire.getSinceMicros()));
    }

    static SupervisorOrder shelveAlarm(ShelveAlarm wire) throws MalformedCommandException {
        long until = FieldRange.count("until_micros", wire.getUntilMicros());
        return new SupervisorOrder.ShelveAlarm(
                alarm(wire.getKind(), wire.getSubject()),
                until,
                until == 0 ? "" : reason(wire.getReason()));
    }

    static SupervisorOrder orderStepDown(OrderStepDown wire) throws MalformedCommandException {
        return new SupervisorOrder.OrderStepDown(FieldRange.count("view", wire.getView()));
    }

    static SupervisorOrder resubmitReferral(ResubmitReferral wire)
            throws MalformedCommandException {
        return new SupervisorOrder.ResubmitReferral(
                wire.getNumber(),
                FieldRange.text("text", wire.getText(), Command.FlightPlanMessage.MAX_TEXT, true));
    }

    static SupervisorOrder dropReferral(DropReferral wire) throws MalformedCommandException {
        return new SupervisorOrder.DropReferral(wire.getNumber(), reason(wire.getReason()));
    }

    static SupervisorOrder mendQuarantined(MendQuarantined wire) throws MalformedCommandException {
        FieldRange.size(
                "command", wire.getCommand().size(), SupervisorOrder.MendQuarantined.MAX_BYTES);
        return new SupervisorOrder.MendQuarantined(
                FieldRange.count("op", wire.getOp()), Payload.of(wire.getCommand().toByteArray()));
    }

    private static AlarmName alarm(String kind, String subject) throws MalformedCommandException {
        FieldRange.text("kind", kind, AlarmName.MAX_KIND, false);
        if (!kind.matches("[A-Z0-9_]+")) {
            throw new MalformedCommandException("kind is not of capitals, digits and '_'");
        }
        return new AlarmName(kind, present("subject", subject, AlarmName.MAX_SUBJECT));
    }

    private static String reason(String text) throws MalformedCommandException {
        return present("reason", text, SupervisorOrder.MAX_REASON);
    }

    private static String present(String field, String value, int most)
            throws MalformedCommandException {
        if (value.isBlank()) {
            throw new MalformedCommandException(field + " is empty");
        }
        return FieldRange.text(field, value, most, false);
    }
}
