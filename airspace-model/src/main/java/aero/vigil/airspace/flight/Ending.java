package aero.vigil.airspace.flight;

/** How a terminated flight ended (airspace-algorithms §2). */
public enum Ending {
    /** It is not over. */
    NONE,
    /** Its track ended at its destination, or a message told that it arrived. */
    LANDED,
    /** A message took its plan back. */
    CANCELLED,
    /** It was not seen in its time, or not any more. */
    EXPIRED,
    /** It flew out of our airspace. */
    LEFT,
    /** A controller or flight data said so. */
    BY_CONTROLLER
}
