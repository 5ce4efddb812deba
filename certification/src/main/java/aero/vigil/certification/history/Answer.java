package aero.vigil.certification.history;

/** What a client was told of a command. */
public enum Answer {
    /** It took effect. */
    ACCEPTED,
    /** It was applied, and the model refused it: nothing changed. */
    REJECTED,
    /** Nobody knows: it may have taken effect, or take effect later. */
    UNKNOWN
}
