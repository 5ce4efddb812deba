package aero.vigil.ingest.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pcapng file (draft-ietf-opsawg-pcapng): section headers, interface descriptions and
 * enhanced packets; other blocks are left out.
 */
final class PcapngReader implements CaptureReader {

    static final int SECTION_HEADER = 0x0A0D0D0A;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    /** Type, length in front and length behind. */
    private static final int BLOCK_OVERHEAD_OCTETS = 12;

    private static final int ENHANCED_PACKET_HEADER_OCTETS = 20;
    private static final int INTERFACE_HEADER_OCTETS = 8;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int GREATEST_BLOCK = Frames.GREATEST_FRAME + (1 << 16);
    private static final int GREATEST_INTERFACES = 1_024;

    /** What an interface description says of its packets. */
    private record Interface(int linkType, double microsPerUnit) {}

    private final OctetSource source;
    private final Map<String, Long> rejects;
    private final List<Interface> interfaces = new ArrayList<>();
    private boolean littleEndian;
    private boolean ended;

    PcapngReader(OctetSource source, Map<String, Long> rejects) {
        this.source = source;
        this.rejects = rejects;
    }

    @Override
    public @Nullable CapturedDatagram next() throws IOException {
        while (!ended) {
            CapturedDatagram datagram = block();
            if (datagram != null) {
                return datagram;
            }
        }
        return null;
    }

    private @Nullable CapturedDatagram block() throws IOException {
        byte[] header = source.take(8);
        if (header == null) {
            ended = true;
            return null;
        }
        // The type of a section header reads the same in both byte orders.
        if (OctetSource.int32(header, 0, false) == SECTION_HEADER) {
            section(header);
            return null;
        }
        byte[] body = body(OctetSource.unsigned32(header, 4, littleEndian));
        if (body == null) {
            return null;
        }
        return switch (OctetSource.int32(header, 0, littleEndian)) {
            case INTERFACE_DESCRIPTION -> describe(body);
            case ENHANCED_PACKET -> packet(body);
            default -> null;
        };
    }

    private void section(byte[] header) throws IOException {
        byte[] magic = source.take(4);
        if (magic == null) {
            end(Rejects.TRUNCATED);
            return;
        }
        littleEndian = OctetSource.int32(magic, 0, true) == BYTE_ORDER_MAGIC;
        if (!littleEndian && OctetSource.int32(magic, 0, false) != BYTE_ORDER_MAGIC) {
            end(Rejects.BLOCK_INVALID);
            return;
        }
        interfaces.clear();
        long length = OctetSource.unsigned32(header, 4, littleEndian);
        if (length < BLOCK_OVERHEAD_OCTETS + 4 || !source.skip(length - 12)) {
            end(Rejects.BLOCK_INVALID);
        }
    }

    private byte @Nullable [] body(long length) throws IOException {
        if (length < BLOCK_OVERHEAD_OCTETS || length % 4 != 0) {
            end(Rejects.BLOCK_INVALID);
            return null;
        }
        if (length > GREATEST_BLOCK) {
            Rejects.count(rejects, Rejects.PACKET_TOO_LARGE);
            ended = !source.skip(length - 8);
            return null;
        }
        byte[] body = source.take((int) length - BLOCK_OVERHEAD_OCTETS);
        if (body == null || !source.skip(4)) {
            end(Rejects.TRUNCATED);
            return null;
        }
        return body;
    }

    private void end(String reason) {
        Rejects.count(rejects, reason);
        ended = true;
    }

    private @Nullable CapturedDatagram describe(byte[] body) {
        if (body.length < INTERFACE_HEADER_OCTETS || interfaces.size() >= GREATEST_INTERFACES) {
            Rejects.count(rejects, Rejects.BLOCK_INVALID);
            return null;
        }
        int linkType = OctetSource.int16(body, 0, littleEndian);
        interfaces.add(new Interface(linkType, microsPerUnit(body)));
        return null;
    }

    /** By option if_tsresol: a power of ten, or of two when its highest bit is set; else 1 µs. */
    private double microsPerUnit(byte[] body) {
        int at = INTERFACE_HEADER_OCTETS;
        while (at + 4 <= body.length) {
            int code = OctetSource.int16(body, at, littleEndian);
            int length = OctetSource.int16(body, at + 2, littleEndian);
            if (code == OPTION_TIME_RESOLUTION && length == 1 && at + 4 < body.length) {
                int exponent = body[at + 4] & 0x7F;
                double base = (body[at + 4] & 0x80) == 0 ? 10 : 2;
                return 1e6 / Math.pow(base, exponent);
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return 1;
    }

    private @Nullable CapturedDatagram packet(byte[] body) {
        if (body.length < ENHANCED_PACKET_HEADER_OCTETS) {
            Rejects.count(rejects, Rejects.BLOCK_INVALID);
            return null;
        }
        long number = OctetSource.unsigned32(body, 0, littleEndian);
        long captured = OctetSource.unsigned32(body, 12, littleEndian);
        if (number >= interfaces.size() || captured > body.length - ENHANCED_PACKET_HEADER_OCTETS) {
            Rejects.count(rejects, Rejects.BLOCK_INVALID);
            return null;
        }
        Interface description = interfaces.get((int) number);
        long units =
                OctetSource.unsigned32(body, 4, littleEndian) << 32
                        | OctetSource.unsigned32(body, 8, littleEndian);
        byte[] frame =
                Arrays.copyOfRange(
                        body,
                        ENHANCED_PACKET_HEADER_OCTETS,
                        ENHANCED_PACKET_HEADER_OCTETS + (int) captured);
        byte[] payload = Frames.udpPayload(description.linkType(), frame, rejects);
        return payload == null ? null : new CapturedDatagram(micros(units, description), payload);
    }

    private static long micros(long units, Interface description) {
        return description.microsPerUnit() == 1
                ? units
                : (long) (units * description.microsPerUnit());
    }
}
