package aero.vigil.replication.server.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments of model time as people write them: microseconds since 1970, UTC. */
final class Moments {

    /** Times are written to the second. */
    private static final long SECOND_MICROS = 1_000_000;

    private Moments() {}

    /** As ISO 8601 has it, to the millisecond. */
    static String text(long micros) {
        return DateTimeFormatter.ISO_INSTANT.format(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Reads {@code 2026-11-20T10:23:45Z}, or {@code 10:23:45} of the first such time in the span.
     *
     * @param option whose value it is
     * @throws IllegalArgumentException if it is no moment, or is not in the span
     */
    static long parse(String option, String text, ReplayServer.Span span) {
        long micros;
        try {
            micros =
                    text.contains("T")
                            ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text))
                            : firstAtOrAfter(span.firstMicros(), LocalTime.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s %s is no time: write it as 2026-11-20T10:23:45Z, or 10:23:45 (UTC)"
                            .formatted(option, text),
                    e);
        }
        if (micros < span.firstMicros() - SECOND_MICROS
                || micros > span.lastMicros() + SECOND_MICROS) {
            throw new IllegalArgumentException(
                    "%s %s is not in this record, which goes from %s to %s"
                            .formatted(
                                    option,
                                    text,
                                    text(span.firstMicros()),
                                    text(span.lastMicros())));
        }
        return Math.max(span.firstMicros(), Math.min(span.lastMicros(), micros));
    }

    private static long firstAtOrAfter(long micros, LocalTime time) {
        Instant first = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        LocalDate day = first.atOffset(ZoneOffset.UTC).toLocalDate();
        Instant that = day.atTime(time).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(
                Instant.EPOCH,
                that.isBefore(first.truncatedTo(ChronoUnit.SECONDS))
                        ? that.plus(1, ChronoUnit.DAYS)
                        : that);
    }
}
