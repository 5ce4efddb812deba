package aero.vigil.replication.transport;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of this machine that this process alone is given, as long as it lives: for a group that
 * lives for a while beside others, whose replicas listen later than their addresses are written
 * down, end, and listen there again.
 *
 * <p>They come in spans. A process has those spans on whose first port it listens: the kernel gives
 * that to one only, and takes it back however the process ends. All lie below the ports that
 * systems give to outgoing connections (Linux: {@code ip_local_port_range}, from 32768), so no
 * connection sits on one while its owner is away.
 */
public final class FreePorts {

    /** Above the last port that browsers refuse to go to (10080). */
    private static final int FIRST = 10_200;

    private static final int END = 32_768;
    private static final int SPAN = 600;

    /** What this process listens on to have its spans: until it ends. */
    private static final List<ServerSocket> GUARDS = new ArrayList<>();

    private static int next;
    private static int end;

    private FreePorts() {}

    /**
     * The first of so many ports in a row that nobody else is given; others may listen there
     * already.
     *
     * @throws IllegalArgumentException where no span is as long
     * @throws IllegalStateException where other processes have all spans
     */
    public static synchronized int span(int length) {
        if (length < 1 || length >= SPAN) {
            throw new IllegalArgumentException("no span has " + length + " ports");
        }
        for (int guard = FIRST; guard + SPAN <= END; guard += SPAN) {
            try {
                GUARDS.add(new ServerSocket(guard, 1, InetAddress.getLoopbackAddress()));
                return guard + 1;
            } catch (IOException taken) {
                // It is another process's, or an earlier one of our own.
            }
        }
        throw new IllegalStateException(
                "all ports from " + FIRST + " to " + END + " are given out");
    }

    /**
     * So many ports on which nobody listens, TCP or UDP, each of them given once.
     *
     * @throws IllegalStateException where other processes have all spans
     */
    public static synchronized List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            if (next == end) {
                next = span(SPAN - 1);
                end = next + SPAN - 1;
            }
            if (isFree(next)) {
                ports.add(next);
            }
            next++;
        }
        return ports;
    }

    /** One such port. */
    public static int one() {
        return take(1).get(0);
    }

    private static boolean isFree(int port) {
        try (ServerSocket tcp = new ServerSocket(port);
                DatagramSocket udp = new DatagramSocket(port)) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
