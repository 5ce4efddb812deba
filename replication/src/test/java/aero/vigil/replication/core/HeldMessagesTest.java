package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A promise never leaves before the force that covers it. */
class HeldMessagesTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_105L);

    private final HeldMessages held = new HeldMessages();

    @Test
    void aPromiseWaitsForItsRecords() {
        held.hold(promise(1, 3, 1));

        assertEquals(List.of(), leaving(2, 1));
        assertEquals(List.of(1L), leaving(3, 1));
    }

    @Test
    void aPromiseWaitsForItsVote() {
        held.hold(promise(1, 3, 2));

        assertEquals(List.of(), leaving(5, 1));
        assertEquals(List.of(1L), leaving(5, 2));
    }

    @Test
    void oneForceFreesAllThatItCoversInOrder() {
        held.hold(promise(1, 1, 1));
        held.hold(promise(2, 2, 1));
        held.hold(promise(3, 3, 1));

        assertEquals(List.of(1L, 2L), leaving(2, 1));
        assertEquals(1, held.size());
    }

    @Test
    void whatALeftViewHadPromisedNeverLeaves() {
        held.hold(promise(1, 1, 1));
        Outputs leaving = new Outputs();
        leaving.afterForce(0, new Message.NewerView(0));
        leaving.discardHeldMessages();
        leaving.afterForce(0, new Message.NewerView(2));
        leaving.finish(null, 1, 2, false);
        held.hold(leaving);

        assertEquals(List.of(), leaving(1, 1));
        assertEquals(List.of(2L), leaving(1, 2));
    }

    @Test
    void whateverIsForcedInWhateverStepsNothingLeavesEarlyAndNothingStays() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            HeldMessages mine = new HeldMessages();
            List<long[]> promised = new ArrayList<>();
            List<Long> left = new ArrayList<>();
            long sequence = 0;
            long generation = 1;
            for (int step = 0; step < 50; step++) {
                sequence += random.nextInt(3);
                generation += random.nextInt(10) == 0 ? 1 : 0;
                promised.add(new long[] {sequence, generation});
                mine.hold(promise(promised.size(), sequence, generation));
                Input.Forced forced =
                        new Input.Forced(
                                random.nextLong(sequence + 1), 1 + random.nextLong(generation));
                for (Outgoing out : mine.release(forced)) {
                    long name = out.message().viewNumber();
                    long[] needs = promised.get((int) name - 1);
                    assertTrue(
                            needs[0] <= forced.journalSequence()
                                    && needs[1] <= forced.voteGeneration(),
                            "seed " + SEED + ", round " + round + ", promise " + name);
                    left.add(name);
                }
            }
            mine.release(new Input.Forced(sequence, generation))
                    .forEach(out -> left.add(out.message().viewNumber()));
            List<Long> all = new ArrayList<>();
            for (long name = 1; name <= promised.size(); name++) {
                all.add(name);
            }
            assertEquals(all, left, "seed " + SEED + ", round " + round);
        }
    }

    /** A step with one promise, whose name is its view-number. */
    private static Outputs promise(long name, long journalSequence, long voteGeneration) {
        Outputs outputs = new Outputs();
        outputs.afterForce(0, new Message.NewerView(name));
        outputs.finish(null, journalSequence, voteGeneration, false);
        return outputs;
    }

    private List<Long> leaving(long journalSequence, long voteGeneration) {
        return held.release(new Input.Forced(journalSequence, voteGeneration)).stream()
                .map(out -> out.message().viewNumber())
                .toList();
    }
}
