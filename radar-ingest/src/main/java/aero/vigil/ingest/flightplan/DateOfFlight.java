package aero.vigil.ingest.flightplan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The day a time of day in a message belongs to: given by DOF/, or the one nearest to its
 * reception.
 *
 * @param epochDay days since 1970, or {@link #UNKNOWN}
 */
record DateOfFlight(long epochDay) {

    private static final long UNKNOWN = Long.MIN_VALUE;
    static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    /** No DOF/ stands in the message. */
    static final DateOfFlight NOT_GIVEN = new DateOfFlight(UNKNOWN);

    static DateOfFlight read(FieldText date) throws UnreadableField {
        try {
            if (date.matches(SIX_DIGITS)) {
                int number = Integer.parseInt(date.text());
                LocalDate day =
                        LocalDate.of(2000 + number / 10_000, number / 100 % 100, number % 100);
                return new DateOfFlight(day.toEpochDay());
            }
        } catch (DateTimeException noSuchDay) {
            // falls through to the same answer as for a date of another form
        }
        throw date.wrong("the date of flight must be a day as YYMMDD, as in DOF/260131");
    }

    /** UTC microseconds since 1970 of a time of day, in minutes after midnight. */
    long at(int minuteOfDay, long nowMicros) {
        long ofDay = TimeUnit.MINUTES.toMicros(minuteOfDay);
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
