package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.PlanKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields 22 of a CHG: the number of a field, '/', and that field's new text. */
final class Amendments {

    private static final Pattern ONE = Pattern.compile("([0-9]{1,2}) ?/(?s:.*)");

    private Amendments() {}

    static boolean isOne(FieldText part) {
        return part.matches(ONE);
    }

    static void read(
            List<FieldText> parts, DateOfFlight date, long nowMicros, FiledPlan.Builder change)
            throws UnreadableField {
        Set<Integer> seen = new TreeSet<>();
        FieldText departure = null;
        DateOfFlight newDate = date;
        for (FieldText part : parts) {
            FieldText amendment = part.in("22");
            Matcher matcher = ONE.matcher(amendment.text());
            if (!matcher.matches()) {
                throw amendment.wrong(
                        "a field's number, '/' and its new text must stand here, as in 8/IS");
            }
            int number = Integer.parseInt(matcher.group(1));
            if (!seen.add(number)) {
                throw amendment.wrong("field " + number + " may be amended once");
            }
            FieldText value =
                    amendment.from(amendment.text().indexOf('/') + 1).in(Integer.toString(number));
            if (value.isEmpty()) {
                throw value.missing("the new text of field " + number);
            }
            switch (number) {
                case 7 -> identification(value, change);
                case 8 -> AircraftFields.rulesAndType(value, change);
                case 9 -> AircraftFields.aircraft(value, change);
                case 10 -> AircraftFields.equipment(value, change);
                case 13 -> departure = value;
                case 15 -> RouteField.read(value, change);
                case 16 -> destination(value, change);
                case 18 -> newDate = other(value, change, date);
                default ->
                        throw amendment.wrong(
                                "only fields 7, 8, 9, 10, 13, 15, 16 and 18 can be amended");
            }
        }
        if (departure != null) {
            departure(departure, newDate, nowMicros, change);
        }
    }

    private static void identification(FieldText value, FiledPlan.Builder change)
            throws UnreadableField {
        PlanKey.Builder key = PlanKey.newBuilder();
        AircraftFields.identification(value, change, key);
        if (!key.getCallsign().equals(change.getKey().getCallsign())) {
            change.setNewCallsign(key.getCallsign());
        }
    }

    private static void departure(
            FieldText value, DateOfFlight date, long nowMicros, FiledPlan.Builder change)
            throws UnreadableField {
        PlanKey.Builder key = PlanKey.newBuilder();
        PlaceFields.departure(value, date, nowMicros, key);
        if (!key.getDeparture().equals(change.getKey().getDeparture())) {
            change.setNewDeparture(key.getDeparture());
        }
        if (key.getOffBlockTimeMicros() != change.getKey().getOffBlockTimeMicros()) {
            change.setNewOffBlockTimeMicros(key.getOffBlockTimeMicros());
        }
    }

    private static void destination(FieldText value, FiledPlan.Builder change)
            throws UnreadableField {
        PlanKey.Builder key = PlanKey.newBuilder();
        PlaceFields.destination(value, false, change, key);
        if (!key.getDestination().equals(change.getKey().getDestination())) {
            change.setNewDestination(key.getDestination());
        }
    }

    private static DateOfFlight other(
            FieldText value, FiledPlan.Builder change, DateOfFlight before) throws UnreadableField {
        OtherInformation other = OtherInformation.read(value);
        other.copyTo(change);
        return other.dateOfFlight().equals(DateOfFlight.NOT_GIVEN) ? before : other.dateOfFlight();
    }
}
