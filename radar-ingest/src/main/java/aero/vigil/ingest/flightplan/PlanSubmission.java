package aero.vigil.ingest.flightplan;

import aero.vigil.wire.airspace.FlightPlanMessage;
import io.vertx.core.Future;

/** The way of a flight-plan message into the log: the one thing the port needs of the world. */
@FunctionalInterface
public interface PlanSubmission {

    /**
     * Brings the message into the log.
     *
     * @return completes when its command is committed and applied, with the model's answer; fails
     *     when it was not taken at all, so that the sender must send it again
     */
    Future<PlanAnswer> submit(FlightPlanMessage message);
}
