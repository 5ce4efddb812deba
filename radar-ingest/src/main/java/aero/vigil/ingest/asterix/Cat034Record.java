package aero.vigil.ingest.asterix;

import java.util.OptionalInt;

/**
 * A service message of a radar: a record of category 034 read in the terms of the model.
 *
 * @param record of category 034
 */
public record Cat034Record(AsterixRecord record) {

    /** SAC * 256 + SIC; absent when the record does not say its source. */
    public OptionalInt sacSic() {
        return record.has(Cat034.SAC)
                ? OptionalInt.of((int) (record.raw(Cat034.SAC) << 8 | record.raw(Cat034.SIC)))
                : OptionalInt.empty();
    }

    /** I034/000. */
    public OptionalInt messageType() {
        return value(Cat034.MESSAGE_TYPE);
    }

    /** 1/128 s since midnight UTC, as sent: not yet checked. */
    public OptionalInt timeOfDay() {
        return value(Cat034.TIME_OF_DAY);
    }

    /** 360/256 degrees. */
    public OptionalInt sector() {
        return value(Cat034.SECTOR);
    }

    /** 1/128 s. */
    public OptionalInt rotationPeriod() {
        return value(Cat034.ROTATION_PERIOD);
    }

    private OptionalInt value(Field field) {
        return record.has(field) ? OptionalInt.of((int) record.raw(field)) : OptionalInt.empty();
    }
}
