package aero.vigil.ingest.asterix;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An ADS-B target report as its ground station meant it: a record of category 021, of either
 * edition, read in the terms of the model.
 *
 * @param record of category 021
 */
public record Cat021Record(AsterixRecord record) {

    /** A 95 % circle is so many times the standard deviation of either coordinate. */
    private static final double CIRCLE_OF_SIGMA = 2.45;

    /**
     * 95 % radius in metres by NACp 0..11 (RTCA DO-260B table 2-70); 0 says that it is unknown, as
     * do the values kept for later.
     */
    private static final double[] BY_NACP = {
        0, 18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3
    };

    /** The same by NUCp 0..9 (DO-260 table 2-11). */
    private static final double[] BY_NUCP = {0, 18_520, 9_260, 1_852, 926, 463, 185.2, 92.6, 10, 3};

    private static final int MCP_SELECTED = 2;
    private static final int SPI_SET = 3;

    private boolean isOld() {
        return record.category() == Cat021.EDITION_0_23;
    }

    private Cat021.Common common() {
        return isOld() ? Cat021.COMMON_0_23 : Cat021.COMMON;
    }

    /** SAC * 256 + SIC; absent when the record does not say its source. */
    public OptionalInt sacSic() {
        return record.has(common().sac)
                ? OptionalInt.of((int) (record.raw(common().sac) << 8 | record.raw(common().sic)))
                : OptionalInt.empty();
    }

    /** When the aircraft was there: 1/128 s since midnight UTC, as sent, not yet checked. */
    public OptionalInt timeOfDay() {
        if (isOld()) {
            return value(Cat021.TIME_OF_DAY_0_23);
        }
        for (Field time : new Field[] {Cat021.TIME_OF_APPLICABILITY, Cat021.TIME_OF_RECEPTION}) {
            if (record.has(time)) {
                return value(time);
            }
        }
        return value(Cat021.TIME_OF_TRANSMISSION);
    }

    /** Degrees WGS-84, the finer one where both are sent. */
    public OptionalDouble latitude() {
        return !isOld() && record.has(Cat021.FINE_LATITUDE)
                ? quantity(Cat021.FINE_LATITUDE)
                : quantity(common().latitude);
    }

    /** Degrees WGS-84. */
    public OptionalDouble longitude() {
        return !isOld() && record.has(Cat021.FINE_LONGITUDE)
                ? quantity(Cat021.FINE_LONGITUDE)
                : quantity(common().longitude);
    }

    /**
     * Standard deviation of either coordinate in metres, by NACp, or by NUCp of old transponders
     * and editions; absent when it says that it does not know.
     */
    public OptionalDouble sigmaMetres() {
        double radius;
        if (isOld()) {
            radius = of(BY_NUCP, record.rawOr(Cat021.ACCURACY_0_23, 0));
        } else if (record.rawOr(Cat021.MOPS_VERSION, 0) > 0 && record.has(Cat021.NACP)) {
            radius = of(BY_NACP, record.raw(Cat021.NACP));
        } else {
            radius = of(BY_NUCP, record.rawOr(Cat021.NUCP_OR_NIC, 0));
        }
        return radius > 0 ? OptionalDouble.of(radius / CIRCLE_OF_SIGMA) : OptionalDouble.empty();
    }

    private static double of(double[] table, long category) {
        return category > 0 && category < table.length ? table[(int) category] : 0;
    }

    /** The aircraft's 24-bit address; absent when what stands there is no such address. */
    public OptionalInt address() {
        int unique = isOld() ? 1 : 0;
        return record.rawOr(common().addressType, unique) == unique
                ? value(common().address)
                : OptionalInt.empty();
    }

    /** Identification without trailing blanks; empty when absent. */
    public String callsign() {
        return record.has(common().identification) ? record.text(common().identification) : "";
    }

    /** Whether every character of the identification is one; true when it is absent. */
    public boolean callsignLegible() {
        return callsign().indexOf(Characters.UNDEFINED) < 0;
    }

    /** Barometric, in quarters of a flight level. */
    public OptionalInt flightLevel() {
        return value(common().flightLevel);
    }

    /** Mode 3/A code; never in edition 0.23. */
    public OptionalInt mode3A() {
        return isOld() ? OptionalInt.empty() : value(Cat021.MODE_3A);
    }

    /** The station's own track number; never in edition 0.23. */
    public OptionalInt trackNumber() {
        return isOld() ? OptionalInt.empty() : value(Cat021.TRACK_NUMBER);
    }

    /** MCP/FCU selected altitude in quarters of a flight level. */
    public OptionalInt selectedLevel() {
        boolean isSelected = !isOld() && record.rawOr(Cat021.SELECTED_SOURCE, 0) == MCP_SELECTED;
        return isSelected ? value(Cat021.SELECTED_ALTITUDE) : OptionalInt.empty();
    }

    public boolean spi() {
        return isOld()
                ? record.isSet(Cat021.SPI_0_23)
                : record.rawOr(Cat021.SURVEILLANCE_STATUS, 0) == SPI_SET;
    }

    /** SIM or TST: no aircraft. */
    public boolean simulated() {
        return record.isSet(common().simulated) || record.isSet(common().testTarget);
    }

    /** A fixed transponder on the ground. */
    public boolean fieldMonitor() {
        return record.isSet(common().fieldMonitor);
    }

    /** The aircraft or vehicle says that it is on the ground. */
    public boolean onGround() {
        return record.isSet(common().onGround);
    }

    /** The station itself does not believe the report. */
    public boolean suspect() {
        return !isOld() && record.rawOr(Cat021.CONFIDENCE, 0) == 1;
    }

    private OptionalInt value(Field field) {
        return record.has(field) ? OptionalInt.of((int) record.raw(field)) : OptionalInt.empty();
    }

    private OptionalDouble quantity(Field field) {
        return record.has(field)
                ? OptionalDouble.of(record.quantity(field))
                : OptionalDouble.empty();
    }
}
