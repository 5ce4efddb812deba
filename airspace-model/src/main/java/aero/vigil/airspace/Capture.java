package aero.vigil.airspace;

/** The model frozen at one moment: taken in a moment, encoded at leisure on any thread. */
@FunctionalInterface
public interface Capture {

    /** Its bytes: the same on every replica, however often they are asked for. */
    byte[] encode();
}
