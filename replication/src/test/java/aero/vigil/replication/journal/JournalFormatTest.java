package aero.vigil.replication.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Vote;
import aero.vigil.wire.replication.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes that docs/journal.md describes are those that are written: a small directory, read by
 * the document's offsets alone. Its worked example is generated here; to write it anew: {@code
 * -Dvigil.write.docs=true}.
 */
class JournalFormatTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "journal.md");
    private static final String BEGIN = "<!-- worked example: written by JournalFormatTest -->\n";
    private static final String END = "<!-- end of the worked example -->\n";

    @TempDir Path temporary;

    private final StringBuilder example = new StringBuilder();

    @Test
    void theWorkedExampleIsWhatIsWritten() throws Exception {
        Path file = writeJournal();
        byte[] journal = Files.readAllBytes(file);
        byte[] slots = writeVotes();

        showVotes(slots);
        showJournal(journal);

        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        if (Boolean.getBoolean("vigil.write.docs")) {
            Files.writeString(
                    DOCUMENT, document.substring(0, from) + example + document.substring(to));
            return;
        }
        assertEquals(
                example.toString(),
                document.substring(from, to),
                "docs/journal.md shows other bytes than are written: look why, then run this test"
                        + " with -Dvigil.write.docs=true");
    }

    /** Two batches: op 1; ops 2 and 3. */
    private Path writeJournal() throws IOException {
        ChronicleJournalFiles files = new ChronicleJournalFiles(temporary);
        try (JournalWriter writer =
                JournalWriter.begin(
                        files, TestGroup.OWNER, new JournalIndex(), 1 << 20, Runnable::run)) {
            writer.append(List.of(TestGroup.entries(List.of(TestGroup.GENESIS))));
            writer.force();
            List<LogEntry> more = TestGroup.chain(TestGroup.GENESIS, 0, 2, 4);
            writer.append(List.of(TestGroup.entries(more)));
        }
        return files.queueFile(1);
    }

    private byte[] writeVotes() throws IOException {
        Path file = temporary.resolve("vote");
        Vote first = Vote.initial(TestGroup.GENESIS, TestGroup.INCARNATION);
        try (VoteFile votes = VoteFile.create(ChannelBlockFile.createNew(file), first)) {
            votes.write(
                    new Vote(
                            2,
                            1,
                            0,
                            first.adoptedOp(),
                            first.adoptedHash(),
                            first.incarnation(),
                            false));
        }
        return Files.readAllBytes(file);
    }

    private void showVotes(byte[] slots) throws Exception {
        assertEquals(4 * 4096, slots.length);
        example.append("```\nvote\n");
        for (int slot = 0; slot < 4; slot++) {
            int at = 4096 * slot;
            ByteBuffer bytes = ByteBuffer.wrap(slots, at, 4096).slice();
            int length = bytes.getInt(12);
            byte[] value = Arrays.copyOfRange(slots, at + 24, at + 24 + length);
            Wire.Vote vote =
                    Wire.Vote.parseFrom(
                            Arrays.copyOfRange(value, JournalBounds.BYTES, value.length));
            assertEquals("VIGILVOT", new String(slots, at, 8, UTF_8));
            assertEquals(bytes.getInt(8), checksum(slots, at, 8, at + 12, 4096 - 12));
            assertEquals(slot / 2, bytes.getLong(16) % 2, "its pair is its generation's");
            line(
                    at,
                    "slot %d: generation %d, %d bytes of value, CRC %08x: vote %d, view %d",
                    slot,
                    bytes.getLong(16),
                    length,
                    bytes.getInt(8),
                    vote.getGeneration(),
                    vote.getViewNumber());
        }
        int newest = 0;
        dump(slots, newest, newest + 24, "magic, CRC32C, length, generation");
        int length = ByteBuffer.wrap(slots).getInt(12);
        int value = newest + 24;
        dump(slots, value, value + JournalBounds.BYTES, "first file, last file, last record");
        dump(slots, value + JournalBounds.BYTES, value + length, "protobuf Vote");
        example.append("```\n");
    }

    private void showJournal(byte[] file) throws Exception {
        int at = firstExcerpt(file);
        example.append("\n```\njournal/00000001/19700102F.cq4, from its first excerpt\n");
        byte[] start = excerpt(file, at, 1, "FILE_START", Digest.ZERO.bytes());
        assertEquals(1, Wire.FileStart.parseFrom(payload(start)).getFileNumber());

        at = next(at, start);
        byte[] continues = excerpt(file, at, 2, "FILE_CONTINUES", Digest.ZERO.bytes());
        assertEquals(0, Wire.FileContinues.parseFrom(payload(continues)).getCopiedRecords());

        at = next(at, continues);
        byte[] first = excerpt(file, at, 3, "BATCH", Digest.ZERO.bytes());
        assertEquals(1, ByteBuffer.wrap(first).getLong(16));
        assertEquals(0, ByteBuffer.wrap(first).getLong(24), "nothing was forced before it");

        at = next(at, first);
        byte[] second = excerpt(file, at, 3, "BATCH", sha256(first));
        assertEquals(2, ByteBuffer.wrap(second).getLong(16));
        assertEquals(1, ByteBuffer.wrap(second).getLong(24), "record 1 had been forced");
        Wire.JournalBatch batch = Wire.JournalBatch.parseFrom(payload(second));
        assertEquals(2, batch.getRecords(0).getEntries().getEntriesCount());
        line(next(at, second), "nothing yet: a word of zeros");
        assertEquals(0, word(file, next(at, second)));
        example.append("```\n");
    }

    /** Shows and checks one excerpt by the document's offsets. */
    private byte[] excerpt(byte[] file, int at, int kind, String name, byte[] previous)
            throws Exception {
        int length = word(file, at);
        byte[] bytes = Arrays.copyOfRange(file, at + 4, at + 4 + length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertEquals(0x5647_4A31, buffer.getInt(0), "VGJ1");
        assertEquals(buffer.getInt(4), checksum(bytes, 0, 0, 8, bytes.length - 8));
        assertEquals(length, 64 + buffer.getInt(8) + 1, "header, payload, terminator");
        assertEquals(kind, bytes[12]);
        assertEquals(0x5A, bytes[length - 1]);
        assertArrayEquals(previous, Arrays.copyOfRange(bytes, 32, 64));
        line(at, "%s: word %08x, %d bytes, SHA-256 %s", name, length, length, hex(sha256(bytes)));
        dump(file, at, at + 4, "the queue's word, little-endian");
        dump(file, at + 4, at + 20, "magic, CRC32C, length of payload, kind, zero-run mark");
        dump(file, at + 20, at + 36, "record number, forced through");
        dump(file, at + 36, at + 68, "hash of the record before");
        dump(file, at + 68, at + 68 + buffer.getInt(8), "payload");
        dump(file, at + 4 + length - 1, at + 4 + length, "terminator");
        return bytes;
    }

    private static byte[] payload(byte[] excerpt) {
        return Arrays.copyOfRange(excerpt, 64, excerpt.length - 1);
    }

    private static int next(int at, byte[] excerpt) {
        return (at + 4 + excerpt.length + 3) & ~3;
    }

    /** Walks the queue's documents over its own metadata. */
    private static int firstExcerpt(byte[] file) {
        int at = 0;
        while ((word(file, at) & 0x4000_0000) != 0) {
            at = (at + 4 + (word(file, at) & 0x3FFF_FFFF) + 3) & ~3;
        }
        return at;
    }

    private static int word(byte[] file, int at) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    /** CRC32C of the bytes before and behind the checksum's own field. */
    private static int checksum(byte[] bytes, int from, int length, int behind, int rest) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        crc.update(bytes, behind, rest);
        return (int) crc.getValue();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private void line(int at, String format, Object... values) {
        example.append(String.format(Locale.ROOT, "%08x  ", at))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    private void dump(byte[] bytes, int from, int to, String what) {
        for (int at = from; at < to; at += 16) {
            byte[] row = Arrays.copyOfRange(bytes, at, Math.min(at + 16, to));
            String text = at == from ? "  " + what : "";
            String line = String.format(Locale.ROOT, "%08x    %-32s%s", at, hex(row), text);
            example.append(line.stripTrailing()).append('\n');
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(String.format(Locale.ROOT, "%02x", each));
        }
        return hex.toString();
    }
}
