package aero.vigil.replication.journal;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.MemberAddresses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Which member of the group a directory is, and which incarnation of it (replication.md §9): a
 * small file beside the vote. A disk that was lost comes back as an incarnation that op 1 does not
 * name, and a vote that was lost does not say whose it was.
 *
 * @param index of the member
 * @param incarnation of this disk
 * @param addresses where this member is reached, if op 1 does not say so; else {@link
 *     MemberAddresses#NONE}
 */
record MemberFile(int index, Incarnation incarnation, MemberAddresses addresses) {

    private static final long MAGIC = 0x5649_4749_4C4D_454DL; // "VIGILMEM"

    /** Magic, CRC32C of what follows it, index, incarnation; then addresses, if there are any. */
    private static final int BYTES = 8 + 4 + 4 + 16;

    /** A host's name has 255 characters at most. */
    private static final int MOST_ADDRESS_BYTES = 300;

    private static final int CRC_AT = 8;
    private static final int VALUE_AT = 12;

    /** Of a member that op 1 names. */
    MemberFile(int index, Incarnation incarnation) {
        this(index, incarnation, MemberAddresses.NONE);
    }

    /** The same member on another disk. */
    MemberFile with(Incarnation next) {
        return new MemberFile(index, next, addresses);
    }

    /** What the file says; empty when there is none, or when it is damaged. */
    static Optional<MemberFile> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < BYTES
                || buffer.getLong(0) != MAGIC
                || buffer.getInt(CRC_AT) != checksum(bytes)) {
            return Optional.empty();
        }
        buffer.position(VALUE_AT);
        int index = buffer.getInt();
        Incarnation incarnation = new Incarnation(buffer.getLong(), buffer.getLong());
        if (!buffer.hasRemaining()) {
            return Optional.of(new MemberFile(index, incarnation));
        }
        Optional<String> replica = text(buffer);
        Optional<String> gateway = text(buffer);
        return replica.isEmpty() || gateway.isEmpty() || buffer.hasRemaining()
                ? Optional.empty()
                : Optional.of(
                        new MemberFile(
                                index,
                                incarnation,
                                new MemberAddresses(replica.get(), gateway.get())));
    }

    private static Optional<String> text(ByteBuffer buffer) {
        if (buffer.remaining() < 2) {
            return Optional.empty();
        }
        int length = buffer.getShort() & 0xffff;
        if (length > buffer.remaining()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void putText(ByteBuffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_ADDRESS_BYTES) {
            throw new IllegalArgumentException("an address is too long: " + text);
        }
        buffer.putShort((short) bytes.length).put(bytes);
    }

    /** Puts this in the place of what the file said; durable when it returns. */
    void write(Path file) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(BYTES + 2 * (2 + MOST_ADDRESS_BYTES))
                        .putLong(MAGIC)
                        .putInt(0)
                        .putInt(index)
                        .putLong(incarnation.high())
                        .putLong(incarnation.low());
        if (addresses.isKnown()) {
            putText(buffer, addresses.replica());
            putText(buffer, addresses.gateway());
        }
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        ByteBuffer whole = ByteBuffer.wrap(bytes).putInt(CRC_AT, checksum(bytes));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (BlockFile made = ChannelBlockFile.createNew(next)) {
            made.write(0, whole);
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
        crc.update(bytes, VALUE_AT, bytes.length - VALUE_AT);
        return (int) crc.getValue();
    }
}
