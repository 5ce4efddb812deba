package aero.vigil.ingest.capture;

/** One datagram of a recording; its octets belong to whoever takes it. */
public final class CapturedDatagram {

    private final long captureTimeMicros;
    private final byte[] octets;

    CapturedDatagram(long captureTimeMicros, byte[] octets) {
        this.captureTimeMicros = captureTimeMicros;
        this.octets = octets;
    }

    /** When it was captured, UTC microseconds since 1970. */
    public long captureTimeMicros() {
        return captureTimeMicros;
    }

    /** The payload; not a copy. */
    public byte[] octets() {
        return octets;
    }
}
