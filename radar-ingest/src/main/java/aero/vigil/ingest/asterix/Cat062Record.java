package aero.vigil.ingest.asterix;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A system track as its centre meant it: a record of category 062 read in the terms of the model.
 *
 * @param record of category 062
 */
public record Cat062Record(AsterixRecord record) {

    /** SAC * 256 + SIC; absent when the record does not say its source. */
    public OptionalInt sacSic() {
        return record.has(Cat062.SAC)
                ? OptionalInt.of((int) (record.raw(Cat062.SAC) << 8 | record.raw(Cat062.SIC)))
                : OptionalInt.empty();
    }

    /** 1/128 s since midnight UTC, as sent: not yet checked. */
    public OptionalInt timeOfTrack() {
        return value(Cat062.TIME_OF_TRACK);
    }

    /** Degrees WGS-84. */
    public OptionalDouble latitude() {
        return quantity(Cat062.LATITUDE);
    }

    /** Degrees WGS-84. */
    public OptionalDouble longitude() {
        return quantity(Cat062.LONGITUDE);
    }

    /** 1/4 m/s to the east; 0 when it does not say. */
    public int eastSpeed() {
        return (int) record.rawOr(Cat062.VX, 0);
    }

    /** 1/4 m/s to the north; 0 when it does not say. */
    public int northSpeed() {
        return (int) record.rawOr(Cat062.VY, 0);
    }

    public OptionalInt trackNumber() {
        return value(Cat062.TRACK_NUMBER);
    }

    public OptionalInt mode3A() {
        return value(Cat062.MODE_3A);
    }

    /** Measured, in quarters of a flight level. */
    public OptionalInt flightLevel() {
        return value(Cat062.FLIGHT_LEVEL);
    }

    public OptionalInt address() {
        return value(Cat062.AIRCRAFT_ADDRESS);
    }

    /** Downlinked identification without trailing blanks; empty when absent or illegible. */
    public String callsign() {
        String text =
                record.has(Cat062.AIRCRAFT_IDENTIFICATION)
                        ? record.text(Cat062.AIRCRAFT_IDENTIFICATION)
                        : "";
        return text.indexOf(Characters.UNDEFINED) < 0 ? text : "";
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
