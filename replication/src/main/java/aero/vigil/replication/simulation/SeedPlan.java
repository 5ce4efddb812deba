package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Bounds;
import aero.vigil.replication.core.Epoch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a seed decides before anything happens: the size of the group, how bad its world is, and
 * which faults it will see. Each seed sees some kinds of fault only: what hides one bug often shows
 * another.
 *
 * @param resizing whether the group grows and shrinks, with learners
 * @param chaosMicros how long things go wrong; then all is healed
 * @param lossPerMillion messages lost
 * @param latePerMillion messages that come up to seconds late
 * @param mostDelayMicros the greatest ordinary delay
 * @param upgradeMicros from when machines that start have the newer build
 * @param readPercent of what clients ask for, reads; the others are writes
 * @param jumpingClocks how many machines have a clock that somebody sets wrong; up to f of them
 *     leave the stamps what they should be (rule 7)
 * @param climate what kind of faults there are
 * @param faultEveryMicros the mean time between faults
 */
record SeedPlan(
        int groupSize,
        boolean resizing,
        int clients,
        int initialK,
        long chaosMicros,
        long checkpointInterval,
        Bounds bounds,
        int lossPerMillion,
        int duplicatePerMillion,
        int latePerMillion,
        long leastDelayMicros,
        long mostDelayMicros,
        long leastForceMicros,
        long mostForceMicros,
        long thinkMicros,
        int clockDriftPpm,
        long clockSpreadMicros,
        long faultEveryMicros,
        long upgradeMicros,
        int readPercent,
        int jumpingClocks,
        Climate climate,
        List<Fault> faults) {

    SeedPlan {
        faults = List.copyOf(faults);
    }

    /** What kind of faults a world has. */
    enum Climate {
        /** Everything goes wrong; then all is healed, and the group must come together again. */
        STORMY,
        /** Only such things go wrong as must not end a view (rules 1, 4 and 8). */
        CALM,
        /**
         * After the storm some machines, at most f, stay ill: the group must serve all the same.
         */
        GREY
    }

    /** What can go wrong. */
    enum Fault {
        KILL,
        KILL_PRIMARY,
        KILL_AND_RESTART_AT_ONCE,
        POWER_CUT,
        POWER_CUT_OF_ALL,
        PAUSE,
        PAUSE_PRIMARY,
        /** As when the machine that all of them run on stands still. */
        PAUSE_OF_ALL,
        KILL_OF_ALL,
        ISOLATE,
        ISOLATE_PRIMARY,
        PARTITION,
        ONE_WAY,
        BREAK_ONE_LINK,
        FLAPPING,
        SLOW_DISK,
        /** Forces of 150 to 300 ms. */
        VERY_SLOW_DISK,
        STALLED_DISK,
        /** Small messages pass, large ones do not, as where a path's MTU is set wrong. */
        BLACK_HOLE,
        CLOCK_JUMP,
        FALSE_ALARM,
        /** Power fails, and the last batches that were forced cannot be read (rule 18). */
        DAMAGED_TAIL,
        /** Kill, and some records below intact ones cannot be read. */
        DAMAGED_RECORDS,
        /** Kill, and many records in a row are gone: a file lost, emptied or replaced. */
        LOST_FILE,
        /** Some records cannot be read back any more, found whenever somebody asks. */
        DAMAGED_WHILE_RUNNING,
        /** Kill, and one of the two copies of the newest vote cannot be read. */
        DAMAGED_VOTE,
        /** A force fails: the replica stops itself. */
        FAILED_FORCE,
        /** A disk is lost and an empty one put in its place; its machine may come back. */
        LOST_DISK,
        /** Both copies of a pair of votes cannot be read. */
        LOST_VOTE,
        /** Of the journal so much cannot be read that the vote stands on nothing. */
        LOST_LOG,
        /** A new machine for a member starts while the old one runs. */
        SECOND_MACHINE,
        /** Somebody formats a disk as another member of the same index. */
        PLAIN_FORMAT,
        /** A person wants another primary. */
        STEP_DOWN,
        /** Journals let go of what is below two checkpoints, whoever may still lack it. */
        LET_GO_OF_LOG,
        /** A bit of one replica's state flips in memory (rule 21). */
        CORRUPT_STATE,

        // Each told where it is made: Scenes.
        HEARD_TOO_LATE,
        OLD_PREPARE,
        OLD_ACKNOWLEDGEMENT,
        REPLACED_RETURNS,
        OLD_ANSWERS,
        NO_REFILL,
        SPLIT_MEMBER,
        LOST_ADOPTION;

        /** Sequences that wait for what the group does, with three replicas. */
        static final List<Fault> SCENES_OF_THREE =
                List.of(
                        HEARD_TOO_LATE,
                        OLD_PREPARE,
                        OLD_ACKNOWLEDGEMENT,
                        REPLACED_RETURNS,
                        OLD_ANSWERS,
                        NO_REFILL,
                        LOST_ADOPTION);

        static final List<Fault> SCENES_OF_FIVE =
                List.of(
                        SPLIT_MEMBER,
                        OLD_PREPARE,
                        REPLACED_RETURNS,
                        OLD_ANSWERS,
                        NO_REFILL,
                        LOST_ADOPTION);

        boolean isScene() {
            return SCENES_OF_THREE.contains(this) || SCENES_OF_FIVE.contains(this);
        }

        /** Those that make another of a member. */
        static final List<Fault> LOSSES =
                List.of(LOST_DISK, LOST_VOTE, LOST_LOG, SECOND_MACHINE, PLAIN_FORMAT);

        /**
         * Those after which a member lacks something that it has promised, until it is repaired.
         */
        static final List<Fault> DAMAGES =
                List.of(DAMAGED_TAIL, DAMAGED_RECORDS, LOST_FILE, DAMAGED_WHILE_RUNNING);

        /** Those there were first: newer ones are drawn apart, so that a seed stays its world. */
        static final List<Fault> DRAWN_APART =
                List.of(
                        DAMAGED_TAIL,
                        DAMAGED_RECORDS,
                        LOST_FILE,
                        DAMAGED_WHILE_RUNNING,
                        DAMAGED_VOTE,
                        FAILED_FORCE,
                        STEP_DOWN);
    }

    /**
     * A backup that hears another's suspicion believes it when it has missed three heartbeats
     * itself: that may not happen by chance while one line is cut (seed 4203 of an earlier draw).
     */
    private static final int MOST_LOSS_WHEN_CALM = 4_000;

    /** Of checkpoints of some hundred bytes: so that they have a few. */
    private static final int PIECE_BYTES = 128;

    private static final int LONG_PIECE_BYTES = 4_096;

    private static Bounds standard(int pieceBytes) {
        Bounds bounds = Bounds.standard();
        return new Bounds(
                bounds.logWindowBytes(),
                bounds.messageBytes(),
                bounds.batchEntries(),
                bounds.preparesInFlight(),
                bounds.heldPrepares(),
                pieceBytes);
    }

    private static final long CORRUPTION = 0x5EED_0021L;

    /**
     * Faults that leave enough replicas in touch to know the right state from the corrupted one:
     * where fewer than f + 1 can be heard, nobody is to stop (rule 21).
     */
    private static final Set<Fault> WITH_CORRUPTION =
            EnumSet.of(
                    Fault.KILL_PRIMARY,
                    Fault.KILL_AND_RESTART_AT_ONCE,
                    Fault.FALSE_ALARM,
                    Fault.SLOW_DISK,
                    Fault.CLOCK_JUMP);

    static SeedPlan draw(long seed, SeededRandom random) {
        int size = random.below(10);
        int groupSize = size == 0 ? 1 : size < 7 ? 3 : 5;
        boolean quickDisk = random.percent(70);
        boolean tight = random.percent(60);
        List<Fault> faults = new ArrayList<>();
        int share = (int) random.between(15, 70);
        // Drawn apart, so that a seed stays the world it was before there was this fault.
        if (groupSize > 1 && new SeededRandom(seed).percent(share)) {
            faults.add(Fault.DAMAGED_TAIL);
        }
        SeededRandom storage = new SeededRandom(seed ^ 0x53544F52L);
        boolean damages = groupSize > 1 && storage.percent(40);
        if (damages) {
            for (Fault fault : Fault.DRAWN_APART) {
                if (fault != Fault.DAMAGED_TAIL
                        && fault != Fault.STEP_DOWN
                        && storage.percent(50)) {
                    faults.add(fault);
                }
            }
        }
        if (new SeededRandom(seed + (1L << 41)).percent(20)) {
            faults.add(Fault.STEP_DOWN);
        }
        SeededRandom losses = new SeededRandom(seed + (1L << 40));
        for (Fault fault : Fault.LOSSES) {
            if (groupSize > 1 && losses.percent(25)) {
                faults.add(fault);
            }
        }
        if (new SeededRandom(~seed).percent(share)) {
            faults.add(Fault.LET_GO_OF_LOG);
        }
        SeededRandom scenes = new SeededRandom(seed ^ 0x5343454EL);
        if (groupSize > 1 && scenes.percent(25)) {
            List<Fault> possible = groupSize == 3 ? Fault.SCENES_OF_THREE : Fault.SCENES_OF_FIVE;
            faults.add(possible.get(scenes.below(possible.size())));
        }
        for (Fault fault : Fault.values()) {
            if (fault.compareTo(Fault.DAMAGED_TAIL) < 0 && random.percent(share)) {
                faults.add(fault);
            }
        }
        SeededRandom reads = new SeededRandom(~seed);
        int readPercent = reads.percent(70) ? (int) reads.between(5, 60) : 0;
        int jumpingClocks = reads.percent(80) ? groupSize / 2 : groupSize;
        Climate climate = climate(reads, groupSize);
        if (climate == Climate.GREY) {
            // Who has lost something is ill as well, and at most f may be.
            faults.removeAll(Fault.DAMAGES);
            faults.removeAll(Fault.LOSSES);
            faults.removeIf(Fault::isScene);
        }
        boolean corruption =
                climate == Climate.STORMY
                        && groupSize > 1
                        && new SeededRandom(seed ^ CORRUPTION).percent(15);
        if (corruption) {
            faults.retainAll(WITH_CORRUPTION);
            faults.add(Fault.CORRUPT_STATE);
        }
        // A state is fetched whole where it was corrupted, and may have grown long by then.
        int pieceBytes = corruption ? LONG_PIECE_BYTES : PIECE_BYTES;
        long upgradeMicros = reads.between(0, 3_000_000);
        SeedPlan plan =
                new SeedPlan(
                        groupSize,
                        false,
                        (int) random.between(2, 6),
                        random.percent(80) ? 1 : (int) random.between(2, 5),
                        random.between(1_500_000, random.percent(20) ? 12_000_000 : 5_000_000),
                        random.percent(50) ? random.between(5, 60) : random.between(100, 1_000),
                        tight
                                ? new Bounds(
                                        random.between(0, 8_000),
                                        (int) random.between(1, 4_000),
                                        (int) random.between(1, 16),
                                        (int) random.between(1, 8),
                                        (int) random.between(1, 16),
                                        pieceBytes)
                                : standard(pieceBytes),
                        random.percent(50) ? 0 : (int) random.between(1_000, 100_000),
                        random.percent(50) ? 0 : (int) random.between(1_000, 100_000),
                        random.percent(50) ? 0 : (int) random.between(100, 20_000),
                        20,
                        random.percent(60) ? 200 : random.between(200, 8_000),
                        60,
                        quickDisk ? 400 : random.between(400, 60_000),
                        random.percent(20)
                                ? random.between(60, 2_000)
                                : random.between(2_000, 60_000),
                        (int) random.between(0, 200),
                        random.percent(70) ? random.between(0, 40_000) : random.between(0, 300_000),
                        random.between(15_000, random.percent(50) ? 200_000 : 1_000_000),
                        upgradeMicros,
                        readPercent,
                        jumpingClocks,
                        climate,
                        faults);
        return climate == Climate.CALM ? plan.calmed() : plan;
    }

    private static Climate climate(SeededRandom random, int groupSize) {
        int at = random.below(100);
        if (groupSize == 1 || at >= 30) {
            return Climate.STORMY;
        }
        return at < 15 ? Climate.CALM : Climate.GREY;
    }

    /** A world like this one in which nothing happens of itself that may end a view. */
    private SeedPlan calmed() {
        SeedPlanDraft draft = new SeedPlanDraft(this);
        draft.initialK = 1;
        draft.chaosMicros = Math.max(4_000_000, chaosMicros);
        draft.lossPerMillion = Math.min(lossPerMillion, MOST_LOSS_WHEN_CALM);
        draft.latePerMillion = 0;
        draft.mostDelayMicros = Math.min(mostDelayMicros, 1_500);
        draft.mostForceMicros = Math.min(mostForceMicros, 10_000);
        draft.clockSpreadMicros = Math.min(clockSpreadMicros, 40_000);
        draft.jumpingClocks = groupSize / 2;
        draft.faults = List.of();
        return draft.plan();
    }

    SeedPlan varied(Variation variation) {
        SeedPlan varied = variation.resizing() ? resized() : this;
        return varied.with(variation);
    }

    private SeedPlan with(Variation variation) {
        SeedPlanDraft draft = new SeedPlanDraft(this);
        draft.clients = Math.min(clients, variation.mostClients());
        draft.chaosMicros =
                Math.min(chaosMicros * variation.chaosFactor(), variation.mostChaosMicros());
        draft.lossPerMillion = variation.lossless() ? 0 : lossPerMillion;
        draft.duplicatePerMillion = variation.undoubled() ? 0 : duplicatePerMillion;
        draft.latePerMillion = variation.punctual() ? 0 : latePerMillion;
        return draft.plan();
    }

    /**
     * A world like this one, stormy, whose group grows and shrinks. Without the faults of which the
     * group, as it is just then, must be one of three or five: scenes, and wrong states.
     */
    private SeedPlan resized() {
        List<Fault> possible = new ArrayList<>(faults);
        possible.removeIf(fault -> fault.isScene() || fault == Fault.CORRUPT_STATE);
        SeedPlanDraft draft = new SeedPlanDraft(this);
        draft.groupSize = Math.max(Epoch.LEAST_MEMBERS, groupSize);
        draft.resizing = true;
        draft.jumpingClocks =
                jumpingClocks > groupSize / 2 ? Epoch.MOST_MEMBERS : Math.min(1, jumpingClocks);
        draft.climate = Climate.STORMY;
        draft.faults = possible;
        return draft.plan();
    }

    /** How many machines there are: the members', and those of learners. */
    int machines() {
        return resizing ? Epoch.MOST_MEMBERS : groupSize;
    }

    /** How many machines may fail. */
    int failuresTolerated() {
        return groupSize / 2;
    }
}
