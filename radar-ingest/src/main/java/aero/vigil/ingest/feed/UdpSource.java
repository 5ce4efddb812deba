package aero.vigil.ingest.feed;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams from a UDP port, unicast or of a multicast group, on a thread of its own.
 *
 * <p>A thread with a blocking channel and a large socket buffer loses nothing from the first
 * datagram on at 20,000 a second; the event loop's own socket does.
 */
public final class UdpSource implements DatagramSource {

    /** Holds a burst of a second and more. The kernel may grant less (net.core.rmem_max). */
    static final int SOCKET_BUFFER_OCTETS = 4 << 20;

    private static final int GREATEST_DATAGRAM = 65_535;
    private static final long PAUSE_AFTER_ERROR_MILLIS = 10;
    private static final String SOCKET_ERROR = "socket error";
    private static final Logger LOG = LoggerFactory.getLogger(UdpSource.class);

    /** A multicast group and the interface it is heard on; who may send, where that is asked. */
    private record Group(InetAddress address, NetworkInterface on, Set<InetAddress> senders) {}

    private final InetSocketAddress local;
    private final @Nullable Group group;
    private final KernelDrops kernelDrops;
    private final AtomicLong errors = new AtomicLong();
    private final DatagramChannel channel;
    private @Nullable Thread thread;

    private UdpSource(InetSocketAddress local, @Nullable Group group) throws IOException {
        this.local = local;
        this.group = group;
        this.kernelDrops = new KernelDrops(local.getPort());
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
    }

    /** Receives what is sent to this address and port. */
    public static UdpSource unicast(InetSocketAddress local) throws IOException {
        return new UdpSource(local, null);
    }

    /**
     * Receives what is sent to a multicast group.
     *
     * @param on the interface that is joined
     * @param senders for a source-specific group (232/8, RFC 4607): whose datagrams are wanted;
     *     other groups are joined for all senders
     */
    public static UdpSource multicast(
            InetAddress address, int port, NetworkInterface on, Set<InetAddress> senders)
            throws IOException {
        if (!address.isMulticastAddress()) {
            throw new IllegalArgumentException(address.getHostAddress() + " is no multicast group");
        }
        // Bound to the group and not to any address: the port's other groups stay outside.
        return new UdpSource(
                new InetSocketAddress(address, port), new Group(address, on, Set.copyOf(senders)));
    }

    @Override
    public void start(Handover handover) throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_OCTETS);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, group != null);
            channel.bind(local);
            if (group != null) {
                join(group);
            }
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on " + local + ": " + e.getMessage(), e);
        }
        int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        if (granted < SOCKET_BUFFER_OCTETS) {
            LOG.info(
                    "{}: socket buffer {} octets; raise net.core.rmem_max to {} for bursts",
                    local,
                    granted,
                    SOCKET_BUFFER_OCTETS);
        }
        Thread receiving = new Thread(() -> receive(handover), "udp-" + local.getPort());
        receiving.setDaemon(true);
        thread = receiving;
        receiving.start();
    }

    private void join(Group joined) throws IOException {
        boolean sourceSpecific =
                joined.address() instanceof Inet4Address
                        && (joined.address().getAddress()[0] & 0xFF) == 232
                        && !joined.senders().isEmpty();
        if (!sourceSpecific) {
            channel.join(joined.address(), joined.on());
            return;
        }
        for (InetAddress sender : joined.senders()) {
            channel.join(joined.address(), joined.on(), sender);
        }
    }

    private void receive(Handover handover) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(GREATEST_DATAGRAM);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                SocketAddress from = channel.receive(buffer);
                long micros = nowMicros();
                buffer.flip();
                byte[] octets = new byte[buffer.remaining()];
                buffer.get(octets);
                InetAddress sender =
                        from instanceof InetSocketAddress address ? address.getAddress() : null;
                handover.offer(new ReceivedDatagram(octets, sender, micros));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                errors.incrementAndGet();
                pause();
            }
        }
    }

    private static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long kernelDrops() {
        return kernelDrops.read();
    }

    @Override
    public void countRejectsInto(RejectCounts rejects) {
        if (errors.get() > 0) {
            rejects.set(SOCKET_ERROR, errors.get());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", local, e.toString());
        }
        Thread receiving = thread;
        if (receiving != null) {
            receiving.interrupt();
        }
    }

    @Override
    public String toString() {
        return "udp " + local;
    }
}
