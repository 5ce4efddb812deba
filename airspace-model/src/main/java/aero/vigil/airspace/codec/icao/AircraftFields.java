package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.PlanKey;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields 7 (identification), 8 (rules and type), 9 (aircraft) and 10 (equipment). */
final class AircraftFields {

    private static final Pattern CALLSIGN = Pattern.compile("[A-Z0-9]{1,7}");
    private static final Pattern SSR = Pattern.compile("A([0-7]{4})");
    private static final Pattern RULES = Pattern.compile("[IVYZ][SNGMX]?");
    private static final Pattern TYPE = Pattern.compile("([0-9]{0,2})([A-Z][A-Z0-9]{1,3})");

    /** One descriptor of 10a; E, J, M and P with a digit since 2012, bare in older plans. */
    private static final Pattern CARRIED = Pattern.compile("[EJMP][1-9]|[A-PR-Z]");

    /** One descriptor of 10b. */
    private static final Pattern SURVEILLANCE = Pattern.compile("[BUV][12]|[DG]1|[ACEHILPSX]");

    private AircraftFields() {}

    static void identification(FieldText field, FiledPlan.Builder plan, PlanKey.Builder key)
            throws UnreadableField {
        int slash = field.text().indexOf('/');
        FieldText callsign = slash < 0 ? field : field.slice(0, slash);
        key.setCallsign(callsign(callsign));
        if (slash >= 0) {
            FieldText code = field.from(slash + 1).in("7b");
            Matcher matcher = SSR.matcher(code.text());
            if (!matcher.matches()) {
                throw code.wrong("an SSR code must be 'A' and four octal digits, as in A4521");
            }
            plan.setMode3A(Integer.parseInt(matcher.group(1), 8));
        }
    }

    static String callsign(FieldText callsign) throws UnreadableField {
        if (callsign.isEmpty()) {
            throw callsign.missing("the aircraft identification");
        }
        if (!callsign.matches(CALLSIGN)) {
            throw callsign.wrong(
                    "an identification must be 1 to 7 letters and digits, as in SWR4TK");
        }
        return callsign.text();
    }

    static void rulesAndType(FieldText field, FiledPlan.Builder plan) throws UnreadableField {
        String joined = field.joined();
        if (!RULES.matcher(joined).matches()) {
            throw field.wrong(
                    "flight rules I, V, Y or Z and then type S, N, G, M or X must stand here, as in IS");
        }
        plan.setFlightRules(joined.substring(0, 1)).setFlightType(joined.substring(1));
    }

    static void aircraft(FieldText field, FiledPlan.Builder plan) throws UnreadableField {
        int slash = field.text().indexOf('/');
        if (slash < 0) {
            throw field.wrong("aircraft type and wake category must stand here, as in A320/M");
        }
        FieldText type = field.slice(0, slash);
        Matcher matcher = TYPE.matcher(type.text());
        if (!matcher.matches()) {
            throw type.wrong(
                    "an aircraft type must be a number up to 99 if not one, then 2 to 4 letters and"
                            + " digits, as in 2F18");
        }
        FieldText wake = field.from(slash + 1).in("9c");
        if (wake.length() != 1 || "LMHJ".indexOf(wake.text()) < 0) {
            throw wake.wrong("the wake category must be L, M, H or J");
        }
        String count = matcher.group(1);
        plan.setAircraftCount(count.isEmpty() ? 1 : Integer.parseInt(count))
                .setAircraftType(matcher.group(2))
                .setWakeCategory(wake.text());
    }

    static void equipment(FieldText field, FiledPlan.Builder plan) throws UnreadableField {
        int slash = field.text().indexOf('/');
        if (slash < 0) {
            throw field.wrong("equipment and surveillance must stand here, as in SDFGRWY/LB1");
        }
        FieldText carried = field.slice(0, slash);
        FieldText surveillance = field.from(slash + 1).in("10b");
        descriptors(carried.in("10a"), CARRIED, "N, or S and descriptors as in SDE2FGIRWY");
        descriptors(surveillance, SURVEILLANCE, "N, or descriptors as in LB1");
        plan.setEquipment(carried.text() + "/" + surveillance.text());
    }

    /** N alone, or descriptors none of which stands twice. */
    private static void descriptors(FieldText text, Pattern one, String right)
            throws UnreadableField {
        if (text.text().equals("N")) {
            return;
        }
        Matcher matcher = one.matcher(text.text());
        Set<String> seen = new TreeSet<>();
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            if (!seen.add(matcher.group())) {
                throw text.from(at)
                        .wrong(matcher.group() + " stands here twice; expected " + right);
            }
            at = matcher.end();
        }
        if (at < text.length() || at == 0) {
            throw text.from(at).wrong("expected " + right);
        }
    }
}
