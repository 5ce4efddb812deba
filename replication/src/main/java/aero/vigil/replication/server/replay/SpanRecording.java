package aero.vigil.replication.server.replay;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code vigil export}, every byte of it checked before anything is shown: a changed one
 * is found and named, and the file refused, for it is evidence or it is nothing.
 */
final class SpanRecording implements Recording {

    private static final int FIRST_CAPACITY = 4_096;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256 = SpanExport.sha256();
    private final RecordedFrames digests = new RecordedFrames();
    private final ByteArrayOutputStream state = new ByteArrayOutputStream();
    private long position;
    private String about = "";
    private @Nullable LogEntry genesisEntry;
    private @Nullable Genesis genesis;
    private long baseOp = -1;
    private long lastOp;

    /** Where the content of each op's block begins, from the one after the base. */
    private long[] places = new long[FIRST_CAPACITY];

    private NavigableMap<Long, byte[]> bases = new TreeMap<>();

    private SpanRecording(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Reads and checks it.
     *
     * @throws IllegalArgumentException if it is no exported span, or any byte of it is changed,
     *     missing or too many
     */
    static SpanRecording open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            SpanRecording recording = new SpanRecording(file, channel);
            recording.readAll();
            return recording;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void readAll() throws IOException {
        ByteBuffer head = read(SpanBlock.FILE_HEAD_BYTES);
        if (head.getLong(0) != SpanBlock.MAGIC || head.getInt(8) != SpanBlock.LAYOUT) {
            throw new IllegalArgumentException(
                    file
                            + " is no exported span, or its first "
                            + SpanBlock.FILE_HEAD_BYTES
                            + " bytes, from offset 0, are changed: export it again (vigil export),"
                            + " or give a replica's directory");
        }
        while (!readBlock()) {
            // Each says what it is.
        }
        if (position < channel.size()) {
            throw damaged(position, "something stands behind the end of the span");
        }
        if (genesis == null || baseOp < 0 || lastOp <= baseOp) {
            throw damaged(position, "the span holds no op");
        }
        bases.put(baseOp, state.toByteArray());
        state.reset();
    }

    /**
     * @return whether it was the last
     */
    private boolean readBlock() throws IOException {
        long start = position;
        byte[] sumBefore = digestSoFar();
        ByteBuffer head = read(SpanBlock.HEAD_BYTES);
        if (!SpanBlock.isHead(head)) {
            throw damaged(
                    start,
                    "the head of the block " + where() + ", 13 bytes from there, is changed");
        }
        SpanBlock.Kind kind = kind(head);
        long contentAt = position;
        byte[] content = read(SpanBlock.length(head)).array();
        if (!SpanBlock.isContent(head, content)) {
            int changed = SpanBlock.changedByte(head, content);
            throw changed < 0
                    ? damaged(
                            contentAt,
                            "the %s %s, %d bytes from there, is changed in more than one place"
                                    .formatted(kind, where(), content.length))
                    : damaged(
                            contentAt + changed,
                            "this byte of the " + kind + " " + where() + " is changed");
        }
        try {
            take(kind, content, contentAt, sumBefore);
        } catch (MalformedException | IllegalArgumentException e) {
            throw damaged(contentAt, "the " + kind + " " + where() + ": " + e.getMessage());
        }
        return kind == SpanBlock.Kind.END;
    }

    private static SpanBlock.Kind kind(ByteBuffer head) {
        SpanBlock.Kind kind = SpanBlock.Kind.ofCode(head.get(0));
        if (kind == null) {
            throw new AssertionError("a whole head has a kind");
        }
        return kind;
    }

    private String where() {
        return lastOp > baseOp && lastOp > 0 ? "behind op " + lastOp : "before the first op";
    }

    private void take(SpanBlock.Kind kind, byte[] content, long contentAt, byte[] sumBefore)
            throws MalformedException {
        switch (kind) {
            case ABOUT -> about = new String(content, StandardCharsets.UTF_8);
            case GENESIS -> {
                LogEntry entry = RecordCodec.decodeEntry(content);
                genesisEntry = entry;
                genesis = Genesis.decode(entry.operation());
            }
            case STATE -> {
                baseOp = ByteBuffer.wrap(content).getLong();
                lastOp = baseOp;
                state.write(content, Long.BYTES, content.length - Long.BYTES);
            }
            case ENTRY -> takeEntry(RecordCodec.decodeEntry(content), contentAt);
            case FRAME -> {
                ByteBuffer frame = ByteBuffer.wrap(content);
                long number = frame.getLong();
                byte[] digest = new byte[Digest.BYTES];
                frame.get(digest);
                digests.add(number, digests.count(), Digest.fromBytes(digest));
            }
            case END -> takeEnd(ByteBuffer.wrap(content), sumBefore);
        }
    }

    private void takeEntry(LogEntry entry, long contentAt) {
        if (entry.opNumber() != lastOp + 1) {
            throw new IllegalArgumentException(
                    "op " + entry.opNumber() + " stands where op " + (lastOp + 1) + " should");
        }
        int slot = (int) (lastOp - baseOp);
        if (slot == places.length) {
            places = Arrays.copyOf(places, 2 * slot);
        }
        places[slot] = contentAt;
        lastOp = entry.opNumber();
    }

    private void takeEnd(ByteBuffer end, byte[] sumBefore) {
        long ops = end.getLong();
        long frames = end.getLong();
        byte[] sum = new byte[Digest.BYTES];
        end.get(sum);
        if (ops != lastOp - baseOp || frames != digests.count() || !Arrays.equals(sum, sumBefore)) {
            throw new IllegalArgumentException(
                    "it speaks of another file: of %d ops and %d frames".formatted(ops, frames));
        }
    }

    private byte[] digestSoFar() {
        try {
            return ((MessageDigest) sha256.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be copied", e);
        }
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw damaged(
                        channel.size(),
                        "the file ends in the middle of a block " + where() + ": it was cut off");
            }
        }
        position += length;
        sha256.update(bytes.array());
        return bytes;
    }

    private IllegalArgumentException damaged(long offset, String what) {
        return new IllegalArgumentException(
                "%s, offset %d: %s. Fetch the file again; what it shows is no proof of anything"
                        .formatted(file, offset, what));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("it was checked when it was opened");
        }
        return value;
    }

    @Override
    public String origin() {
        return file.getFileName() + ": " + about;
    }

    @Override
    public LogEntry genesisEntry() {
        return required(genesisEntry);
    }

    @Override
    public Genesis genesis() {
        return required(genesis);
    }

    @Override
    public NavigableMap<Long, byte[]> bases() {
        return bases;
    }

    @Override
    public long lastOp() {
        return lastOp;
    }

    @Override
    public LogReader reader() {
        return this::entry;
    }

    private @Nullable LogEntry entry(long op) {
        if (op <= baseOp || op > lastOp) {
            return null;
        }
        try {
            long at = places[(int) (op - baseOp - 1)];
            ByteBuffer head = ByteBuffer.allocate(SpanBlock.HEAD_BYTES);
            channel.read(head, at - SpanBlock.HEAD_BYTES);
            ByteBuffer content = ByteBuffer.allocate(SpanBlock.length(head));
            channel.read(content, at);
            return RecordCodec.decodeEntry(content.array());
        } catch (IOException | MalformedException e) {
            return null; // it was whole when it was opened
        }
    }

    @Override
    public @Nullable Digest digestOf(long frameNumber) {
        return digests.digest(frameNumber);
    }

    @Override
    public List<String> findings() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
