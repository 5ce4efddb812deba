package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FiledPlan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field 15: speed, level and route. Each element is checked for its form only; whether a point or
 * an airway exists is for the model to say, which keeps a plan it cannot expand.
 */
final class RouteField {

    /** Most elements of a route; longer ones are nobody's flight. */
    static final int GREATEST_ELEMENTS = 250;

    private static final String SPEED = "(K[0-9]{4}|N[0-9]{4}|M[0-9]{3})";
    private static final String LEVEL = "(F[0-9]{3}|A[0-9]{3}|S[0-9]{4}|M[0-9]{4}|VFR)";
    private static final Pattern SPEED_LEVEL = Pattern.compile(SPEED + LEVEL);

    /** Point, airway, SID or STAR, or a word of the route's language: DCT, VFR, IFR, OAT, GAT. */
    private static final Pattern NAME =
            Pattern.compile("(?=.*[A-Z])[A-Z0-9]{2,5}|[A-Z]{2,5}[0-9]{1,4}[A-Z]?");

    private static final Pattern LATITUDE_LONGITUDE =
            Pattern.compile("[0-9]{2}([0-9]{2})?[NS][0-9]{3}([0-9]{2})?[EW]");
    private static final Pattern BEARING_DISTANCE = Pattern.compile("[A-Z0-9]{2,5}[0-9]{6}");
    private static final Pattern STAY = Pattern.compile("STAY[1-9]/[0-9]{4}");
    private static final Pattern CHANGE = Pattern.compile("/" + SPEED + LEVEL);
    private static final Pattern CRUISE_CLIMB =
            Pattern.compile("/" + SPEED + "(F[0-9]{3}|A[0-9]{3})(F[0-9]{3}|A[0-9]{3}|PLUS)");

    private RouteField() {}

    static void read(FieldText field, FiledPlan.Builder plan) throws UnreadableField {
        List<FieldText> words = field.words();
        if (words.isEmpty()) {
            throw field.missing("speed, level and route");
        }
        FieldText first = words.get(0);
        Matcher matcher = SPEED_LEVEL.matcher(first.text());
        if (!matcher.matches()) {
            throw first.wrong("speed and level must come first, as in N0450F350");
        }
        plan.setSpeed(matcher.group(1)).setLevel(matcher.group(2));
        if (words.size() - 1 > GREATEST_ELEMENTS) {
            throw words.get(GREATEST_ELEMENTS + 1)
                    .wrong("a route has at most " + GREATEST_ELEMENTS + " elements");
        }
        for (int i = 1; i < words.size(); i++) {
            boolean last = i == words.size() - 1;
            if (!isElement(words.get(i).text()) && !(last && words.get(i).text().equals("T"))) {
                throw words.get(i)
                        .wrong(
                                "a route element must be a point, an airway, DCT, or a change as in"
                                        + " KORED/N0450F370");
            }
            plan.addRoute(words.get(i).text());
        }
    }

    private static boolean isElement(String element) {
        int slash = element.indexOf('/');
        if (slash < 0) {
            return isPlaceOrWay(element);
        }
        if (element.startsWith("C/")) {
            int second = element.indexOf('/', 2);
            return second > 0
                    && isPlaceOrWay(element.substring(2, second))
                    && CRUISE_CLIMB.matcher(element.substring(second)).matches();
        }
        return STAY.matcher(element).matches()
                || (isPlaceOrWay(element.substring(0, slash))
                        && CHANGE.matcher(element.substring(slash)).matches());
    }

    private static boolean isPlaceOrWay(String element) {
        return NAME.matcher(element).matches()
                || LATITUDE_LONGITUDE.matcher(element).matches()
                || BEARING_DISTANCE.matcher(element).matches();
    }
}
