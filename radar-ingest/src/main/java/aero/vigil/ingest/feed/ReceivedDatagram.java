package aero.vigil.ingest.feed;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One datagram as it came in; its octets belong to whoever takes it. */
public final class ReceivedDatagram {

    private final byte[] octets;
    private final @Nullable InetAddress sender;
    private final long receiveTimeMicros;

    ReceivedDatagram(byte[] octets, @Nullable InetAddress sender, long receiveTimeMicros) {
        this.octets = octets;
        this.sender = sender;
        this.receiveTimeMicros = receiveTimeMicros;
    }

    /** The payload; not a copy. */
    public byte[] octets() {
        return octets;
    }

    /** Who sent it; null when it comes from a recording. */
    public @Nullable InetAddress sender() {
        return sender;
    }

    /** When it was received, UTC microseconds since 1970; of a recording: when it was captured. */
    public long receiveTimeMicros() {
        return receiveTimeMicros;
    }
}
