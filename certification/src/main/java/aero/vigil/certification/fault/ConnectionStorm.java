package aero.vigil.certification.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hundreds of connections at once that say nothing, or nonsense, and stay as long as they may. */
public final class ConnectionStorm {

    private static final int AT_EACH_DOOR = 300;
    private static final int CONNECT_MILLIS = 500;
    private static final byte[] NONSENSE = {0, 0, 0, 5, 'h', 'e', 'l', 'l', 'o'};

    private ConnectionStorm() {}

    /** Storms these doors for a while; the proof counts the connections that stood. */
    public static Proof at(List<InetSocketAddress> doors, long millis) throws InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        int refused = 0;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int i = 0; i < AT_EACH_DOOR && System.nanoTime() < deadline; i++) {
            for (InetSocketAddress door : doors) {
                Socket socket = new Socket();
                try {
                    socket.connect(door, CONNECT_MILLIS);
                    sockets.add(socket);
                    if (i % 2 == 0) {
                        socket.getOutputStream().write(NONSENSE);
                    }
                } catch (IOException turnedAway) {
                    refused++;
                }
            }
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, deadline - System.nanoTime()));
        int stood = sockets.size();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It was closed from the other side, as it should be.
            }
        }
        return new Proof(
                stood >= AT_EACH_DOOR,
                stood
                        + " connections stood at "
                        + doors.size()
                        + " ports, "
                        + refused
                        + " refused");
    }
}
