package aero.vigil.ingest.capture;

import java.io.IOException;
import java.io.InputStream;

/** What kind of recording a file is. */
enum CaptureFormat {
    /** libpcap: magic a1b2c3d4 (microseconds) or a1b23c4d (nanoseconds) in either byte order. */
    PCAP,
    /** The next generation: begins with a section header block. */
    PCAPNG,
    /** ASTERIX blocks one after another. */
    RAW;

    private static final int MAGIC_OCTETS = 4;

    /** Looks at the first octets and leaves them in the stream. */
    static CaptureFormat of(InputStream in) throws IOException {
        in.mark(MAGIC_OCTETS);
        byte[] magic = in.readNBytes(MAGIC_OCTETS);
        in.reset();
        if (magic.length < MAGIC_OCTETS) {
            return RAW;
        }
        int value = OctetSource.int32(magic, 0, false);
        return switch (value) {
            case PcapReader.MICROSECONDS,
                    PcapReader.NANOSECONDS,
                    PcapReader.MICROSECONDS_SWAPPED,
                    PcapReader.NANOSECONDS_SWAPPED ->
                    PCAP;
            case PcapngReader.SECTION_HEADER -> PCAPNG;
            default -> RAW;
        };
    }
}
