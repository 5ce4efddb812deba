package aero.vigil.certification.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One display's line to all replicas: a door to each, and what comes through all of them together
 * is no faster than the line. What it does not take waits at the replicas, as with TCP.
 *
 * <p>Each packet is charged with its headers. The display's own words, which are few, pass freely.
 */
public final class ThinLine implements AutoCloseable {

    /** Of a packet on an Ethernet, without the 40 bytes of IP and TCP. */
    private static final int PACKET_BYTES = 1_400;

    private static final int HEADER_BYTES = 40;

    /** What lies in the doors' own buffers is on its way, and not yet through. */
    private static final int BUFFER_BYTES = 8 << 10;

    /** A line that should have worked while its thread had no processor makes up for so much. */
    private static final double MADE_UP_SECONDS = 1;

    private final Doors doors = new Doors(this::copy, BUFFER_BYTES);
    private final List<Integer> ports = new ArrayList<>();
    private final AtomicLong passed = new AtomicLong();
    private final double bytesPerSecond;
    private double freeAtSeconds;
    private double latestSeconds;

    private ThinLine(int bitsPerSecond) {
        bytesPerSecond = bitsPerSecond / 8.0;
    }

    /** Opens a door to each of these, in this order. */
    public static ThinLine open(int bitsPerSecond, List<InetSocketAddress> targets)
            throws IOException {
        ThinLine line = new ThinLine(bitsPerSecond);
        for (InetSocketAddress target : targets) {
            line.ports.add(line.doors.open(0, target));
        }
        return line;
    }

    /** The port of each door. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Bytes that have come through to the display, with headers. */
    public long passedBytes() {
        return passed.get();
    }

    private void copy(Socket from, Socket to, boolean isThin)
            throws IOException, InterruptedException {
        byte[] packet = new byte[PACKET_BYTES];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        double throughAt = seconds();
        while (true) {
            boolean waited = in.available() > 0;
            int read = in.read(packet);
            if (read < 0) {
                return;
            }
            if (isThin) {
                throughAt = awaitTurn(read + HEADER_BYTES, waited ? throughAt : seconds());
            }
            out.write(packet, 0, read);
        }
    }

    /**
     * Waits until a packet is through.
     *
     * @param readyAt since when it has been there: what waits while this thread does not run is not
     *     an idle line
     * @return when it should have been through
     */
    private double awaitTurn(int bytes, double readyAt) throws InterruptedException {
        double now = seconds();
        double due;
        synchronized (this) {
            double begins = Math.max(freeAtSeconds, Math.max(readyAt, now - MADE_UP_SECONDS));
            due = begins + bytes / bytesPerSecond;
            freeAtSeconds = due;
        }
        TimeUnit.MICROSECONDS.sleep((long) ((due - now) * 1e6));
        passed.addAndGet(bytes);
        synchronized (this) {
            latestSeconds = Math.max(latestSeconds, seconds() - due);
        }
        return due;
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }

    /**
     * The most by which a packet came through later than the line would have let it, since asked.
     */
    public synchronized double takeLatestMillis() {
        double latest = latestSeconds;
        latestSeconds = 0;
        return 1e3 * latest;
    }

    @Override
    public void close() throws IOException {
        doors.close();
    }
}
