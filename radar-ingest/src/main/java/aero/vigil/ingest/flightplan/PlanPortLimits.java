package aero.vigil.ingest.flightplan;

import java.time.Duration;

/**
 * The bounds of the flight-plan port.
 *
 * @param connections open at once; one more is told so and closed
 * @param waiting messages of one connection that may wait for their answers before it is read no
 *     further
 * @param unfinished how long a message may take from its first byte to its last: a sender who
 *     dribbles is closed, so that idle half-messages cannot hold all connections
 * @param idle how long a connection may say nothing at all
 * @param faultsInARow rejects without one readable message between them before the connection is
 *     closed: whatever sends there is no flight-plan system
 */
public record PlanPortLimits(
        int connections, int waiting, Duration unfinished, Duration idle, int faultsInARow) {

    /** For operation. */
    public static final PlanPortLimits STANDARD =
            new PlanPortLimits(64, 32, Duration.ofSeconds(30), Duration.ofMinutes(10), 1_000);
}
