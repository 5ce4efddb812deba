package aero.vigil.certification.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way between processes of this machine: forwards a port to the one where another listens, and
 * can be cut, after which nothing passes and nobody is told.
 */
public final class Forwarder implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 << 10;

    private final ServerSocket door;
    private final InetSocketAddress target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean cut;
    private volatile boolean closed;

    private Forwarder(ServerSocket door, InetSocketAddress target) {
        this.door = door;
        this.target = target;
    }

    /** Forwards a free port of this machine to another. */
    public static Forwarder open(int listening) throws IOException {
        return open(0, listening);
    }

    /** Forwards one port of this machine to another. */
    public static Forwarder open(int advertised, int listening) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Forwarder forwarder =
                new Forwarder(
                        new ServerSocket(advertised, 200, loopback),
                        new InetSocketAddress(loopback, listening));
        forwarder.run("forward " + forwarder.port(), forwarder::accept);
        return forwarder;
    }

    /** Where it is to be entered. */
    public int port() {
        return door.getLocalPort();
    }

    private void run(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = door.accept();
                Socket far = new Socket();
                sockets.add(near);
                sockets.add(far);
                try {
                    far.connect(target, 1_000);
                } catch (IOException refused) {
                    near.setSoLinger(true, 0);
                    near.close();
                    continue;
                }
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                run("forward", () -> copy(near, far));
                run("forward back", () -> copy(far, near));
            } catch (IOException ended) {
                if (closed) {
                    return;
                }
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                while (cut && !closed) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                out.write(chunk, 0, read);
                passed.addAndGet(read);
            }
        } catch (IOException ended) {
            // Both are closed.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Cuts the way, or mends it: what was sent meanwhile arrives then. */
    public void cut(boolean isCut) {
        cut = isCut;
    }

    /** Bytes passed so far, both ways. */
    public long passedBytes() {
        return passed.get();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
