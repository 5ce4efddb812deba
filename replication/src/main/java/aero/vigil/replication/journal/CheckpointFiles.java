package aero.vigil.replication.journal;

import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a replica: whole states, each durable under its own name before anybody hears
 * of it. The two newest are kept, so that one of them may rot.
 *
 * <pre>
 *  0  8  magic "VIGILCK2"
 *  8  8  op-number
 * 16  8  length of the state
 * 24 32  its digest, see CheckpointPieces
 * 56 32  cluster id
 * 88  n  state
 * </pre>
 */
final class CheckpointFiles {

    private static final long MAGIC = 0x5649_4749_4C43_4B32L;
    private static final int HEADER_BYTES = 88;
    private static final int KEPT = 2;
    private static final String SUFFIX = ".checkpoint";
    private static final String UNFINISHED_SUFFIX = ".unfinished";

    private final Path directory;
    private final Digest clusterId;

    CheckpointFiles(Path directory, Digest clusterId) {
        this.directory = directory;
        this.clusterId = clusterId;
    }

    /**
     * A checkpoint read back whole.
     *
     * @param opNumber the op up to which it holds the state
     * @param digest see {@link CheckpointPieces}
     * @param state its bytes
     */
    record Checkpoint(long opNumber, Digest digest, byte[] state) {}

    /** Makes a checkpoint durable under its name, then removes all but the two newest. */
    Digest publish(long opNumber, byte[] state) throws IOException {
        Digest digest = digestOf(state);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putLong(opNumber).putLong(state.length).put(digest.bytes());
        header.put(clusterId.bytes()).flip();
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
        List<Long> ops = opNumbers();
        for (long older : ops.subList(Math.min(KEPT, ops.size()), ops.size())) {
            Files.deleteIfExists(directory.resolve(name(older)));
        }
        return digest;
    }

    /** The newest checkpoint at or below an op that is whole. */
    Optional<Checkpoint> newest(long atMost) throws IOException {
        for (long opNumber : opNumbers()) {
            if (opNumber <= atMost) {
                @Nullable Checkpoint checkpoint = read(opNumber);
                if (checkpoint != null) {
                    return Optional.of(checkpoint);
                }
            }
        }
        return Optional.empty();
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
                    || header.getLong(0) != MAGIC
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
            return digest.equals(Digest.fromBytes(stated))
                    ? new Checkpoint(opNumber, digest, state.array())
                    : null;
        }
    }

    private static Digest digestOf(byte[] state) {
        return CheckpointPieces.digest(state, Limits.CHECKPOINT_PIECE_BYTES);
    }

    private static String name(long opNumber) {
        return String.format(Locale.ROOT, "%019d", opNumber) + SUFFIX;
    }
}
