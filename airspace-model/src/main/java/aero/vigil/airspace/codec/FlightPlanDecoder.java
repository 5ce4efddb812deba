package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import aero.vigil.airspace.command.PlanMessage;
import java.util.List;

/** Reads flight-plan messages. What a field says is judged by the flight plans themselves. */
final class FlightPlanDecoder {

    private static final int MAX_ORIGINATOR = 16;
    private static final int MAX_WORD = 64;
    private static final int MAX_OTHER = 4_096;
    private static final int MAX_ALTERNATES = 8;
    private static final int MODE_3A_CODES = 4_096;
    private static final int MAX_ADDRESS = 0xFFFFFF;

    private FlightPlanDecoder() {}

    static Command.FlightPlanMessage message(aero.vigil.wire.airspace.FlightPlanMessage wire)
            throws MalformedCommandException {
        PlanMessage content =
                switch (wire.getContentCase()) {
                    case FILE -> new PlanMessage.File(plan(wire.getFile()));
                    case CHANGE -> new PlanMessage.Change(plan(wire.getChange()));
                    case CANCEL -> new PlanMessage.Cancel(key(wire.getCancel()));
                    case DELAY ->
                            new PlanMessage.Delay(
                                    key(wire.getDelay().getKey()),
                                    wire.getDelay().getNewOffBlockTimeMicros());
                    case DEPART ->
                            new PlanMessage.Depart(
                                    key(wire.getDepart().getKey()),
                                    wire.getDepart().getDepartureTimeMicros());
                    case ARRIVE -> arrive(wire.getArrive());
                    case ESTIMATE -> estimate(wire.getEstimate());
                    case CONTENT_NOT_SET ->
                            throw new MalformedCommandException("the message has no content");
                };
        return new Command.FlightPlanMessage(
                FieldRange.text("originator", wire.getOriginator(), MAX_ORIGINATOR, false),
                FieldRange.text("text", wire.getText(), Command.FlightPlanMessage.MAX_TEXT, true),
                content);
    }

    private static PlanMessage arrive(aero.vigil.wire.airspace.Arrival wire)
            throws MalformedCommandException {
        return new PlanMessage.Arrive(
                key(wire.getKey()),
                word("aerodrome", wire.getAerodrome()),
                wire.getArrivalTimeMicros());
    }

    private static PlanMessage estimate(aero.vigil.wire.airspace.Estimate wire)
            throws MalformedCommandException {
        return new PlanMessage.Estimate(
                key(wire.getKey()),
                word("point", wire.getPoint()),
                wire.getTimeMicros(),
                word("level", wire.getLevel()),
                word("crossing_level", wire.getCrossingLevel()),
                word("crossing_condition", wire.getCrossingCondition()),
                code(wire.hasMode3A(), wire.getMode3A()));
    }

    private static int code(boolean isGiven, int mode3a) throws MalformedCommandException {
        return isGiven ? FieldRange.within("mode_3a", mode3a, 0, MODE_3A_CODES - 1) : -1;
    }

    private static PlanKey key(aero.vigil.wire.airspace.PlanKey wire)
            throws MalformedCommandException {
        return new PlanKey(
                word("callsign", wire.getCallsign()),
                word("departure", wire.getDeparture()),
                word("destination", wire.getDestination()),
                wire.getOffBlockTimeMicros());
    }

    private static FiledPlan plan(aero.vigil.wire.airspace.FiledPlan wire)
            throws MalformedCommandException {
        FieldRange.size("route", wire.getRouteCount(), FiledPlan.MAX_ELEMENTS);
        FieldRange.size("alternates", wire.getAlternatesCount(), MAX_ALTERNATES);
        return new FiledPlan(
                key(wire.getKey()),
                word("flight_rules", wire.getFlightRules()),
                word("flight_type", wire.getFlightType()),
                FieldRange.within("aircraft_count", wire.getAircraftCount(), 0, 99),
                word("aircraft_type", wire.getAircraftType()),
                word("wake_category", wire.getWakeCategory()),
                word("equipment", wire.getEquipment()),
                code(wire.hasMode3A(), wire.getMode3A()),
                word("speed", wire.getSpeed()),
                word("level", wire.getLevel()),
                words("route", wire.getRouteList()),
                FieldRange.within("elapsed_minutes", wire.getElapsedMinutes(), 0, 6_000),
                words("alternates", wire.getAlternatesList()),
                wire.hasAddress()
                        ? FieldRange.within("address", wire.getAddress(), 1, MAX_ADDRESS)
                        : 0,
                FieldRange.text("other", wire.getOther(), MAX_OTHER, true),
                FieldRange.text("supplementary", wire.getSupplementary(), MAX_OTHER, true),
                new PlanKey(
                        word("new_callsign", wire.getNewCallsign()),
                        word("new_departure", wire.getNewDeparture()),
                        word("new_destination", wire.getNewDestination()),
                        wire.getNewOffBlockTimeMicros()));
    }

    private static String word(String field, String value) throws MalformedCommandException {
        return FieldRange.text(field, value, MAX_WORD, false);
    }

    private static List<String> words(String field, List<String> values)
            throws MalformedCommandException {
        for (String value : values) {
            word(field, value);
        }
        return List.copyOf(values);
    }
}
