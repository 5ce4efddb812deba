package aero.vigil.ingest.flightplan;

/**
 * The model's answer to a committed flight-plan message.
 *
 * @param accepted whether the model took it
 * @param field of a refusal: the ICAO field it is about, empty when it is about the whole message
 * @param text a reason, or a note on an accepted message (e.g. a route expanded in part); may be
 *     empty
 */
public record PlanAnswer(boolean accepted, String field, String text) {

    /** Taken, with a note or none. */
    public static PlanAnswer accepted(String note) {
        return new PlanAnswer(true, "", note);
    }

    /** Not taken, because of this field. */
    public static PlanAnswer refused(String field, String text) {
        return new PlanAnswer(false, field, text);
    }
}
