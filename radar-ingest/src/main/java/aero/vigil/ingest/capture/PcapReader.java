package aero.vigil.ingest.capture;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a libpcap file: a header of 24 octets, then packets with 16 octets of header each. */
final class PcapReader implements CaptureReader {

    static final int MICROSECONDS = 0xA1B2C3D4;
    static final int NANOSECONDS = 0xA1B23C4D;
    static final int MICROSECONDS_SWAPPED = 0xD4C3B2A1;
    static final int NANOSECONDS_SWAPPED = 0x4D3CB2A1;

    private static final int FILE_HEADER_OCTETS = 24;
    private static final int PACKET_HEADER_OCTETS = 16;

    private final OctetSource source;
    private final Map<String, Long> rejects;
    private boolean headerRead;
    private boolean ended;
    private boolean littleEndian;
    private boolean nanoseconds;
    private int linkType;

    PcapReader(OctetSource source, Map<String, Long> rejects) {
        this.source = source;
        this.rejects = rejects;
    }

    @Override
    public @Nullable CapturedDatagram next() throws IOException {
        if (!headerRead) {
            readHeader();
        }
        while (!ended) {
            byte[] header = source.take(PACKET_HEADER_OCTETS);
            if (header == null) {
                ended = true;
                break;
            }
            CapturedDatagram datagram = packet(header);
            if (datagram != null) {
                return datagram;
            }
        }
        return null;
    }

    private void readHeader() throws IOException {
        headerRead = true;
        byte[] header = source.take(FILE_HEADER_OCTETS);
        if (header == null) {
            Rejects.count(rejects, Rejects.TRUNCATED);
            ended = true;
            return;
        }
        int magic = OctetSource.int32(header, 0, false);
        littleEndian = magic == MICROSECONDS_SWAPPED || magic == NANOSECONDS_SWAPPED;
        nanoseconds = magic == NANOSECONDS || magic == NANOSECONDS_SWAPPED;
        // The upper bits say whether frame check sequences are there; the link type is below.
        linkType = OctetSource.int32(header, 20, littleEndian) & 0xFFFF;
    }

    private @Nullable CapturedDatagram packet(byte[] header) throws IOException {
        long seconds = OctetSource.unsigned32(header, 0, littleEndian);
        long fraction = OctetSource.unsigned32(header, 4, littleEndian);
        long captured = OctetSource.unsigned32(header, 8, littleEndian);
        long micros = seconds * 1_000_000 + (nanoseconds ? fraction / 1_000 : fraction);
        if (captured > Frames.GREATEST_FRAME) {
            Rejects.count(rejects, Rejects.PACKET_TOO_LARGE);
            ended = !source.skip(captured);
            return null;
        }
        byte[] frame = source.take((int) captured);
        if (frame == null) {
            Rejects.count(rejects, Rejects.TRUNCATED);
            ended = true;
            return null;
        }
        byte[] payload = Frames.udpPayload(linkType, frame, rejects);
        return payload == null ? null : new CapturedDatagram(micros, payload);
    }
}
