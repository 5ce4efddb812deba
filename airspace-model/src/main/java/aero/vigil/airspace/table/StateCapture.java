package aero.vigil.airspace.table;

/** State frozen at one moment, immutable, to be written on any thread. */
@FunctionalInterface
public interface StateCapture {

    void write(StateOutput out);
}
