package aero.vigil.replication.codec;

/** What became of bytes that came from another replica: a message, or the reason why not. */
public sealed interface DecodedMessage permits ReceivedMessage, MalformedMessage {

    /** Gives this to the method of its kind. */
    void deliverTo(Handler handler);

    /** One method a kind. */
    interface Handler {
        void received(ReceivedMessage received);

        void malformed(MalformedMessage malformed);
    }
}
