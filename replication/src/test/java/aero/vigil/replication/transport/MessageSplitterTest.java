package aero.vigil.replication.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageSplitterTest {

    private final List<byte[]> messages = new ArrayList<>();

    @Test
    void messagesComeOutAsTheyWentInHoweverTheStreamIsCut() {
        long seed = Long.getLong("vigil.seed", System.nanoTime());
        System.out.println("messages cut anyhow: seed " + seed + " (-Dvigil.seed)");
        Random random = new Random(seed);
        MessageSplitter splitter = new MessageSplitter(100_000, messages::add);
        List<byte[]> sent = new ArrayList<>();
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 200; i++) {
            byte[] message = new byte[random.nextInt(20) == 0 ? 50_000 : random.nextInt(60)];
            random.nextBytes(message);
            sent.add(message);
            MessageSplitter.append(stream, message);
        }

        int position = 0;
        while (position < stream.length()) {
            int end = Math.min(stream.length(), position + 1 + random.nextInt(3_000));
            assertTrue(splitter.accept(stream.getBuffer(position, end)), "seed " + seed);
            position = end;
        }

        assertEquals(sent.size(), messages.size(), "seed " + seed);
        for (int i = 0; i < sent.size(); i++) {
            assertArrayEquals(sent.get(i), messages.get(i), "seed " + seed);
        }
    }

    @Test
    void aLengthBeyondTheLimitEndsTheStreamBeforeAnythingIsKept() {
        MessageSplitter splitter = new MessageSplitter(1_000, messages::add);

        assertFalse(splitter.accept(Buffer.buffer().appendInt(1_001)));
        assertFalse(splitter.accept(Buffer.buffer().appendInt(-1)));
        assertTrue(messages.isEmpty());
    }
}
