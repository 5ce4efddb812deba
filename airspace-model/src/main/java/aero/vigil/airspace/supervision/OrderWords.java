package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.SafetyOrder;
import aero.vigil.airspace.command.SupervisorOrder;
import java.util.stream.Collectors;

/** What a supervisor's order says, in few words, for the audit. */
public final class OrderWords
        implements SafetyOrder.SafetyOrderHandler<String>,
                SupervisorOrder.SupervisorOrderHandler<String> {

    private static final OrderWords WORDS = new OrderWords();

    private OrderWords() {}

    /** A sensor on or off. */
    public static String of(Command.EnableSensor command) {
        return sacSic(command.sacSic()) + (command.enabled() ? " on" : " off");
    }

    /** Which position holds which sectors. */
    public static String of(Command.OpenSectors command) {
        return command.holdings().stream()
                .map(holding -> holding.position() + ": " + String.join(" ", holding.sectors()))
                .collect(Collectors.joining("; "));
    }

    /** The winds by level. */
    public static String of(Command.SetWinds command) {
        return command.layers().isEmpty()
                ? "still air"
                : command.layers().stream()
                        .map(
                                wind ->
                                        "FL"
                                                + wind.flightLevel()
                                                + " "
                                                + wind.fromDegrees()
                                                + "/"
                                                + wind.knots())
                        .collect(Collectors.joining(", "));
    }

    /** An order to the safety nets. */
    public static String of(SafetyOrder order) {
        return order.deliverTo(WORDS);
    }

    /** An order about alarms, messages or the group. */
    public static String of(SupervisorOrder order) {
        return order.deliverTo(WORDS);
    }

    /** Which adaptation is to be in force. */
    public static String of(AdaptationOrder.ActivateAdaptation command) {
        byte[] hash = command.sha256().toByteArray();
        StringBuilder words = new StringBuilder("version " + command.version() + ", sha256 ");
        for (int i = 0; i < 8; i++) {
            words.append(Character.forDigit(hash[i] >> 4 & 0xF, 16));
            words.append(Character.forDigit(hash[i] & 0xF, 16));
        }
        return words.append("...").toString();
    }

    /** SAC/SIC as people write it. */
    public static String sacSic(int sacSic) {
        return (sacSic >>> 8) + "/" + (sacSic & 0xFF);
    }

    @Override
    public String activateArea(SafetyOrder.ActivateArea order) {
        return order.area()
                + (order.active() ? " active" : " not active")
                + until(order.untilMicros());
    }

    @Override
    public String defineArea(SafetyOrder.DefineArea order) {
        return order.border().isEmpty()
                ? order.area() + " removed"
                : order.area()
                        + " FL"
                        + order.floor()
                        + "-"
                        + order.ceiling()
                        + until(order.untilMicros());
    }

    @Override
    public String setQnh(SafetyOrder.SetQnh order) {
        return order.region()
                + (order.hectopascals() == 0 ? " withdrawn" : " " + order.hectopascals() + " hPa");
    }

    @Override
    public String setRunwaysInUse(SafetyOrder.SetRunwaysInUse order) {
        return order.airport()
                + (order.landings().isEmpty()
                        ? " no landings"
                        : " landing " + String.join(" ", order.landings()))
                + (order.departures().isEmpty()
                        ? ", no departures"
                        : ", departing " + String.join(" ", order.departures()));
    }

    @Override
    public String inhibitAlerts(SafetyOrder.InhibitAlerts order) {
        String of =
                order.track() != 0
                        ? "track " + order.track()
                        : order.flight() != 0 ? "flight " + order.flight() : order.area();
        return order.alertKind() + " of " + of + endOr(order.untilMicros());
    }

    @Override
    public String acknowledgeAlarm(SupervisorOrder.AcknowledgeAlarm order) {
        return order.alarm().toString();
    }

    @Override
    public String shelveAlarm(SupervisorOrder.ShelveAlarm order) {
        return order.alarm()
                + endOr(order.untilMicros())
                + (order.untilMicros() == 0 ? "" : ": " + order.reason());
    }

    @Override
    public String orderStepDown(SupervisorOrder.OrderStepDown order) {
        return "primary of view " + order.view();
    }

    @Override
    public String orderCheckpoint(SupervisorOrder.OrderCheckpoint order) {
        return "now";
    }

    @Override
    public String resubmitReferral(SupervisorOrder.ResubmitReferral order) {
        return "message " + order.number();
    }

    @Override
    public String dropReferral(SupervisorOrder.DropReferral order) {
        return "message " + order.number() + ": " + order.reason();
    }

    @Override
    public String mendQuarantined(SupervisorOrder.MendQuarantined order) {
        return "op " + order.op();
    }

    private static String endOr(long untilMicros) {
        return untilMicros == 0 ? " ended" : until(untilMicros);
    }

    private static String until(long untilMicros) {
        if (untilMicros == 0) {
            return "";
        }
        long minutes = StrictMath.floorMod(StrictMath.floorDiv(untilMicros, 60_000_000L), 24L * 60);
        return " until " + two(minutes / 60) + ":" + two(minutes % 60);
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
