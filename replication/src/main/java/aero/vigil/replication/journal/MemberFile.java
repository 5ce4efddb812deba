package aero.vigil.replication.journal;

import aero.vigil.replication.core.Incarnation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Which member of the group a directory is, and which incarnation of it (replication.md §9): a
 * small file beside the vote. A disk that was lost comes back as an incarnation that op 1 does not
 * name, and a vote that was lost does not say whose it was.
 *
 * @param index of the member
 * @param incarnation of this disk
 */
record MemberFile(int index, Incarnation incarnation) {

    private static final long MAGIC = 0x5649_4749_4C4D_454DL; // "VIGILMEM"

    /** Magic, CRC32C of what follows it, index, incarnation. */
    private static final int BYTES = 8 + 4 + 4 + 16;

    private static final int CRC_AT = 8;
    private static final int VALUE_AT = 12;

    /** What the file says; empty when there is none, or when it is damaged. */
    static Optional<MemberFile> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES
                || buffer.getLong(0) != MAGIC
                || buffer.getInt(CRC_AT) != checksum(bytes)) {
            return Optional.empty();
        }
        buffer.position(VALUE_AT);
        return Optional.of(
                new MemberFile(
                        buffer.getInt(), new Incarnation(buffer.getLong(), buffer.getLong())));
    }

    /** Puts this in the place of what the file said; durable when it returns. */
    void write(Path file) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(BYTES)
                        .putLong(MAGIC)
                        .putInt(0)
                        .putInt(index)
                        .putLong(incarnation.high())
                        .putLong(incarnation.low());
        buffer.putInt(CRC_AT, checksum(buffer.array()));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (BlockFile made = ChannelBlockFile.createNew(next)) {
            made.write(0, buffer.flip());
            made.force();
        }
        takePlace(next, file);
    }

    /**
     * A file that is whole takes the place of another, durably: at any crash one of them is there.
     */
    static void takePlace(Path made, Path file) throws IOException {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        ChannelBlockFile.forceDirectory(file.resolveSibling("."));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, VALUE_AT, BYTES - VALUE_AT);
        return (int) crc.getValue();
    }
}
