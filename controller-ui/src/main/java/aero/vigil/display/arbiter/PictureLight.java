package aero.vigil.display.arbiter;

/** How far the picture can be relied on. */
public enum PictureLight {
    /** Nothing shown yet. */
    JOINING,
    /** The frame shown was confirmed by f+1 sources. */
    CONFIRMED,
    /** The frame shown was not confirmed within 100 ms, though several sources live. */
    UNCONFIRMED,
    /** Only one source lives: nothing can be confirmed. */
    SINGLE_SOURCE,
    /** No new frame for a second. */
    STALE,
    /** No new frame for five seconds. */
    FROZEN
}
