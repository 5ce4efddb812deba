package aero.vigil.replication.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Digest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A span as a file: another machine shows the same, and a changed byte is found and named. */
class SpanTest {

    private static final long SEED = 11;
    private static final int TICKS = 900;
    private static final int FROM = 500;
    private static final int TO = 800;
    private static final int CHANGES = 400;
    private static final Pattern OFFSET = Pattern.compile("offset (\\d+)");

    @TempDir private Path folder;
    private Path file;
    private PlayedRecord played;
    private SpanExport.Written written;

    @BeforeEach
    void export() throws Exception {
        SeededRecord record = new SeededRecord(SEED, TICKS);
        played = new PlayedRecord(record);
        file = folder.resolve("span.vigil");
        try (Indexing index = new Indexing(record)) {
            index.run();
            RecordedFrames frames = index.frames();
            written = SpanExport.write(record, frames.micros(FROM), frames.micros(TO), file);
        }
    }

    @Test
    void itShowsTheSameFramesAndTheirDigestsProveIt() throws Exception {
        try (SpanRecording span = SpanRecording.open(file);
                Indexing index = new Indexing(span)) {
            index.run();

            assertEquals(0, index.findings().size(), () -> String.join("\n", index.findings()));
            assertNull(index.proof().contradiction());
            assertEquals(written.frames(), index.frames().count());
            assertEquals(TO, index.frames().last());
            for (long frame = index.frames().first(); frame <= TO; frame++) {
                assertEquals(played.frame(frame).digest(), index.frames().digest(frame));
            }
            Reel reel = new Reel(span, index);
            for (long frame = FROM; frame <= TO; frame += 13) {
                Reel.Stretch stretch = reel.at(frame);
                assertNotNull(stretch, "frame " + frame);
                assertEquals(played.frame(frame).digest(), stretch.last().digest());
            }
        }
    }

    @Test
    void itsSumIsWhatIsSaid() throws Exception {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));

        assertEquals(written.sha256(), Digest.fromBytes(sum));
        assertEquals(written.sizeBytes(), Files.size(file));
    }

    @Test
    void aChangedByteIsFoundAndNamed() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(SEED);
        for (int i = 0; i < CHANGES; i++) {
            int at = i < 40 ? i : random.nextInt(whole.length);
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);

            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> SpanRecording.open(file).close(),
                            "byte " + at + " was changed, and nobody saw");

            long named = offset(refused);
            boolean headNamed = said(refused).contains("bytes");
            assertTrue(
                    named == at || (headNamed && named <= at && at < named + SpanBlock.HEAD_BYTES),
                    "byte " + at + ": " + refused.getMessage());
        }
    }

    private static String said(IllegalArgumentException refused) {
        return String.valueOf(refused.getMessage());
    }

    private static long offset(IllegalArgumentException refused) {
        Matcher matcher = OFFSET.matcher(said(refused));
        assertTrue(matcher.find(), refused.getMessage());
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(SEED);
        for (int i = 0; i < 40; i++) {
            int length = random.nextInt(whole.length);
            Files.write(file, Arrays.copyOf(whole, length));

            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class, () -> SpanRecording.open(file).close());

            assertEquals(length, offset(refused), refused.getMessage());
        }
    }

    /** Every checksum made anew, so that only the replay itself can tell. */
    @Test
    void aDigestThatWasForgedWithAllSumsIsContradictedByItsFrame() throws Exception {
        long forged = 700;
        Files.write(file, forge(Files.readAllBytes(file), forged));

        try (SpanRecording span = SpanRecording.open(file);
                Indexing index = new Indexing(span)) {
            index.run();

            String contradiction = index.proof().contradiction();
            assertNotNull(contradiction);
            assertTrue(contradiction.startsWith("frame " + forged + " "), contradiction);
            assertTrue(index.proof().words().startsWith("NOT WHAT WAS SHOWN"));
        }
    }

    private static byte[] forge(byte[] whole, long frame) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(whole).position(SpanBlock.FILE_HEAD_BYTES);
        ByteBuffer out = ByteBuffer.allocate(whole.length);
        out.put(whole, 0, SpanBlock.FILE_HEAD_BYTES);
        while (in.hasRemaining()) {
            SpanBlock.Kind kind = Objects.requireNonNull(SpanBlock.Kind.ofCode(in.get()));
            byte[] content = new byte[in.getInt()];
            in.getLong(); // both checksums
            in.get(content);
            if (kind == SpanBlock.Kind.FRAME && ByteBuffer.wrap(content).getLong() == frame) {
                content[Long.BYTES] ^= 1;
            } else if (kind == SpanBlock.Kind.END) {
                MessageDigest sum = MessageDigest.getInstance("SHA-256");
                sum.update(out.array(), 0, out.position());
                ByteBuffer.wrap(content).position(2 * Long.BYTES).put(sum.digest());
            }
            out.put(SpanBlock.encode(kind, content));
        }
        return out.array();
    }
}
