package aero.vigil.replication.core;

/** A capture of immutable values that any thread may turn into bytes, the same everywhere. */
@FunctionalInterface
public interface Encodable {

    /** The bytes; a second call gives the same. */
    byte[] encode();
}
