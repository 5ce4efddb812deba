package aero.vigil.replication.journal;

import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.IncomingCheckpoint;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.StoredCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a replica: whole states, each durable under its own name before anybody hears
 * of it. The two newest are kept, so that one of them may rot.
 *
 * <pre>
 *  0  8  magic "VIGILCK2", or "VIGILCKB" of a borrowed one, see StoredCheckpoint
 *  8  8  op-number
 * 16  8  length of the state
 * 24 32  its digest, see CheckpointPieces
 * 56 32  cluster id
 * 88  n  state
 * </pre>
 *
 * <p>While one is fetched from other replicas its pieces stand in a file of the same layout with
 * zeros where one is missing, under another name, for a restart to go on with.
 */
final class CheckpointFiles {

    private static final long MAGIC = 0x5649_4749_4C43_4B32L;
    private static final long BORROWED_MAGIC = 0x5649_4749_4C43_4B42L;
    private static final int HEADER_BYTES = 88;
    private static final int KEPT = 2;

    /** An older one of which a piece was read so lately is being fetched, and stays. */
    private static final long FETCHED_NANOS = 30_000_000_000L;

    private static final int MOST_FETCHED = 2;
    private static final String SUFFIX = ".checkpoint";
    private static final String INCOMING_SUFFIX = ".incoming";
    private static final String UNFINISHED_SUFFIX = ".unfinished";

    private final Path directory;
    private final List<Long> passedOver = new ArrayList<>();
    private final Digest clusterId;

    /** The list of pieces last asked for: who fetches a checkpoint asks for all of them. */
    private @Nullable CheckpointPieces listed;

    private @Nullable CheckpointId listedOf;

    /** When pieces were last read for others, by op. */
    private final Map<Long, Long> readNanos = new HashMap<>();

    CheckpointFiles(Path directory, Digest clusterId) {
        this.directory = directory;
        this.clusterId = clusterId;
    }

    /**
     * A checkpoint read back whole.
     *
     * @param digest see {@link CheckpointPieces}
     */
    record Checkpoint(StoredCheckpoint stored, Digest digest) {

        long opNumber() {
            return stored.opNumber();
        }

        byte[] state() {
            return stored.state();
        }
    }

    /**
     * Makes a checkpoint durable under its name, then removes all but the two newest and what
     * another replica is fetching.
     */
    Digest publish(StoredCheckpoint checkpoint) throws IOException {
        Digest digest = store(checkpoint);
        List<Long> ops = opNumbers();
        long now = System.nanoTime();
        for (int i = KEPT; i < ops.size(); i++) {
            Long read = readNanos.get(ops.get(i));
            if (read == null || now - read > FETCHED_NANOS || i >= KEPT + MOST_FETCHED) {
                Files.deleteIfExists(directory.resolve(name(ops.get(i))));
                readNanos.remove(ops.get(i));
            }
        }
        return digest;
    }

    /**
     * Makes a checkpoint durable under its name that was fetched: the log may not reach it yet, so
     * the two newest of those that it reaches stay.
     *
     * @param reachedOp where the log ends
     */
    Digest publishFetched(StoredCheckpoint checkpoint, long reachedOp) throws IOException {
        Digest digest = store(checkpoint);
        int reached = 0;
        for (long op : opNumbers()) {
            boolean ofUse = op <= reachedOp ? ++reached <= KEPT : op >= checkpoint.opNumber();
            if (!ofUse) {
                Files.deleteIfExists(directory.resolve(name(op)));
            }
        }
        for (Path unneeded : incomingFiles()) {
            Files.deleteIfExists(unneeded);
        }
        return digest;
    }

    private Digest store(StoredCheckpoint checkpoint) throws IOException {
        byte[] state = checkpoint.state();
        long opNumber = checkpoint.opNumber();
        long magic = checkpoint.borrowed() ? BORROWED_MAGIC : MAGIC;
        Digest digest = digestOf(state);
        ByteBuffer header = header(magic, opNumber, state.length, digest);
        Path finished = directory.resolve(name(opNumber));
        Path unfinished = directory.resolve(name(opNumber) + UNFINISHED_SUFFIX);
        Files.deleteIfExists(unfinished);
        try (BlockFile file = ChannelBlockFile.createNew(unfinished)) {
            file.write(0, header);
            file.write(HEADER_BYTES, ByteBuffer.wrap(state));
            file.force();
        }
        Files.move(
                unfinished,
                finished,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        ChannelBlockFile.forceDirectory(directory);
        return digest;
    }

    private ByteBuffer header(long magic, long opNumber, long length, Digest digest) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(magic)
                .putLong(opNumber)
                .putLong(length)
                .put(digest.bytes())
                .put(clusterId.bytes())
                .flip();
    }

    /** The list of a checkpoint's pieces, or null if it is not here, or not whole. */
    @Nullable CheckpointPieces pieces(CheckpointId wanted) throws IOException {
        CheckpointPieces known = listed;
        if (known == null || !wanted.equals(listedOf)) {
            if (!Files.exists(directory.resolve(name(wanted.opNumber())))) {
                return null;
            }
            Checkpoint whole = read(wanted.opNumber());
            if (whole == null || !whole.digest().equals(wanted.digest())) {
                return null;
            }
            known = CheckpointPieces.of(whole.state(), Limits.CHECKPOINT_PIECE_BYTES);
            listed = known;
            listedOf = wanted;
        }
        return known;
    }

    /** A piece of a checkpoint, or null if it is not here; whoever gets it checks it. */
    byte @Nullable [] piece(CheckpointId wanted, int piece) throws IOException {
        CheckpointPieces list = pieces(wanted);
        if (list != null) {
            readNanos.put(wanted.opNumber(), System.nanoTime());
        }
        Path path = directory.resolve(name(wanted.opNumber()));
        if (list == null || piece < 0 || piece >= list.count() || !Files.exists(path)) {
            return null;
        }
        try (BlockFile file = ChannelBlockFile.openToRead(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(list.length(piece));
            int read = file.read(HEADER_BYTES + list.offset(piece), bytes);
            return read == bytes.capacity() ? bytes.array() : null;
        }
    }

    /** Removes a checkpoint, durably; one of the same op with another digest stays. */
    void discard(CheckpointId wrong) throws IOException {
        Path file = directory.resolve(name(wrong.opNumber()));
        if (Files.exists(file)) {
            Checkpoint there = read(wrong.opNumber());
            if (there == null || there.digest().equals(wrong.digest())) {
                Files.delete(file);
                ChannelBlockFile.forceDirectory(directory);
            }
        }
    }

    /** Keeps a piece of a checkpoint that is being fetched; of one at a time. */
    void keep(KeptPiece kept) throws IOException {
        CheckpointId checkpoint = kept.checkpoint();
        Path path = directory.resolve(number(checkpoint.opNumber()) + INCOMING_SUFFIX);
        if (!Files.exists(path)) {
            for (Path other : incomingFiles()) {
                Files.deleteIfExists(other);
            }
            try (BlockFile file = ChannelBlockFile.createNew(path)) {
                file.write(
                        0,
                        header(
                                MAGIC,
                                checkpoint.opNumber(),
                                kept.pieces().lengthBytes(),
                                checkpoint.digest()));
            }
        }
        try (BlockFile file = ChannelBlockFile.openToWrite(path)) {
            file.write(
                    HEADER_BYTES + kept.pieces().offset(kept.piece()),
                    ByteBuffer.wrap(kept.bytes()));
        }
    }

    /** What there is of a checkpoint that a former life was fetching. */
    Optional<IncomingCheckpoint> incoming() throws IOException {
        for (Path path : incomingFiles()) {
            try (BlockFile file = ChannelBlockFile.openToRead(path)) {
                long length = file.size() - HEADER_BYTES;
                ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
                if (length < 0
                        || length > Integer.MAX_VALUE - 8
                        || file.read(0, header) < HEADER_BYTES
                        || header.getLong(0) != MAGIC) {
                    continue;
                }
                byte[] digest = new byte[Digest.BYTES];
                header.get(24, digest);
                ByteBuffer bytes = ByteBuffer.allocate((int) length);
                file.read(HEADER_BYTES, bytes);
                return Optional.of(
                        new IncomingCheckpoint(
                                new CheckpointId(header.getLong(8), Digest.fromBytes(digest)),
                                bytes.array()));
            }
        }
        return Optional.empty();
    }

    private List<Path> incomingFiles() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> path.toString().endsWith(INCOMING_SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** The newest checkpoint at or below an op that is whole and of this log. */
    Optional<Checkpoint> newest(long atMost, Predicate<Checkpoint> ofThisLog) throws IOException {
        for (long opNumber : opNumbers()) {
            if (opNumber <= atMost) {
                @Nullable Checkpoint checkpoint = read(opNumber);
                if (checkpoint != null && ofThisLog.test(checkpoint)) {
                    return Optional.of(checkpoint);
                }
                passedOver.add(opNumber);
            }
        }
        return Optional.empty();
    }

    /** The ops of those that {@link #newest} found damaged, or of another log. */
    List<Long> passedOver() {
        return List.copyOf(passedOver);
    }

    /** The ops of the checkpoints that exist, whole or not, newest first. */
    List<Long> opNumbers() throws IOException {
        List<Long> ops = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d{19}" + SUFFIX)) {
                    ops.add(Long.parseLong(name.substring(0, 19)));
                }
            }
        }
        ops.sort(Collections.reverseOrder());
        return ops;
    }

    /** The checkpoint of an op, null when it is damaged or another cluster's. */
    @Nullable Checkpoint read(long opNumber) throws IOException {
        try (BlockFile file = ChannelBlockFile.openToRead(directory.resolve(name(opNumber)))) {
            long length = file.size() - HEADER_BYTES;
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            if (length < 0
                    || length > Integer.MAX_VALUE - 8
                    || file.read(0, header) < HEADER_BYTES
                    || (header.getLong(0) != MAGIC && header.getLong(0) != BORROWED_MAGIC)
                    || header.getLong(8) != opNumber
                    || header.getLong(16) != length) {
                return null;
            }
            byte[] stated = new byte[Digest.BYTES];
            header.get(56, stated);
            if (!clusterId.equals(Digest.fromBytes(stated))) {
                return null;
            }
            header.get(24, stated);
            ByteBuffer state = ByteBuffer.allocate((int) length);
            if (file.read(HEADER_BYTES, state) < length) {
                return null;
            }
            Digest digest = digestOf(state.array());
            boolean borrowed = header.getLong(0) == BORROWED_MAGIC;
            return digest.equals(Digest.fromBytes(stated))
                    ? new Checkpoint(
                            new StoredCheckpoint(opNumber, state.array(), borrowed), digest)
                    : null;
        }
    }

    private static Digest digestOf(byte[] state) {
        return CheckpointPieces.digest(state, Limits.CHECKPOINT_PIECE_BYTES);
    }

    private static String name(long opNumber) {
        return number(opNumber) + SUFFIX;
    }

    private static String number(long opNumber) {
        return String.format(Locale.ROOT, "%019d", opNumber);
    }
}
