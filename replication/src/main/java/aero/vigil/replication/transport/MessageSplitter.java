package aero.vigil.replication.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into length-prefixed messages.
 *
 * <p>Holds at most one incomplete message; a length beyond the limit ends it.
 */
final class MessageSplitter {

    private static final int PREFIX_BYTES = 4;

    private int limitBytes;
    private final Consumer<byte[]> messages;
    private byte[] held = new byte[4_096];
    private int heldBytes;

    MessageSplitter(int limitBytes, Consumer<byte[]> messages) {
        this.limitBytes = limitBytes;
        this.messages = messages;
    }

    /** The greatest length from the next message on. */
    void limit(int newLimitBytes) {
        limitBytes = newLimitBytes;
    }

    /** Prefixes a message with its length. */
    static void append(Buffer to, byte[] message) {
        to.appendInt(message.length).appendBytes(message);
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @return false when a length is beyond the limit: nothing more can be made of this stream
     */
    boolean accept(Buffer bytes) {
        int length = bytes.length();
        if (held.length - heldBytes < length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, heldBytes + length));
        }
        bytes.getBytes(0, length, held, heldBytes);
        heldBytes += length;
        int position = 0;
        while (heldBytes - position >= PREFIX_BYTES) {
            int message = intAt(position);
            if (message < 0 || message > limitBytes) {
                heldBytes = 0;
                return false;
            }
            int end = position + PREFIX_BYTES + message;
            if (end > heldBytes) {
                break;
            }
            messages.accept(Arrays.copyOfRange(held, position + PREFIX_BYTES, end));
            position = end;
        }
        System.arraycopy(held, position, held, 0, heldBytes - position);
        heldBytes -= position;
        return true;
    }

    private int intAt(int position) {
        return ByteBuffer.wrap(held, position, PREFIX_BYTES).getInt();
    }
}
