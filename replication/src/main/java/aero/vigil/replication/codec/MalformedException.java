package aero.vigil.replication.codec;

/**
 * Carries a {@link MalformedMessage} out of the depth of a decoder; never leaves {@link
 * MessageCodec}. From {@link RecordCodec} it goes to the journal, which names the damage.
 */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient MalformedMessage malformed;

    public MalformedException(MalformedMessage.Reason reason, String text) {
        super(reason + ": " + text, null, false, false);
        this.malformed = new MalformedMessage(reason, text);
    }

    /** The reason, for counting and for people. */
    public MalformedMessage malformed() {
        return malformed;
    }
}
