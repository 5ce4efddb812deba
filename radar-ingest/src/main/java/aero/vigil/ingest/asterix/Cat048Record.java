package aero.vigil.ingest.asterix;

import java.util.OptionalInt;

/**
 * A target report as its radar meant it: a record of category 048 read in the terms of the model.
 *
 * @param record of category 048
 */
public record Cat048Record(AsterixRecord record) {

    /** MCP/FCU selected altitude in register 4,0 has 16 ft a bit (ICAO Doc 9871 table A-2-64). */
    private static final int SELECTED_ALTITUDE_LSB_FEET = 16;

    /** A quarter of a flight level. */
    private static final int FEET_IN_QUARTER_LEVEL = 25;

    /** SAC * 256 + SIC; absent when the record does not say its source. */
    public OptionalInt sacSic() {
        return record.has(Cat048.SAC)
                ? OptionalInt.of((int) (record.raw(Cat048.SAC) << 8 | record.raw(Cat048.SIC)))
                : OptionalInt.empty();
    }

    /** 1/128 s since midnight UTC, as sent: not yet checked. */
    public OptionalInt timeOfDay() {
        return value(Cat048.TIME_OF_DAY);
    }

    /** TYP of I048/020, 0..7; 0 (no detection) when absent. */
    public int detection() {
        return (int) record.rawOr(Cat048.DETECTION, 0);
    }

    /**
     * Slant range in 1/256 NM: the extended one of the reserved expansion field where I048/020 says
     * so.
     */
    public OptionalInt rho() {
        return record.isSet(Cat048.RANGE_EXTENDED) && record.has(Cat048.EXTENDED_RHO)
                ? value(Cat048.EXTENDED_RHO)
                : value(Cat048.RHO);
    }

    /** Azimuth, 360/65536 degrees. */
    public OptionalInt theta() {
        return value(Cat048.THETA);
    }

    /** Mode 3/A code, 12 bits. */
    public OptionalInt mode3A() {
        return value(Cat048.MODE_3A);
    }

    /** Whether V, G or L of I048/070 is set. */
    public boolean mode3ADoubtful() {
        return record.isSet(Cat048.MODE_3A_NOT_VALIDATED)
                || record.isSet(Cat048.MODE_3A_GARBLED)
                || record.isSet(Cat048.MODE_3A_FROM_TRACK);
    }

    /** Mode C in quarters of a flight level. */
    public OptionalInt flightLevel() {
        return value(Cat048.FLIGHT_LEVEL);
    }

    /** Whether V or G of I048/090 is set. */
    public boolean flightLevelDoubtful() {
        return record.isSet(Cat048.FLIGHT_LEVEL_NOT_VALIDATED)
                || record.isSet(Cat048.FLIGHT_LEVEL_GARBLED);
    }

    /** Mode S address, 24 bits. */
    public OptionalInt address() {
        return value(Cat048.AIRCRAFT_ADDRESS);
    }

    /** Downlinked identification without trailing blanks; empty when absent. */
    public String callsign() {
        return record.has(Cat048.AIRCRAFT_IDENTIFICATION)
                ? record.text(Cat048.AIRCRAFT_IDENTIFICATION)
                : "";
    }

    /** Whether every character of the identification is one; true when it is absent. */
    public boolean callsignLegible() {
        return callsign().indexOf(Characters.UNDEFINED) < 0;
    }

    /** The radar's own track number. */
    public OptionalInt trackNumber() {
        return value(Cat048.TRACK_NUMBER);
    }

    /** Special position identification, by I048/020. */
    public boolean spi() {
        return record.isSet(Cat048.SPI);
    }

    /** SIM or TST: no aircraft. */
    public boolean simulated() {
        return record.isSet(Cat048.SIMULATED) || record.isSet(Cat048.TEST_TARGET);
    }

    /** A fixed transponder on the ground. */
    public boolean fieldMonitor() {
        return record.isSet(Cat048.FIELD_MONITOR);
    }

    /**
     * MCP/FCU selected altitude of register 4,0, rounded to a quarter of a flight level; absent
     * when the register was not read or says that it has none.
     */
    public OptionalInt selectedLevel() {
        int count = record.count(Cat048.BDS_MESSAGE);
        for (int i = 0; i < count; i++) {
            long register = record.raw(Cat048.BDS_1, i) << 4 | record.raw(Cat048.BDS_2, i);
            if (register == CommB.SELECTED_VERTICAL_INTENTION) {
                return selectedLevel(record.raw(Cat048.BDS_MESSAGE, i));
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt selectedLevel(long message) {
        int register = CommB.SELECTED_VERTICAL_INTENTION;
        if (CommB.raw(register, "MCPS", message) == 0) {
            return OptionalInt.empty();
        }
        long feet = CommB.raw(register, "MCP", message) * SELECTED_ALTITUDE_LSB_FEET;
        return OptionalInt.of((int) Math.round((double) feet / FEET_IN_QUARTER_LEVEL));
    }

    private OptionalInt value(Field field) {
        return record.has(field) ? OptionalInt.of((int) record.raw(field)) : OptionalInt.empty();
    }
}
