package aero.vigil.display.arbiter;

/** How one source stands, as its light in the head line shows it. */
public enum SourceLight {
    /** No connection. */
    CLOSED,
    /** Heard within the last second. */
    LIVE,
    /** Connected, but not heard for a second. */
    SILENT,
    /** Contradicted a confirmed frame; its word does not count until it has agreed 64 times. */
    SUSPECT
}
