package aero.vigil.certification.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ports of this machine behind each of which another process is: who connects to one is connected
 * to that process, and what passes either way somebody else carries. A process that refuses is felt
 * as a refusal; connections that have ended are forgotten.
 */
final class Doors implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final int CONNECT_MILLIS = 1_000;

    /** Carries what comes out of one socket to another, until either ends. */
    interface Carrier {

        /**
         * @param isBack whether it comes from the process behind the door
         */
        void carry(Socket from, Socket to, boolean isBack) throws IOException, InterruptedException;
    }

    private final Carrier carrier;
    private final int receiveBufferBytes;
    private final List<ServerSocket> doors = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /**
     * @param receiveBufferBytes how much of what the processes say may lie here; 0: as the system
     *     has it
     */
    Doors(Carrier carrier, int receiveBufferBytes) {
        this.carrier = carrier;
        this.receiveBufferBytes = receiveBufferBytes;
    }

    /**
     * Opens another one.
     *
     * @param port 0: any that is free
     * @return its port
     */
    int open(int port, InetSocketAddress target) throws IOException {
        ServerSocket door = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        doors.add(door);
        run("door " + door.getLocalPort(), () -> accept(door, target));
        return door.getLocalPort();
    }

    boolean isClosed() {
        return closed;
    }

    private static void run(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket door, InetSocketAddress target) {
        while (!closed) {
            try {
                connect(door.accept(), target);
            } catch (IOException ended) {
                // Of this connection, or all is closed.
            }
        }
    }

    private void connect(Socket near, InetSocketAddress target) throws IOException {
        Socket far = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                far.setReceiveBufferSize(receiveBufferBytes);
            }
            far.connect(target, CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException refused) {
            far.close();
            near.setSoLinger(true, 0);
            near.close();
            return;
        }
        sockets.add(near);
        sockets.add(far);
        run("door in", () -> carry(near, far, false));
        run("door out", () -> carry(far, near, true));
    }

    private void carry(Socket from, Socket to, boolean isBack) {
        try (from;
                to) {
            carrier.carry(from, to, isBack);
        } catch (IOException ended) {
            // Both are closed.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (ServerSocket door : doors) {
            door.close();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
