package aero.vigil.ingest.capture;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the UDP payload in a captured frame of the usual link types, over IPv4 or IPv6. */
final class Frames {

    /** What a capture may hold of one frame: the largest datagram and its headers. */
    static final int GREATEST_FRAME = 1 << 18;

    private static final int LINK_LOOPBACK = 0;
    private static final int LINK_ETHERNET = 1;
    private static final int LINK_RAW = 101;
    private static final int LINK_LINUX_COOKED = 113;
    private static final int LINK_IPV4 = 228;
    private static final int LINK_LINUX_COOKED_2 = 276;

    private static final int TYPE_IPV4 = 0x0800;
    private static final int TYPE_IPV6 = 0x86DD;
    private static final int TYPE_VLAN = 0x8100;
    private static final int TYPE_PROVIDER_VLAN = 0x88A8;

    private static final int PROTOCOL_UDP = 17;
    private static final int UDP_HEADER_OCTETS = 8;
    private static final int IPV6_HEADER_OCTETS = 40;
    private static final int NOT_FOUND = -1;

    private Frames() {}

    /** The datagram in a frame, or null (counted) when there is none. */
    static byte @Nullable [] udpPayload(int linkType, byte[] frame, Map<String, Long> rejects) {
        int ip = networkHeader(linkType, frame);
        if (ip == NOT_FOUND || ip >= frame.length) {
            boolean known = linkHeaderOctets(linkType) != NOT_FOUND;
            Rejects.count(rejects, known ? Rejects.NOT_UDP : Rejects.LINK_UNKNOWN);
            return null;
        }
        return (frame[ip] & 0xF0) == 0x60
                ? overIpv6(frame, ip, rejects)
                : overIpv4(frame, ip, rejects);
    }

    private static int linkHeaderOctets(int linkType) {
        return switch (linkType) {
            case LINK_LOOPBACK -> 4;
            case LINK_ETHERNET -> 14;
            case LINK_RAW, LINK_IPV4 -> 0;
            case LINK_LINUX_COOKED -> 16;
            case LINK_LINUX_COOKED_2 -> 20;
            default -> NOT_FOUND;
        };
    }

    private static int networkHeader(int linkType, byte[] frame) {
        int header = linkHeaderOctets(linkType);
        if (header == NOT_FOUND || frame.length < header) {
            return NOT_FOUND;
        }
        return switch (linkType) {
            case LINK_ETHERNET -> afterVlans(frame, header);
            case LINK_LINUX_COOKED -> isIp(etherType(frame, header - 2)) ? header : NOT_FOUND;
            case LINK_LINUX_COOKED_2 -> isIp(etherType(frame, 0)) ? header : NOT_FOUND;
            default -> header;
        };
    }

    private static int afterVlans(byte[] frame, int etherHeader) {
        int at = etherHeader;
        int type = etherType(frame, at - 2);
        while ((type == TYPE_VLAN || type == TYPE_PROVIDER_VLAN) && at + 4 <= frame.length) {
            at += 4;
            type = etherType(frame, at - 2);
        }
        return isIp(type) ? at : NOT_FOUND;
    }

    private static int etherType(byte[] frame, int at) {
        return OctetSource.int16(frame, at, false);
    }

    private static boolean isIp(int etherType) {
        return etherType == TYPE_IPV4 || etherType == TYPE_IPV6;
    }

    private static byte @Nullable [] overIpv4(byte[] frame, int ip, Map<String, Long> rejects) {
        int header = (frame[ip] & 0x0F) * 4;
        if ((frame[ip] & 0xF0) != 0x40 || header < 20 || ip + header > frame.length) {
            Rejects.count(rejects, Rejects.NOT_UDP);
            return null;
        }
        if ((frame[ip + 9] & 0xFF) != PROTOCOL_UDP) {
            Rejects.count(rejects, Rejects.NOT_UDP);
            return null;
        }
        // More fragments follow, or this is not the first one.
        if ((OctetSource.int16(frame, ip + 6, false) & 0x3FFF) != 0) {
            Rejects.count(rejects, Rejects.FRAGMENT);
            return null;
        }
        return overUdp(frame, ip + header, rejects);
    }

    private static byte @Nullable [] overIpv6(byte[] frame, int ip, Map<String, Long> rejects) {
        if (ip + IPV6_HEADER_OCTETS > frame.length || (frame[ip + 6] & 0xFF) != PROTOCOL_UDP) {
            Rejects.count(rejects, Rejects.NOT_UDP);
            return null;
        }
        return overUdp(frame, ip + IPV6_HEADER_OCTETS, rejects);
    }

    private static byte @Nullable [] overUdp(byte[] frame, int udp, Map<String, Long> rejects) {
        if (udp + UDP_HEADER_OCTETS > frame.length) {
            Rejects.count(rejects, Rejects.PACKET_CUT);
            return null;
        }
        int length = OctetSource.int16(frame, udp + 4, false);
        if (length < UDP_HEADER_OCTETS || udp + length > frame.length) {
            Rejects.count(rejects, Rejects.PACKET_CUT);
            return null;
        }
        return Arrays.copyOfRange(frame, udp + UDP_HEADER_OCTETS, udp + length);
    }
}
