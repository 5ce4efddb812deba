package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Four sector-aligned slots that hold one small value durably, whatever single write is cut short
 * (replication.md §3, rule 2).
 *
 * <p>Slots 0 and 1 are the pair of the even generations, 2 and 3 that of the odd ones. Generation k
 * goes to pair k mod 2: first copy, force, second copy, force; only then is it promised. So at any
 * crash at most one copy is torn, and the other copy of its pair is whole; a pair with both copies
 * damaged was damaged afterwards, may have held the newest generation, and the value is lost.
 */
final class VoteSlots {

    /** No disk in use has larger sectors, so that no slot shares one with another. */
    static final int SLOT_BYTES = 4096;

    static final int FILE_BYTES = 4 * SLOT_BYTES;

    private static final long MAGIC = 0x5649_4749_4C56_4F54L; // "VIGILVOT"
    private static final int HEADER_BYTES = 24; // magic, CRC32C, length, generation

    /** What a slot can hold. */
    static final int MAX_VALUE_BYTES = SLOT_BYTES - HEADER_BYTES;

    private final BlockFile file;
    private long generation;

    private VoteSlots(BlockFile file, long generation) {
        this.file = file;
        this.generation = generation;
    }

    /** A value with the generation it was written as. */
    private record Slot(long generation, byte[] value) {}

    /** The slots of a file and what stood in them. */
    record Opened(VoteSlots slots, byte[] value) {}

    /** Fills all four slots of a new file, so that no pair is ever blank. */
    static VoteSlots create(BlockFile file, byte[] value) throws IOException {
        VoteSlots slots = new VoteSlots(file, -1);
        slots.write(value);
        slots.write(value);
        return slots;
    }

    /**
     * What the slots hold, changing nothing.
     *
     * @param value the newest, empty when it is lost
     * @param damagedSlots how many of the four are not whole
     */
    record Peeked(Optional<byte[]> value, int damagedSlots) {}

    static Peeked peek(BlockFile file) throws IOException {
        int damaged = 0;
        for (int index = 0; index < 4; index++) {
            damaged += read(file, index) == null ? 1 : 0;
        }
        return new Peeked(newest(file).map(Slot::value), damaged);
    }

    /**
     * Reads the newest value and writes both its copies anew before it returns: what was read may
     * have been in the page cache only.
     *
     * @return empty when the value is lost
     */
    static Optional<Opened> open(BlockFile file) throws IOException {
        Optional<Slot> found = newest(file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Slot newest = found.get();
        VoteSlots slots = new VoteSlots(file, newest.generation);
        int pair = (int) (newest.generation & 1);
        int whole = holds(read(file, 2 * pair), newest) ? 0 : 1;
        slots.writeSlot(2 * pair + 1 - whole, newest.value);
        slots.writeSlot(2 * pair + whole, newest.value);
        return Optional.of(new Opened(slots, newest.value));
    }

    /** The newest slot that is whole; empty when a pair has none. */
    private static Optional<Slot> newest(BlockFile file) throws IOException {
        @Nullable Slot newest = null;
        for (int pair = 0; pair < 2; pair++) {
            @Nullable Slot newer = newer(read(file, 2 * pair), read(file, 2 * pair + 1));
            if (newer == null) {
                return Optional.empty();
            }
            newest = newer(newest, newer);
        }
        return Optional.ofNullable(newest);
    }

    private static @Nullable Slot newer(@Nullable Slot one, @Nullable Slot other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.generation >= other.generation ? one : other;
    }

    /** Makes {@code value} the newest; when it returns, no single later failure can undo that. */
    void write(byte[] value) throws IOException {
        if (value.length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("a slot holds no " + value.length + " bytes");
        }
        generation++;
        int pair = (int) (generation & 1);
        writeSlot(2 * pair, value);
        writeSlot(2 * pair + 1, value);
    }

    private void writeSlot(int index, byte[] value) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putLong(MAGIC).putInt(0).putInt(value.length).putLong(generation).put(value);
        slot.putInt(8, checksum(slot.array()));
        slot.position(0);
        file.write((long) index * SLOT_BYTES, slot);
        file.force();
    }

    private static boolean holds(@Nullable Slot slot, Slot other) {
        return slot != null && slot.generation == other.generation;
    }

    private static @Nullable Slot read(BlockFile file, int index) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        if (file.read((long) index * SLOT_BYTES, slot) < SLOT_BYTES || slot.getLong(0) != MAGIC) {
            return null;
        }
        int length = slot.getInt(12);
        long generation = slot.getLong(16);
        if (length < 0
                || length > MAX_VALUE_BYTES
                || generation < 0
                || (generation & 1) != index / 2
                || slot.getInt(8) != checksum(slot.array())) {
            return null;
        }
        byte[] value = new byte[length];
        slot.get(HEADER_BYTES, value);
        return new Slot(generation, value);
    }

    /** Over the whole slot but the field of the checksum itself. */
    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, 8);
        crc.update(slot, 12, SLOT_BYTES - 12);
        return (int) crc.getValue();
    }
}
