package aero.vigil.airspace.codec;

/** Bytes that are no command, or a field outside its range; the message says which. */
public final class MalformedCommandException extends Exception {

    public MalformedCommandException(String message) {
        super(message, null, false, false);
    }
}
