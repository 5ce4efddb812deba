package aero.vigil.certification.bench;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DatagramDecoder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the plots on the wire: takes a radar line's datagrams and passes each on, unchanged. */
final class PlotRelay implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private final DatagramSocket socket;
    private final InetSocketAddress destination;
    private final AtomicLong plots = new AtomicLong();

    PlotRelay(int destinationPort) throws IOException {
        this.socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        this.destination = new InetSocketAddress(InetAddress.getLoopbackAddress(), destinationPort);
        Thread thread = new Thread(this::relay, "plot relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** CAT048 records passed on since the start. */
    long plots() {
        return plots.get();
    }

    private void relay() {
        byte[] buffer = new byte[65_536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                packet.setSocketAddress(destination);
                socket.send(packet);
                count(Arrays.copyOf(buffer, packet.getLength()));
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private void count(byte[] datagram) {
        for (AsterixRecord record : DatagramDecoder.decode(datagram).records()) {
            if (record.category() == Cat048.CATEGORY) {
                plots.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
