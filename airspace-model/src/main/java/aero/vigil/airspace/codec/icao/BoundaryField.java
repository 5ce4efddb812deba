package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.Estimate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field 14: boundary point, time over it, cleared level, and at what level it crosses when it is
 * not at that one yet, as in LMG/1930F160F120A.
 */
final class BoundaryField {

    private static final Pattern POINT =
            Pattern.compile(
                    "[A-Z]{2,5}([0-9]{6})?|[0-9]{2}([0-5][0-9])?[NS][0-9]{3}([0-5][0-9])?[EW]");

    private static final String LEVEL = "([FA][0-9]{3}|[SM][0-9]{4})";
    private static final Pattern LEVELS = Pattern.compile(LEVEL + "(?:" + LEVEL + "([AB]))?");

    private BoundaryField() {}

    static void read(FieldText field, long nowMicros, Estimate.Builder estimate)
            throws UnreadableField {
        List<FieldText> words = field.words();
        if (words.isEmpty()) {
            throw field.missing("the boundary point, time and level");
        }
        if (words.size() > 1) {
            throw words.get(1).wrong("nothing may follow the levels at the boundary");
        }
        FieldText word = words.get(0);
        int slash = word.text().indexOf('/');
        FieldText point = slash < 0 ? word : word.slice(0, slash);
        if (slash < 0 || !point.matches(POINT)) {
            throw point.in("14a").wrong("a point and '/' must stand here, as in ABESI/1921F300");
        }
        FieldText rest = word.from(slash + 1);
        int timed = Math.min(4, rest.length());
        int minutes = PlaceFields.minutes(rest.slice(0, timed).in("14b"));
        FieldText levels = rest.from(timed).in("14c");
        Matcher matcher = LEVELS.matcher(levels.text());
        if (!matcher.matches()) {
            throw levels.wrong(
                    "the cleared level must stand here, or that, the crossing level and A or B, as"
                            + " in F160F120A");
        }
        estimate.setPoint(point.text())
                .setTimeMicros(DateOfFlight.NOT_GIVEN.at(minutes, nowMicros))
                .setLevel(matcher.group(1));
        if (matcher.group(2) != null) {
            estimate.setCrossingLevel(matcher.group(2)).setCrossingCondition(matcher.group(3));
        }
    }
}
