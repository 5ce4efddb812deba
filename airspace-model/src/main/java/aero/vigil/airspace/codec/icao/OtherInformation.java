package aero.vigil.airspace.codec.icao;

import aero.vigil.wire.airspace.FiledPlan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field 18: '0', or indicators each with its text. DOF/ and CODE/ are read; all else is kept as
 * filed, unknown indicators too, since units invent them.
 *
 * @param asFiled the whole field, empty for '0'
 * @param dateOfFlight of DOF/
 * @param address of CODE/, 24 bits; 0: not given
 */
record OtherInformation(String asFiled, DateOfFlight dateOfFlight, int address) {

    private static final Pattern INDICATOR = Pattern.compile("\\b[A-Z]{2,9}[0-9]? ?/");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-F]{6}");
    private static final Pattern DATE = Pattern.compile("[0-9]{6}");

    private static final OtherInformation NONE =
            new OtherInformation("", DateOfFlight.NOT_GIVEN, 0);

    static OtherInformation read(FieldText field) throws UnreadableField {
        if (field.text().equals("0")) {
            return NONE;
        }
        Matcher indicator = INDICATOR.matcher(field.text());
        if (!indicator.lookingAt()) {
            throw field.wrong("0 or an indicator must stand here, as in DOF/260131");
        }
        DateOfFlight date = DateOfFlight.NOT_GIVEN;
        int address = 0;
        boolean more = true;
        while (more) {
            int nameAt = indicator.start();
            FieldText name = field.slice(nameAt, indicator.end() - 1);
            int valueAt = indicator.end();
            more = indicator.find();
            FieldText value = field.slice(valueAt, more ? indicator.start() : field.length());
            if (value.isEmpty()) {
                throw value.missing("the text after " + name.text() + "/");
            }
            switch (name.text()) {
                case "DOF" -> {
                    DateOfFlight given = DateOfFlight.read(value.in("18 DOF"));
                    if (!date.equals(DateOfFlight.NOT_GIVEN) && !given.equals(date)) {
                        throw value.wrong("there may be one date of flight");
                    }
                    date = given;
                }
                case "CODE" -> address = address(value.in("18 CODE"), address);
                default -> {
                    // kept as filed
                }
            }
        }
        return new OtherInformation(field.text(), date, address);
    }

    private static int address(FieldText value, int before) throws UnreadableField {
        int address = value.matches(ADDRESS) ? Integer.parseInt(value.text(), 16) : 0;
        if (address == 0 || address == 0xFFFFFF) {
            throw value.wrong(
                    "an aircraft address must be six hexadecimal digits, as in CODE/4B1A2C");
        }
        if (before != 0 && before != address) {
            throw value.wrong("there may be one aircraft address");
        }
        return address;
    }

    /** Field 18 of CHG, CNL, DLA and DEP: as above, or the bare date some units send. */
    static DateOfFlight readKeyDate(FieldText field) throws UnreadableField {
        return field.matches(DATE) ? DateOfFlight.read(field) : read(field).dateOfFlight();
    }

    void copyTo(FiledPlan.Builder plan) {
        plan.setOther(asFiled);
        if (address != 0) {
            plan.setAddress(address);
        }
    }
}
