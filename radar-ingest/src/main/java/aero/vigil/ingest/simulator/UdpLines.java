package aero.vigil.ingest.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** The lines from the radars to the adapters: every datagram goes to each destination. */
final class UdpLines implements AutoCloseable {

    /** Room for a burst of a second of 20,000 plots. */
    private static final int SEND_BUFFER = 4 << 20;

    /**
     * Where one adapter listens.
     *
     * @param address its port, or with a port for each radar that of the first
     * @param portPerRadar whether the radar's index is added to the port
     */
    record Destination(InetSocketAddress address, boolean portPerRadar) {

        InetSocketAddress of(int radar) {
            return portPerRadar
                    ? new InetSocketAddress(address.getAddress(), address.getPort() + radar)
                    : address;
        }
    }

    private final DatagramChannel channel;
    private final List<Destination> destinations;
    private long sent;
    private long failed;

    UdpLines(List<Destination> destinations) throws IOException {
        this.destinations = List.copyOf(destinations);
        this.channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
    }

    /** Sends at once; what the kernel does not take is counted and gone, as on a real line. */
    void send(int radar, byte[] datagram) {
        for (Destination destination : destinations) {
            try {
                channel.send(ByteBuffer.wrap(datagram), destination.of(radar));
                sent++;
            } catch (IOException lost) {
                failed++;
            }
        }
    }

    long sent() {
        return sent;
    }

    long failed() {
        return failed;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
