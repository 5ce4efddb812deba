package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.Arrival;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.PlanKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fields 13 (departure aerodrome and time), 16 (destination, elapsed time, alternates) and 17
 * (arrival aerodrome and time).
 */
final class PlaceFields {

    private static final Pattern LOCATION = Pattern.compile("[A-Z]{4}");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3])[0-5][0-9]");

    private static final Pattern ARRIVAL = Pattern.compile("[A-Z]{4}[0-9]{4}(?s:\\s.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Z0-9]+");

    /** Alternates a plan may name. */
    private static final int GREATEST_ALTERNATES = 2;

    private PlaceFields() {}

    static void departure(FieldText field, DateOfFlight date, long nowMicros, PlanKey.Builder key)
            throws UnreadableField {
        FieldText first = only(field, "an aerodrome and a time must stand here, as in LSZH0730");
        key.setDeparture(location(first, "13a"));
        FieldText time = first.from(4).in("13b");
        key.setOffBlockTimeMicros(date.at(minutes(time), nowMicros));
    }

    /**
     * Reads field 13 of a message about a flight under way, whose off-block time may be left out:
     * the last such time of day up to {@code untilMicros}.
     */
    static void departed(FieldText field, DateOfFlight date, long untilMicros, PlanKey.Builder key)
            throws UnreadableField {
        FieldText first = only(field, "an aerodrome must stand here, as in LSZH or LSZH0730");
        key.setDeparture(location(first, "13a"));
        if (first.length() > 4) {
            int minutes = minutes(first.from(4).in("13b"));
            long nearest = date.at(minutes, untilMicros);
            boolean isToCome = nearest > untilMicros && date.equals(DateOfFlight.NOT_GIVEN);
            key.setOffBlockTimeMicros(isToCome ? nearest - DateOfFlight.DAY_MICROS : nearest);
        }
    }

    /** Reads field 17; the name after ZZZZ is not kept. */
    static void arrival(FieldText field, long nowMicros, Arrival.Builder arrival)
            throws UnreadableField {
        List<FieldText> words = field.words();
        if (words.isEmpty()) {
            throw field.missing("the aerodrome and time of arrival");
        }
        FieldText first = words.get(0);
        arrival.setAerodrome(location(first, "17a"));
        int minutes = minutes(first.from(4).in("17b"));
        arrival.setArrivalTimeMicros(DateOfFlight.NOT_GIVEN.at(minutes, nowMicros));
        for (FieldText word : words.subList(1, words.size())) {
            if (!word.matches(NAME)) {
                throw word.in("17c").wrong("a name is capital letters and digits");
            }
        }
    }

    /** Whether a text can be field 17: it begins with an aerodrome and a time. */
    static boolean isArrival(FieldText field) {
        return field.matches(ARRIVAL);
    }

    /** Reads field 16; only a filed plan must give the elapsed time. */
    static void destination(
            FieldText field, boolean timed, FiledPlan.Builder plan, PlanKey.Builder key)
            throws UnreadableField {
        List<FieldText> words = field.words();
        if (words.isEmpty()) {
            throw field.missing("the destination");
        }
        FieldText first = words.get(0);
        key.setDestination(location(first, "16a"));
        if (first.length() > 4) {
            plan.setElapsedMinutes(minutes(first.from(4).in("16b")));
        } else if (timed) {
            throw first.wrong("an elapsed time must follow the destination, as in LFPG0115");
        }
        for (FieldText alternate : words.subList(1, words.size())) {
            FieldText named = alternate.in("16c");
            if (plan.getAlternatesCount() == GREATEST_ALTERNATES) {
                throw named.wrong("at most two alternates may stand here");
            }
            if (!named.matches(LOCATION)) {
                throw named.wrong("an alternate must be a location indicator of four letters");
            }
            plan.addAlternates(named.text());
        }
    }

    private static FieldText only(FieldText field, String right) throws UnreadableField {
        List<FieldText> words = field.words();
        if (words.isEmpty()) {
            throw field.wrong(right);
        }
        if (words.size() > 1) {
            throw words.get(1).wrong("nothing may follow the time of departure");
        }
        return words.get(0);
    }

    private static String location(FieldText word, String part) throws UnreadableField {
        FieldText indicator = word.slice(0, Math.min(4, word.length())).in(part);
        if (!indicator.matches(LOCATION)) {
            throw indicator.wrong(
                    "a location indicator of four letters must stand here, as in LSZH");
        }
        return indicator.text();
    }

    static int minutes(FieldText time) throws UnreadableField {
        if (!time.matches(TIME)) {
            throw time.wrong("a time must be HHMM, 0000 to 2359");
        }
        int number = Integer.parseInt(time.text());
        return number / 100 * 60 + number % 100;
    }
}
