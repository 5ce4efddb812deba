package aero.vigil.certification.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Messages through the emulator: what a line does to them, and what it says of it. */
class LinkEmulatorTest {

    private static final int REPLICAS = 3;

    @Test
    void aGoodLinePassesMessagesBothWays() throws Exception {
        try (Pair pair = new Pair()) {
            pair.send("introduction");
            pair.send("prepare");
            assertEquals("introduction", pair.receive());
            assertEquals("prepare", pair.receive());

            pair.answer("prepare ok");

            assertEquals("prepare ok", pair.receiveAnswer());
            pair.awaitCount(2, Line.Counts::messages);
        }
    }

    @Test
    void aCutLineLosesMessagesOfOneDirectionButNotTheIntroduction() throws Exception {
        try (Pair pair = new Pair()) {
            pair.emulator.from(1, Disturbance.CUT);
            pair.send("introduction");
            pair.send("lost");
            assertEquals("introduction", pair.receive());
            pair.answer("introduction back");
            pair.answer("passes");

            assertEquals("introduction back", pair.receiveAnswer());
            assertEquals("passes", pair.receiveAnswer());
            pair.awaitCount(1, Line.Counts::lost);
            pair.emulator.from(1, Disturbance.NONE);
            pair.send("after");

            assertEquals("after", pair.receive());
            assertEquals(1, pair.emulator.line(1, 0).counts().lost());
        }
    }

    @Test
    void aLineThatHoldsLetsEverythingGoInOrderAtTheEnd() throws Exception {
        try (Pair pair = new Pair()) {
            pair.send("introduction");
            assertEquals("introduction", pair.receive());
            pair.emulator.from(1, Disturbance.HOLD);
            pair.send("one");
            pair.send("two");
            pair.awaitCount(2, Line.Counts::held);
            assertEquals(1, pair.emulator.line(1, 0).counts().messages());

            pair.emulator.from(1, Disturbance.NONE);

            assertEquals("one", pair.receive());
            assertEquals("two", pair.receive());
        }
    }

    @Test
    void aLineThatDoublesBringsEachMessageTwice() throws Exception {
        try (Pair pair = new Pair()) {
            pair.send("introduction");
            assertEquals("introduction", pair.receive());
            pair.emulator.from(1, Disturbance.doubling(1));

            pair.send("again");

            assertEquals("again", pair.receive());
            assertEquals("again", pair.receive());
            assertEquals(1, pair.emulator.line(1, 0).counts().doubled());
        }
    }

    @Test
    void theSameSeedLosesTheSameMessages() {
        assertArrayEquals(fates(7), fates(7));
        assertTrue(!Arrays.equals(fates(7), fates(8)), "seeds 7 and 8 lose the same");
    }

    private static int[] fates(long seed) {
        Line line = new Line(seed);
        line.disturb(Disturbance.loss(0.3));
        int[] copies = new int[200];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = line.judge(100, false).copies();
        }
        return copies;
    }

    @Test
    void messagesOvertakeOneAnotherOnlyWhereTheyMay() {
        Line ordered = new Line(1);
        ordered.disturb(Disturbance.delay(5, 50));
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 100; i++) {
            long due = ordered.judge(10, false).dueNanos();
            assertTrue(due >= last, "message " + i + " is due before the one before it");
            last = due;
        }
        Line reordering = new Line(1);
        reordering.disturb(Disturbance.reordering(50));
        for (int i = 0; i < 100; i++) {
            reordering.judge(10, false);
        }
        assertEquals(0, ordered.counts().overtaken());
        assertTrue(reordering.counts().overtaken() > 10, "" + reordering.counts());
    }

    /** Replica 1 dials replica 0 through the emulator. */
    private static final class Pair implements AutoCloseable {
        private final ServerSocket replica0;
        private final LinkEmulator emulator;
        private final Socket dialling;
        private final Socket accepted;

        Pair() throws IOException {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            replica0 = new ServerSocket(0, 5, loopback);
            emulator =
                    LinkEmulator.open(
                            REPLICAS,
                            index -> new InetSocketAddress(loopback, replica0.getLocalPort()),
                            1);
            List<String> options = emulator.options(1);
            String address = options.get(options.indexOf("--peer") + 1);
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            dialling = new Socket(loopback, port);
            accepted = replica0.accept();
        }

        private static void write(Socket socket, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }

        private static String read(Socket socket) throws IOException {
            socket.setSoTimeout(30_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        void send(String text) throws IOException {
            write(dialling, text);
        }

        String receive() throws IOException {
            return read(accepted);
        }

        void answer(String text) throws IOException {
            write(accepted, text);
        }

        String receiveAnswer() throws IOException {
            return read(dialling);
        }

        void awaitCount(long wanted, ToLongFunction<Line.Counts> count)
                throws InterruptedException {
            for (int tries = 0; tries < 6_000; tries++) {
                if (count.applyAsLong(emulator.line(1, 0).counts()) >= wanted) {
                    return;
                }
                Thread.sleep(5);
            }
            throw new AssertionError("still " + emulator.line(1, 0).counts());
        }

        @Override
        public void close() throws IOException {
            emulator.close();
            dialling.close();
            accepted.close();
            replica0.close();
        }
    }
}
