package aero.vigil.replication.transport;

import aero.vigil.replication.codec.DecodedMessage;
import aero.vigil.replication.codec.MalformedMessage;
import aero.vigil.replication.codec.MessageCodec;
import aero.vigil.replication.codec.ReceivedMessage;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * What comes in on one socket: first an introduction, then messages of the peer it named.
 *
 * <p>Anything else is counted and closes the socket.
 */
final class PeerConversation implements DecodedMessage.Handler {

    private final NetSocket socket;
    private final Host host;
    private final MessageSplitter splitter;
    private final int dialed;
    private final int attempt;
    private int peer = -1;
    private boolean ended;

    /** What the conversation asks of the transport. */
    interface Host {
        /** The peer so introduced, or -1 when it is refused. */
        int introduced(PeerConversation conversation, Introduction introduction);

        /** The peer has sent something. */
        void heard(int peer);

        /** Whether the envelope is of this group. */
        boolean isOurs(ReceivedMessage message);

        void received(int peer, Incarnation incarnation, Message message);

        void ended(PeerConversation conversation);

        void counted(String name);
    }

    /**
     * @param dialed the peer that was dialed, or -1 when it was the other side that dialed
     * @param attempt how many attempts to dial went before
     */
    PeerConversation(NetSocket socket, Host host, int dialed, int attempt) {
        this.socket = socket;
        this.dialed = dialed;
        this.attempt = attempt;
        this.host = host;
        this.splitter = new MessageSplitter(Introduction.BYTES, this::message);
        socket.handler(this::bytes);
        socket.exceptionHandler(ignored -> socket.close());
        socket.closeHandler(ignored -> closed());
    }

    NetSocket socket() {
        return socket;
    }

    int dialed() {
        return dialed;
    }

    int attempt() {
        return attempt;
    }

    /** The peer introduced, or -1 before. */
    int peer() {
        return peer;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isIntroduced() {
        return peer >= 0;
    }

    void send(byte[] message) {
        Buffer buffer = Buffer.buffer(message.length + 4);
        MessageSplitter.append(buffer, message);
        socket.write(buffer);
    }

    private void bytes(Buffer bytes) {
        if (isIntroduced()) {
            host.heard(peer);
        }
        if (!ended && !splitter.accept(bytes)) {
            refuse(isIntroduced() ? "TOO_LARGE" : "INTRODUCTION");
        }
    }

    private void message(byte[] bytes) {
        if (ended) {
            return;
        }
        if (isIntroduced()) {
            if (bytes.length > 0) { // else it says only that it lives
                MessageCodec.decode(bytes).deliverTo(this);
            }
            return;
        }
        Introduction introduction = Introduction.decode(bytes);
        if (introduction == null) {
            refuse("INTRODUCTION");
            return;
        }
        peer = host.introduced(this, introduction);
        if (isIntroduced()) {
            splitter.limit(MessageCodec.MAX_ENCODED_BYTES);
        } else {
            close();
        }
    }

    @Override
    public void received(ReceivedMessage received) {
        if (received.sender() == peer && host.isOurs(received)) {
            host.received(peer, received.incarnation(), received.message());
        } else {
            refuse("ENVELOPE");
        }
    }

    @Override
    public void malformed(MalformedMessage malformed) {
        refuse(malformed.reason().name());
    }

    private void refuse(String reason) {
        host.counted("transport.rejected." + reason);
        close();
    }

    void close() {
        ended = true;
        socket.close();
    }

    private void closed() {
        ended = true;
        host.ended(this);
    }
}
