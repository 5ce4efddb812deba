package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.journal.SimulatedBlockFile.PowerCut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replication.md §3, rule 2. */
class VoteSlotsTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_103L);
    private static final int STEPS_OF_A_WRITE = 4; // write, force, write, force

    private final SimulatedBlockFile file = new SimulatedBlockFile(VoteSlots.FILE_BYTES);

    @Test
    void theNewestValueIsReadBackAfterEachWrite() throws IOException {
        VoteSlots slots = VoteSlots.create(file, value(0));
        assertEquals("value 0", read());

        for (int i = 1; i < 20; i++) {
            slots.write(value(i));

            assertEquals("value " + i, read());
        }
    }

    @Test
    void aPowerCutAtAnyStepLeavesTheOldValueOrTheNewOneAndTheNewOneOnceWritten()
            throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 4_000; round++) {
            SimulatedBlockFile disk = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
            VoteSlots slots = VoteSlots.create(disk, value(0));
            int writtenBefore = random.nextInt(4);
            for (int i = 1; i <= writtenBefore; i++) {
                slots.write(value(i));
            }
            int steps = random.nextInt(STEPS_OF_A_WRITE + 1);

            disk.cutPowerAfter(steps);
            boolean returned = tryToWrite(slots, writtenBefore + 1);
            disk.restartAfterPowerCut(random);
            String after = read(disk);

            String context = "seed " + SEED + ", round " + round + ", cut after " + steps;
            if (returned) {
                assertEquals("value " + (writtenBefore + 1), after, context);
            } else {
                assertTrue(
                        after.equals("value " + writtenBefore)
                                || after.equals("value " + (writtenBefore + 1)),
                        context + ": " + after);
            }
        }
    }

    @Test
    void whatAStartHasReadSurvivesAPowerCutRightAfterIt() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 1_500; round++) {
            SimulatedBlockFile disk = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
            VoteSlots slots = VoteSlots.create(disk, value(0));
            disk.cutPowerAfter(random.nextInt(STEPS_OF_A_WRITE));
            tryToWrite(slots, 1);
            disk.restartAfterKill(); // the new value may be in the page cache only

            String first = read(disk);
            disk.restartAfterPowerCut(random);

            assertEquals(first, read(disk), "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void aPowerCutDuringThatRewritingLeavesTheValueReadable() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 1_500; round++) {
            SimulatedBlockFile disk = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
            VoteSlots slots = VoteSlots.create(disk, value(0));
            disk.cutPowerAfter(random.nextInt(STEPS_OF_A_WRITE));
            tryToWrite(slots, 1);
            disk.restartAfterPowerCut(random);
            String before = peek(disk);

            disk.cutPowerAfter(random.nextInt(STEPS_OF_A_WRITE));
            try {
                VoteSlots.open(disk);
            } catch (PowerCut expected) {
                // and on
            }
            disk.restartAfterPowerCut(random);

            assertEquals(before, read(disk), "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void theValueIsLostExactlyWhenBothCopiesOfAPairAreDamaged() throws IOException {
        for (int damaged = 0; damaged < 16; damaged++) {
            for (int generation = 0; generation < 2; generation++) {
                SimulatedBlockFile disk = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
                VoteSlots slots = VoteSlots.create(disk, value(0));
                for (int i = 1; i <= generation; i++) {
                    slots.write(value(i));
                }
                for (int slot = 0; slot < 4; slot++) {
                    if ((damaged & 1 << slot) != 0) {
                        disk.damage(slot * VoteSlots.SLOT_BYTES + 26, (byte) 0xEE);
                    }
                }

                Optional<VoteSlots.Opened> opened = VoteSlots.open(disk);

                boolean pairGone = (damaged & 3) == 3 || (damaged & 12) == 12;
                assertEquals(
                        !pairGone,
                        opened.isPresent(),
                        "damaged slots " + Integer.toBinaryString(damaged));
                if (opened.isPresent()) {
                    assertArrayEquals(value(generation), opened.get().value());
                }
            }
        }
    }

    @Test
    void everyBitOfASlotIsCovered() throws IOException {
        VoteSlots.create(file, value(7));
        for (int bit = 0; bit < 8 * 64; bit++) {
            SimulatedBlockFile disk = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
            VoteSlots.create(disk, value(7));
            byte[] whole = new byte[1];
            for (int slot = 0; slot < 2; slot++) {
                int offset = slot * VoteSlots.SLOT_BYTES + bit / 8;
                disk.read(offset, ByteBuffer.wrap(whole));
                disk.damage(offset, (byte) (whole[0] ^ 1 << bit % 8));
            }

            assertTrue(VoteSlots.open(disk).isEmpty(), "bit " + bit + " is not covered");
        }
    }

    @Test
    void aBlankFileHoldsNoValue() throws IOException {
        assertTrue(VoteSlots.open(file).isEmpty());
    }

    private static boolean tryToWrite(VoteSlots slots, int value) throws IOException {
        try {
            slots.write(value(value));
            return true;
        } catch (PowerCut cut) {
            return false;
        }
    }

    private String read() throws IOException {
        return read(file);
    }

    private static String read(BlockFile file) throws IOException {
        return new String(VoteSlots.open(file).orElseThrow().value(), StandardCharsets.UTF_8);
    }

    /** Reads without the rewriting that a start does. */
    private static String peek(SimulatedBlockFile file) throws IOException {
        SimulatedBlockFile copy = new SimulatedBlockFile(VoteSlots.FILE_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(VoteSlots.FILE_BYTES);
        file.read(0, bytes);
        copy.damage(0, bytes.array());
        return read(copy);
    }

    private static byte[] value(int number) {
        return ("value " + number).getBytes(StandardCharsets.UTF_8);
    }
}
