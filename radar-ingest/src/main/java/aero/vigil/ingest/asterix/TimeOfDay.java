package aero.vigil.ingest.asterix;

import java.util.OptionalInt;

/** The time that a record says of itself: 1/128 s since midnight UTC in every category we read. */
public final class TimeOfDay {

    /** Units of 1/128 s in a day; a time of day is smaller. */
    public static final int UNITS_A_DAY = 86_400 * 128;

    private static final double UNITS_A_SECOND = 128;

    private TimeOfDay() {}

    /** 1/128 s since midnight as sent; absent when the record carries no time of day. */
    public static OptionalInt of(AsterixRecord record) {
        Field field =
                switch (record.category().number()) {
                    case Cat034.NUMBER -> Cat034.TIME_OF_DAY;
                    case Cat048.NUMBER -> Cat048.TIME_OF_DAY;
                    case Cat062.NUMBER -> Cat062.TIME_OF_TRACK;
                    default -> null;
                };
        return field == null || !record.has(field)
                ? OptionalInt.empty()
                : OptionalInt.of((int) record.raw(field));
    }

    /** Seconds of so many units of 1/128 s. */
    public static double seconds(int units) {
        return units / UNITS_A_SECOND;
    }
}
