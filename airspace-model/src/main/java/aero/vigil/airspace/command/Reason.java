package aero.vigil.airspace.command;

/** Why a command was rejected; the names are those of {@code vigil.airspace.Reason}. */
public enum Reason {
    MALFORMED,
    NO_POSITION,
    NOT_OWNER,
    NOT_OFFERED,
    ALREADY_ASSUMED,
    UNKNOWN_FLIGHT,
    UNKNOWN_TRACK,
    UNKNOWN_SECTOR,
    UNKNOWN_POSITION,
    UNKNOWN_POINT,
    UNKNOWN_SENSOR,
    UNKNOWN_ALERT,
    LEVEL_INVALID,
    HEADING_INVALID,
    SPEED_INVALID,
    STALE,
    NOT_ELIGIBLE,
    NOT_ALLOWED,
    PLAN_EXISTS,
    PLAN_UNKNOWN,
    PLAN_AMBIGUOUS,
    PLAN_FIELD_INVALID,
    TABLE_FULL,
    QUARANTINED,
    NOT_CORRELATED,
    ALREADY_CORRELATED,
    TRANSFER_OPEN,
    NOT_QUARANTINED
}
