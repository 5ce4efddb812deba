package aero.vigil.replication.transport;

import aero.vigil.replication.core.Incarnation;
import io.netty.channel.ChannelFuture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one peer, and what waits to be sent on it.
 *
 * <p>Invariant: what waits is at most {@link #LIMIT_MESSAGES} messages and {@link #LIMIT_BYTES};
 * the oldest is dropped for a new one.
 */
final class PeerLink {

    /** A few Prepares in flight and as much to repair; a heartbeat of 10 ms for some seconds. */
    private static final int LIMIT_MESSAGES = 1_024;

    private static final int LIMIT_BYTES = 16 << 20;

    /** What the socket takes before messages wait here, where they can be dropped. */
    private static final int SOCKET_BYTES = 2 << 20;

    private static final int WRITE_BYTES = 256 << 10;

    /**
     * Looks after which a peer that has said nothing is taken for dead, 3 s: longer than any
     * timeout of suspicion. Looks and not time, so that a pause of this process is not taken for
     * the other's silence.
     */
    private static final int DEAD_AFTER_LOOKS = 6;

    /** A message without a byte: its sender lives. */
    private static final byte[] NOTHING = {};

    /** Starts of one member that are remembered. */
    private static final int FORMER_INSTANCES = 32;

    final int peer;
    private final TransportListener listener;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private @Nullable NetSocket socket;
    private int version;
    private Incarnation incarnation = Incarnation.NONE;
    private long instance;

    private int silentLooks;

    /** Processes that were connected before the present one, the oldest first. */
    private final ArrayDeque<Long> formerInstances = new ArrayDeque<>();

    PeerLink(int peer, TransportListener listener) {
        this.peer = peer;
        this.listener = listener;
    }

    boolean isConnected() {
        return socket != null;
    }

    /** Whether it is this incarnation that is connected. */
    boolean isConnectedTo(Incarnation other) {
        return socket != null && incarnation.equals(other);
    }

    /**
     * Whether this process was connected before the one that is: that one was not started in the
     * place of a process that had ended, so there are two.
     */
    boolean isTwin(long otherInstance) {
        return socket != null
                && otherInstance != instance
                && formerInstances.contains(otherInstance);
    }

    /** Where the peer's end of the connection is; for a person. */
    String remote() {
        NetSocket current = socket;
        return current == null ? "nowhere now" : String.valueOf(current.remoteAddress());
    }

    /** The version of the messages that both ends of this connection speak. */
    int version() {
        return version;
    }

    /** A connection whose introduction was right takes the place of any before it. */
    void connected(NetSocket newSocket, int agreedVersion, Introduction introduction) {
        version = agreedVersion;
        NetSocket before = socket;
        incarnation = introduction.incarnation();
        if (instance != introduction.instance()) {
            formerInstances.add(instance);
            if (formerInstances.size() > FORMER_INSTANCES) {
                formerInstances.remove();
            }
            instance = introduction.instance();
            formerInstances.remove(instance);
        }
        socket = newSocket;
        heard();
        clear();
        newSocket.setWriteQueueMaxSize(SOCKET_BYTES);
        newSocket.drainHandler(ignored -> flush());
        if (before != null) {
            before.close();
        }
    }

    /** Whether it was this socket that carried the link, which then has none. */
    boolean lost(NetSocket lostSocket) {
        if (socket != lostSocket) {
            return false;
        }
        socket = null;
        clear();
        return true;
    }

    private void clear() {
        waiting.clear();
        waitingBytes = 0;
    }

    /** Adds a message; {@link #flush} sends it. */
    void add(byte[] message) {
        if (socket == null) {
            listener.counted("transport.not-connected");
            return;
        }
        waiting.add(message);
        waitingBytes += message.length;
        while (waiting.size() > LIMIT_MESSAGES || waitingBytes > LIMIT_BYTES) {
            waitingBytes -= waiting.remove().length;
            listener.counted("transport.dropped-slow");
        }
    }

    /** Gives the socket what it takes, several small messages in one write. */
    void flush() {
        NetSocket current = socket;
        while (current != null && !waiting.isEmpty() && !current.writeQueueFull()) {
            Buffer write = Buffer.buffer(waiting.element().length + 4);
            while (!waiting.isEmpty() && write.length() < WRITE_BYTES) {
                byte[] message = waiting.remove();
                waitingBytes -= message.length;
                MessageSplitter.append(write, message);
            }
            current.write(write);
        }
    }

    /** The peer has said something. */
    void heard() {
        silentLooks = 0;
    }

    /**
     * One look, twice a second: tells the other that this end lives, and returns whether it has
     * said nothing for long, as when its machine has lost its power or the way to it is cut. TCP
     * would find out only after as long again as the trouble lasted, since it repeats ever more
     * seldom; and a primary that is cut off, or backups among themselves, have nothing to send that
     * would.
     */
    boolean look() {
        NetSocket current = socket;
        if (current == null) {
            return false;
        }
        if (waiting.isEmpty()) {
            waiting.add(NOTHING);
            flush();
        }
        return ++silentLooks > DEAD_AFTER_LOOKS;
    }

    /** Ends the connection without waiting for what is not written; it is then told as lost. */
    void cut() {
        if (socket instanceof NetSocketInternal current) {
            ChannelFuture unused = current.channelHandlerContext().close();
        }
    }

    void close() {
        NetSocket current = socket;
        socket = null;
        clear();
        if (current != null) {
            current.close();
        }
    }
}
