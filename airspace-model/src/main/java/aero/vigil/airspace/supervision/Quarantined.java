package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Submitter;

/**
 * A command that failed inside the model, kept for the supervisor.
 *
 * @param op at which it was applied
 * @param micros model time of that
 * @param submitter who gave it
 * @param command its kind
 * @param content its bytes; empty: longer than {@link Quarantine#MAX_CONTENT}
 * @param error the kind of error, the same on every machine
 * @param revision of the picture when it came here
 */
public record Quarantined(
        long op,
        long micros,
        Submitter submitter,
        String command,
        Payload content,
        String error,
        long revision) {}
