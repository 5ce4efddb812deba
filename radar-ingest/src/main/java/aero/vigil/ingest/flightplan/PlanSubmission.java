package aero.vigil.ingest.flightplan;

import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.ReferMessage;
import io.vertx.core.Future;

/** The way of a flight-plan message into the log: what the port needs of the world. */
public interface PlanSubmission {

    /**
     * Brings the message into the log.
     *
     * @return completes when its command is committed and applied, with the model's answer; fails
     *     when it was not taken at all, so that the sender must send it again
     */
    Future<PlanAnswer> submit(FlightPlanMessage message);

    /**
     * Brings a message that cannot be read into the referral queue, where a supervisor mends it.
     *
     * @return completes when it is there; fails when it was not taken
     */
    Future<Void> refer(ReferMessage message);
}
