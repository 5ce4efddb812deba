package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.CaptureSource;
import aero.vigil.ingest.feed.DatagramSource;
import aero.vigil.ingest.feed.ModelClock;
import aero.vigil.ingest.feed.UdpSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/** Where a feed's datagrams come from, as configured. */
sealed interface SourceConfiguration {

    /** Makes the source; it starts with its feed. */
    DatagramSource open(ModelClock clock) throws IOException;

    /** Whether it plays by model time. */
    default boolean isRecording() {
        return false;
    }

    /** What is sent to a port of this machine. */
    record Unicast(InetSocketAddress local) implements SourceConfiguration {
        @Override
        public DatagramSource open(ModelClock clock) throws IOException {
            return UdpSource.unicast(local);
        }
    }

    /** What is sent to a multicast group, heard on a named interface. */
    record Multicast(InetAddress group, int port, String on, Set<InetAddress> senders)
            implements SourceConfiguration {
        @Override
        public DatagramSource open(ModelClock clock) throws IOException {
            NetworkInterface found = NetworkInterface.getByName(on);
            if (found == null) {
                throw new WrongConfiguration("this machine has no network interface " + on);
            }
            return UdpSource.multicast(group, port, found, senders);
        }
    }

    /** A recording, played when model time reaches the times of its datagrams. */
    record Recording(Path file, LocalDate dayOfRaw) implements SourceConfiguration {
        @Override
        public DatagramSource open(ModelClock clock) {
            return new CaptureSource(file, dayOfRaw, clock);
        }

        @Override
        public boolean isRecording() {
            return true;
        }
    }
}
