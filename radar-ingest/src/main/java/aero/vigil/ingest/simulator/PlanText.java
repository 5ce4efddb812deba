package aero.vigil.ingest.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Writes the ICAO messages of a simulated flight (Doc 4444 Appendix 3). */
final class PlanText {

    /** From leaving the stand to taking off. */
    private static final long TAXI_MICROS = TimeUnit.MINUTES.toMicros(10);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FILING =
            DateTimeFormatter.ofPattern("ddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PlanText() {}

    static String filed(FlightIdentity identity, FiledFlight plan) {
        Transponder transponder = identity.transponder();
        AircraftPerformance aircraft = identity.performance();
        Instant offBlock = instant(plan.offMicros() - TAXI_MICROS);
        return String.format(
                Locale.ROOT,
                "(FPL-%s/A%s-IS\r\n-%s/%s-%s\r\n-%s%s\r\n-N%04dF%03d %s\r\n-%s%02d%02d\r\n"
                        + "-PBN/B1D1 DOF/%s REG/%s CODE/%06X)",
                transponder.callsign(),
                octal(transponder.mode3A()),
                aircraft.type(),
                aircraft.wake(),
                aircraft.equipment(),
                plan.departure(),
                TIME.format(offBlock),
                plan.knots(),
                plan.level(),
                String.join(" ", plan.route()),
                plan.destination(),
                plan.elapsedMinutes() / 60,
                plan.elapsedMinutes() % 60,
                DATE.format(offBlock),
                identity.registration(),
                transponder.address());
    }

    static String departed(FlightIdentity identity, FiledFlight plan) {
        Transponder transponder = identity.transponder();
        return String.format(
                Locale.ROOT,
                "(DEP-%s/A%s-%s%s-%s-DOF/%s)",
                transponder.callsign(),
                octal(transponder.mode3A()),
                plan.departure(),
                TIME.format(instant(plan.offMicros())),
                plan.destination(),
                DATE.format(instant(plan.offMicros() - TAXI_MICROS)));
    }

    /** An AFTN envelope around a message. */
    static String enveloped(long number, long nowMicros, String message) {
        String time = FILING.format(instant(nowMicros));
        return String.format(
                Locale.ROOT,
                "ZCZC VGL%04d %s\r\nFF LSAZZQZX\r\n%s LSAZVGLX\r\n%s\r\n\r\n\n\n\nNNNN\r\n",
                number % 10_000,
                time,
                time,
                message);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(0, TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private static String octal(int mode3A) {
        return String.format(Locale.ROOT, "%04o", mode3A);
    }
}
