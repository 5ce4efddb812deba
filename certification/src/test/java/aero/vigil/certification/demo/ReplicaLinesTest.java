package aero.vigil.certification.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aero.vigil.certification.process.GroupPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a demo's cut of a replica's network does to the lines between the replicas. */
@Timeout(60)
class ReplicaLinesTest {

    private static final int A_WHILE_MILLIS = 300;

    private final GroupPorts ports = GroupPorts.free(3);

    @Test
    void nothingPassesWhileEitherEndIsCutAndAllOfItAfterwards() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int last = ports.first() + 102;
        try (ReplicaLines lines = ReplicaLines.open(ports);
                ServerSocket replica2 = new ServerSocket(last, 5, loopback);
                Socket replica0 = new Socket(loopback, doorOf(lines.options(0), 2));
                Socket accepted = replica2.accept()) {
            replica0.getOutputStream().write(1);
            assertEquals(1, receive(accepted));

            lines.cut(0);
            lines.cut(2);
            replica0.getOutputStream().write(2);
            assertPassesNothing(accepted);
            lines.mend(0);
            assertPassesNothing(accepted);
            lines.mend(2);
            assertEquals(2, receive(accepted));
        }
    }

    private static int receive(Socket at) throws IOException {
        at.setSoTimeout(0);
        return at.getInputStream().read();
    }

    private static void assertPassesNothing(Socket at) throws IOException {
        at.setSoTimeout(A_WHILE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> at.getInputStream().read());
    }

    private static int doorOf(List<String> options, int replica) {
        String option =
                options.stream()
                        .filter(one -> one.startsWith(replica + "="))
                        .findFirst()
                        .orElseThrow();
        return Integer.parseInt(option.substring(option.lastIndexOf(':') + 1));
    }
}
