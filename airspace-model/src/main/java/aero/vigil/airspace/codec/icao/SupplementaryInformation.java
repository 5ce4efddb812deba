package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FiledPlan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field 19: endurance, persons on board, survival equipment, pilot. It is for search and rescue and
 * mostly not sent; kept as filed. Endurance and persons on board are checked, for somebody will
 * count with them.
 */
final class SupplementaryInformation {

    private static final Pattern INDICATOR = Pattern.compile("\\b[EPRSJDANC] ?/");
    private static final Pattern ENDURANCE = Pattern.compile("[0-9]{2}[0-5][0-9]");
    private static final Pattern PERSONS = Pattern.compile("[0-9]{1,3}|TBN");

    private SupplementaryInformation() {}

    static void read(FieldText field, FiledPlan.Builder plan) throws UnreadableField {
        Matcher indicator = INDICATOR.matcher(field.text());
        if (!indicator.lookingAt()) {
            throw field.wrong("an indicator of field 19 must stand here, as in E/0745 P/6");
        }
        boolean more = true;
        while (more) {
            char name = field.text().charAt(indicator.start());
            int valueAt = indicator.end();
            more = indicator.find();
            FieldText value = field.slice(valueAt, more ? indicator.start() : field.length());
            if (value.isEmpty()) {
                throw value.missing("the text after " + name + "/");
            }
            if (name == 'E' && !value.matches(ENDURANCE)) {
                throw value.in("19 E")
                        .wrong("an endurance must be hours and minutes, as in E/0745");
            }
            if (name == 'P' && !value.matches(PERSONS)) {
                throw value.in("19 P").wrong("persons on board must be up to three digits or TBN");
            }
        }
        plan.setSupplementary(field.text());
    }
}
