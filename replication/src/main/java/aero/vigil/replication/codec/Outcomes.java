package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.ClientReply.Outcome;
import aero.vigil.wire.replication.Wire;

/** The outcomes of requests, as numbers that never change. */
final class Outcomes {

    private Outcomes() {}

    static Wire.Outcome encode(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> Wire.Outcome.APPLIED;
            case REQUEST_NUMBER_REUSED -> Wire.Outcome.REQUEST_NUMBER_REUSED;
            case SUPERSEDED -> Wire.Outcome.SUPERSEDED;
            case SESSION_EVICTED -> Wire.Outcome.SESSION_EVICTED;
            case REFUSED -> Wire.Outcome.REFUSED;
            case REQUEST_NUMBER_SKIPPED -> Wire.Outcome.REQUEST_NUMBER_SKIPPED;
        };
    }

    static Outcome decode(Wire.Outcome wire) throws MalformedException {
        return switch (wire) {
            case APPLIED -> Outcome.APPLIED;
            case REQUEST_NUMBER_REUSED -> Outcome.REQUEST_NUMBER_REUSED;
            case SUPERSEDED -> Outcome.SUPERSEDED;
            case SESSION_EVICTED -> Outcome.SESSION_EVICTED;
            case REFUSED -> Outcome.REFUSED;
            case REQUEST_NUMBER_SKIPPED -> Outcome.REQUEST_NUMBER_SKIPPED;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
                    throw new MalformedException(Reason.FIELD_MISSING, "no outcome in a reply");
        };
    }
}
