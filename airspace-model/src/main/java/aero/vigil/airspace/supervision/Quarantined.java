package aero.vigil.airspace.supervision;

/**
 * A command that failed inside the model, kept for the supervisor.
 *
 * @param op at which it was applied
 * @param micros model time of that
 * @param command its kind
 * @param error the kind of error, the same on every machine
 * @param given what it was, and whose
 * @param revision of the picture when it came here
 */
public record Quarantined(
        long op, long micros, String command, String error, Given given, long revision) {}
