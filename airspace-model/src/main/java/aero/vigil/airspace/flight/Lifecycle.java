package aero.vigil.airspace.flight;

/** Where a flight is in its life (airspace-algorithms §2). */
public enum Lifecycle {
    /** Filed, and not soon in our airspace. */
    FILED,
    /** Soon in our airspace: it may be correlated. */
    COORDINATED,
    /** Flying: it departed or has a track. */
    ACTIVE,
    /** Landed, cancelled, expired or left; removed 30 minutes later. */
    TERMINATED
}
