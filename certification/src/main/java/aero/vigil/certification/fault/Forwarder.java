package aero.vigil.certification.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way between processes of this machine: forwards a port to the one where another listens, and
 * can be cut, after which nothing passes and nobody is told.
 */
public final class Forwarder implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 << 10;

    private final Doors doors = new Doors(this::copy, 0);
    private final int port;
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean cut;

    private Forwarder(int advertised, int listening) throws IOException {
        port =
                doors.open(
                        advertised,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), listening));
    }

    /** Forwards a free port of this machine to another. */
    public static Forwarder open(int listening) throws IOException {
        return open(0, listening);
    }

    /** Forwards one port of this machine to another. */
    public static Forwarder open(int advertised, int listening) throws IOException {
        return new Forwarder(advertised, listening);
    }

    /** Where it is to be entered. */
    public int port() {
        return port;
    }

    private void copy(Socket from, Socket to, boolean isBack)
            throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            while (cut && !doors.isClosed()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            out.write(chunk, 0, read);
            passed.addAndGet(read);
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
        doors.close();
    }
}
