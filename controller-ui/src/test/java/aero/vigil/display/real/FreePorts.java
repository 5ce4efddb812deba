package aero.vigil.display.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of loopback that nobody listens on now. They lie below those that a system gives to
 * outgoing connections, each JVM of the tests has a span of its own, and none is given twice in a
 * row: what is free now is so when a replica comes to listen.
 */
public final class FreePorts {

    private static final int SPAN = 4_000;
    private static final int FIRST = 10_000 + SPAN * (Integer.getInteger("vigil.fork", 1) % 5);

    private static int next = new SecureRandom().nextInt(SPAN);

    private FreePorts() {}

    /** So many different ones. */
    public static synchronized List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int tried = 0; ports.size() < count && tried < SPAN; tried++) {
            int port = FIRST + next;
            next = (next + 1) % SPAN;
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
