package aero.vigil.airspace.codec.icao;

import java.util.regex.Pattern;

/**
 * The day a time of day in a message belongs to: given by DOF/, or the one nearest to its
 * reception.
 *
 * @param epochDay days since 1970, or {@link #UNKNOWN}
 */
record DateOfFlight(long epochDay) {

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long MINUTE_MICROS = 60_000_000L;
    static final long DAY_MICROS = 24 * 60 * MINUTE_MICROS;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int DAYS_OF_FOUR_YEARS = 1_461;

    /** Of 1 January 2000; two digits of a year reach to 2099, where every fourth is a leap year. */
    private static final long EPOCH_DAY_2000 = 10_957;

    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    /** No DOF/ stands in the message. */
    static final DateOfFlight NOT_GIVEN = new DateOfFlight(UNKNOWN);

    static DateOfFlight read(FieldText date) throws UnreadableField {
        if (date.matches(SIX_DIGITS)) {
            int number = Integer.parseInt(date.text());
            int year = number / 10_000;
            int month = number / 100 % 100;
            int day = number % 100;
            if (month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)) {
                return new DateOfFlight(epochDay(year, month, day));
            }
        }
        throw date.wrong("the date of flight must be a day as YYMMDD, as in DOF/260131");
    }

    private static int daysOf(int year, int month) {
        return DAYS_OF_MONTH[month - 1] + (month == 2 && year % 4 == 0 ? 1 : 0);
    }

    private static long epochDay(int year, int month, int day) {
        long days = EPOCH_DAY_2000 + (year * DAYS_OF_FOUR_YEARS + 3) / 4 + day - 1;
        for (int before = 1; before < month; before++) {
            days += daysOf(year, before);
        }
        return days;
    }

    /** UTC microseconds since 1970 of a time of day, in minutes after midnight. */
    long at(int minuteOfDay, long nowMicros) {
        long ofDay = minuteOfDay * MINUTE_MICROS;
        if (epochDay != UNKNOWN) {
            return epochDay * DAY_MICROS + ofDay;
        }
        long today = Math.floorDiv(nowMicros, DAY_MICROS) * DAY_MICROS + ofDay;
        long late = nowMicros - today;
        if (late > DAY_MICROS / 2) {
            return today + DAY_MICROS;
        }
        return late < -DAY_MICROS / 2 ? today - DAY_MICROS : today;
    }
}
