package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel threw away is read from its own table, for our sockets only. */
final class KernelDropsTest {

    private static final String HEADING =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode ref pointer drops\n";

    @TempDir private Path proc;

    @Test
    void theLastColumnOfOurOwnSocketsOnThePortIsSummed() throws Exception {
        Path descriptors = Files.createDirectories(proc.resolve("self/fd"));
        Files.createSymbolicLink(descriptors.resolve("7"), Path.of("socket:[4711]"));
        Files.createSymbolicLink(descriptors.resolve("8"), Path.of("/dev/null"));
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(
                proc.resolve("net/udp"),
                HEADING
                        + row("0100007F:2198", 4711, 12)
                        + row("0100007F:2198", 9999, 500)
                        + row("0100007F:2199", 4711, 900)
                        + "a line that is no row\n");

        assertEquals(12, new KernelDrops(proc, 0x2198).read());
    }

    @Test
    void whereThereIsNoTableThereAreNoDrops() {
        assertEquals(0, new KernelDrops(proc, 8_600).read());
    }

    @Test
    void aSocketThatNobodyReadsDropsVisibly() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/udp")), "no /proc/net/udp: not Linux");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket deaf = new DatagramSocket(0, loopback);
                DatagramSocket sender = new DatagramSocket()) {
            deaf.setReceiveBufferSize(4_096);
            byte[] datagram = new byte[1_000];
            for (int i = 0; i < 200; i++) {
                sender.send(
                        new DatagramPacket(
                                datagram, datagram.length, loopback, deaf.getLocalPort()));
            }

            long drops = new KernelDrops(deaf.getLocalPort()).read();

            assertTrue(drops > 0 && drops <= 200, "drops " + drops);
        }
    }

    private static String row(String local, int inode, int drops) {
        return "  1: "
                + local
                + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 "
                + inode
                + " 2 0000000000000000 "
                + drops
                + "\n";
    }
}
