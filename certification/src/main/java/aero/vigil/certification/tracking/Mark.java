package aero.vigil.certification.tracking;

/** Where a bar comes from, as airspace-algorithms.md marks it. */
enum Mark {
    /** A standard as recalled: no conformity is claimed on it. */
    K,
    /** Measured with a reference. */
    M,
    /** Read in its source. */
    S,
    /** Our own setting. */
    R
}
