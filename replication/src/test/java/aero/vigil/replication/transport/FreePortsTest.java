package aero.vigil.replication.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps test classes that run at the same time off each other's ports. */
@Timeout(60)
class FreePortsTest {

    private static final int MANY = 2_100;

    @Test
    void twoProcessesAreNeverGivenTheSameThoughNobodyListens() throws Exception {
        Process one = another();
        Process two = another();

        Set<Integer> all = new HashSet<>(portsOf(one));
        all.addAll(portsOf(two));

        assertEquals(2 * MANY, all.size());
        for (Process process : List.of(one, two)) {
            process.getOutputStream().close();
            assertEquals(0, process.waitFor());
        }
    }

    @Test
    void noneIsGivenTwice() {
        List<Integer> ports = FreePorts.take(100);
        ports.addAll(FreePorts.take(100));

        assertEquals(200, new HashSet<>(ports).size());
    }

    @Test
    void aSpanIsNobodyElses() {
        int first = FreePorts.span(540);
        int second = FreePorts.span(540);

        assertTrue(Math.abs(first - second) >= 540, first + " and " + second);
        assertFalse(FreePorts.take(100).stream().anyMatch(port -> isIn(port, first, second)));
    }

    private static boolean isIn(int port, int... spans) {
        return Stream.of(spans[0], spans[1]).anyMatch(span -> port >= span && port < span + 540);
    }

    @Test
    void noneIsOneThatAnOutgoingConnectionMayHave() throws IOException {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        int outgoing;
        try (Scanner said = new Scanner(range, StandardCharsets.US_ASCII)) {
            outgoing = said.nextInt();
        }

        List<Integer> ports = FreePorts.take(10);

        assertTrue(Collections.max(ports) < outgoing, ports + " and " + outgoing);
    }

    @Test
    void oneOnWhichAStrangerListensIsPassedOver() throws IOException {
        int last = FreePorts.take(1).get(0);

        try (ServerSocket tcp = new ServerSocket(last + 1);
                DatagramSocket udp = new DatagramSocket(last + 2)) {
            List<Integer> ports = FreePorts.take(1);

            assertFalse(ports.contains(tcp.getLocalPort()) || ports.contains(udp.getLocalPort()));
        }
    }

    private static Process another() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Integer> portsOf(Process process) {
        Scanner said = new Scanner(process.getInputStream(), StandardCharsets.US_ASCII);
        return IntStream.range(0, MANY).mapToObj(i -> said.nextInt()).toList();
    }

    /** Takes many ports, says which, and lives until its standard input ends. */
    static final class Another {
        private Another() {}

        public static void main(String[] arguments) throws IOException {
            FreePorts.take(MANY).forEach(System.out::println);
            System.in.readAllBytes();
        }
    }
}
