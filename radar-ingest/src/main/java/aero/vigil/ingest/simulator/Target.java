package aero.vigil.ingest.simulator;

/** Something in the air that radars see. */
public interface Target {

    /** Its number in this run: the key of its draws, never used again. */
    long number();

    Transponder transponder();

    /** Its true state; the time is never more than a second from the moment of the simulation. */
    TruthState at(long timeMicros);
}
