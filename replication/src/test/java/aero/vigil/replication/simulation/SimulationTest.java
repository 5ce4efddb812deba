package aero.vigil.replication.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Assembly;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The group in many worlds of faults, each decided by a seed (replication.md §12). */
@Tag("slow")
class SimulationTest {

    private static final long FIRST_SEED = Long.getLong("vigil.seed", 1);
    private static final long SEEDS = Long.getLong("vigil.seeds", 2_000);

    private static final long RESIZING_SEEDS = Long.getLong("vigil.resizing.seeds", 40);

    /** Worlds share nothing; two processors are what the smallest machine has that builds this. */
    private static final int THREADS = 2;

    @Test
    void inNoWorldIsAGuaranteeBroken() throws InterruptedException {
        Campaign campaign =
                new Campaign(
                        Assembly::new,
                        DiskRules::new,
                        Variation.none(),
                        FIRST_SEED,
                        SEEDS,
                        Long.MAX_VALUE,
                        false,
                        new PrintWriter(Writer.nullWriter()));

        Campaign.Sums sums = campaign.run(THREADS);

        assertEquals(List.of(), sums.violations().stream().map(SimulationTest::words).toList());
        assertEquals(SEEDS, sums.seeds());
        assertEverythingHappened(sums.happened());
    }

    @Test
    void inNoWorldOfAGroupThatGrowsAndShrinksIsAGuaranteeBroken() throws InterruptedException {
        Campaign campaign =
                new Campaign(
                        Assembly::new,
                        DiskRules::new,
                        Variation.none().withResizing(),
                        FIRST_SEED,
                        RESIZING_SEEDS,
                        Long.MAX_VALUE,
                        false,
                        new PrintWriter(Writer.nullWriter()));

        Campaign.Sums sums = campaign.run(THREADS);

        assertEquals(List.of(), sums.violations().stream().map(SimulationTest::words).toList());
        for (String what :
                List.of(
                        "groups grown",
                        "groups shrunk",
                        "members replaced",
                        "recoveries durable",
                        "core checkpoints.taken",
                        "core reconfigurations.refused",
                        "logs truncated")) {
            assertTrue(sums.happened().containsKey(what), "never: " + what);
        }
    }

    /** A simulation in which nothing goes wrong proves nothing. */
    private static void assertEverythingHappened(Map<String, Long> happened) {
        for (SeedPlan.Fault fault : SeedPlan.Fault.values()) {
            assertTrue(happened.containsKey("fault " + fault), "never: " + fault);
        }
        for (CalmFaults.Kind kind : CalmFaults.Kind.values()) {
            assertTrue(happened.containsKey("harmless " + kind), "never: harmless " + kind);
        }
        for (GreyFaults.Kind kind : GreyFaults.Kind.values()) {
            assertTrue(happened.containsKey("grey " + kind), "never: grey " + kind);
        }
        for (String what :
                List.of(
                        "core logs.withheld",
                        "tricks answered REQUEST_NUMBER_REUSED",
                        "tricks answered REQUEST_NUMBER_SKIPPED",
                        "tricks answered SUPERSEDED",
                        "logs adopted in pieces",
                        "logs truncated",
                        "records lost with power",
                        "forced records lost to damage",
                        "restarts from a checkpoint",
                        "checkpoints vouched for",
                        "logs let go of",
                        "states corrupted",
                        "core divergence.ended",
                        "core checkpoints.taken",
                        "core checkpoints.piecesKept",
                        "core alarm.CLOCK_OFF",
                        "core pauses",
                        "core prepares.repeated",
                        "core primary.isolated",
                        "core requests.REQUEST_NUMBER_REUSED",
                        "reads, linearizable",
                        "reads of own writes",
                        "core upgrades",
                        "core state.asked",
                        "core suspicions.wrongful")) {
            assertTrue(happened.containsKey(what), "never: " + what);
        }
    }

    /**
     * Seeds that have found something: 147 and 1310 a checker that took a healing for whole; 113
     * and 127 a primary that had followed one late heartbeat and stamped behind; 441, 616, 624 and
     * 800 one that took its own wrong clock, since it heard no other, and froze the model's time;
     * 79 and 725 one that chose a log whose only holder could not send it, in view after view; 212
     * and 1034 a backup that asked for ever for the committed end of the view's log, which it had
     * lost; 804 a checker that blamed archiving for a log that began at a fetched checkpoint; 11026
     * a replica that started from a checkpoint of its former, wrong state; 30538 a fold that took a
     * former life's piece for the first of an adopted log; 1361 a lost body that reached over what
     * was applied, and that the others had let go of; 2612 nobody who started a second machine,
     * made with the older build, with the newer one; 5717 a hole made where the hash of what
     * follows shows that nothing was lost; 1000039 and 1002913 a primary that gave way since its
     * disk was the last of all to come back from a stall, when nobody waited for it any more;
     * 2000510 a checker that did not know that a new primary's own force counts without a word;
     * 2011757 a replica that recovered and knew none of the present members, so that it would not
     * hear from them that the log it asked for begins later, and asked for ever; 3003737 and
     * 3004885 two primaries of different views, whom nobody followed, and who waited for each other
     * in silence; 3005321 a primary that gave way while a backup was catching up; 5004786 a backup
     * that took three ticks for three missed heartbeats, one of them on its way; 1812 a journal
     * that could not be read again, as the pieces above the checkpoint at which an adopted log
     * begins had been let go of; 6093628 a primary that went on while two of four others, one of
     * them dead, did not hear it; 10017024 and 10006502 primaries that gave way while the only
     * backup there adopted a long log, or fetched a checkpoint, for more than two seconds; 20018313
     * a backup that asked the primary first at every step, whose long answers were all lost;
     * 30013054 bodies that had been fetched again more than once and were not found at the next
     * start; 30015406 a log adopted behind lost records that was taken to begin where another had,
     * behind its end; 40028238 a log without bodies whose end nobody could name; 60005087 one whose
     * log was not reached back to, after a start of all whose checkpoint nobody vouched for any
     * more; 70008919 a primary that took each question of backups that adopted its log, one in 200
     * ms, for their coming back, and waited. Of the world and the checker: 6052247 a failed force
     * that ended another machine than its own; 6056540 an op said to be dropped by a replica of
     * view 6 that was committed only in view 7, by others; 6065583 a second state corrupted while
     * the first still had a checkpoint of it; 8006935 a state corrupted while another was so far
     * behind that it had to take a third's word for it; 100039954 and 100043535 what a machine
     * forced that another had replaced before, held to be promised for that one.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {
                147,
                804,
                5_717,
                1_310,
                113,
                127,
                441,
                616,
                624,
                800,
                79,
                725,
                212,
                1_034,
                11_026,
                30_538,
                1_361,
                2_612,
                1_000_039,
                1_002_913,
                2_000_510,
                2_011_757,
                3_003_737,
                3_004_885,
                3_005_321,
                5_004_786,
                1_812,
                6_052_247,
                6_056_540,
                6_065_583,
                6_093_628,
                8_006_935,
                10_017_024,
                10_006_502,
                20_018_313,
                30_013_054,
                30_015_406,
                40_028_238,
                60_005_087,
                70_008_919,
                100_039_954,
                100_043_535
            })
    void whatOnceFoundAFaultFindsNoneNow(long seed) {
        Simulation.Outcome outcome = Simulation.run(seed);

        assertTrue(outcome.invariant() == null, () -> words(outcome));
    }

    /**
     * The same of groups that are resized: 90006539 a learner that left its view alone, for wishes
     * that were taken back; 90007271 a checker that did not know that a machine which was replaced
     * answers by what it had applied.
     */
    @ParameterizedTest
    @ValueSource(longs = {90_006_539, 90_007_271})
    void whatOnceFoundAFaultOfAResizedGroupFindsNoneNow(long seed) {
        Simulation.Outcome outcome =
                Simulation.run(
                        seed, new Assembly(), new DiskRules(), Variation.none().withResizing());

        assertTrue(outcome.invariant() == null, () -> words(outcome));
    }

    private static final int WORLDS_WITH_RIGHT_CLOCKS = 40;

    /** Slow disks, pauses and queues are no error of a clock (rule 7). */
    @Test
    void aClockIsCalledOffOnlyWhereOneIs() {
        int worlds = 0;
        for (long seed = 1; worlds < WORLDS_WITH_RIGHT_CLOCKS; seed++) {
            SeedPlan plan = Simulation.planOf(seed);
            if (plan.faults().contains(SeedPlan.Fault.CLOCK_JUMP)
                    || plan.clockSpreadMicros() > 40_000) {
                continue;
            }
            Map<String, Long> happened = Simulation.run(seed).happened();
            if (happened.containsKey("harmless " + CalmFaults.Kind.SET_CLOCK_WRONG)) {
                continue;
            }
            worlds++;
            assertFalse(happened.containsKey("core alarm.CLOCK_OFF"), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 14, 159, 2_653})
    void theSameSeedIsTheSameWorld(long seed) {
        Simulation.Outcome first = Simulation.run(seed);
        Simulation.Outcome second = Simulation.run(seed);

        assertEquals(first, second);
        assertNotEquals(first.digest(), Simulation.run(seed + 1).digest());
    }

    private static String words(Simulation.Outcome outcome) {
        return "seed "
                + outcome.seed()
                + " breaks '"
                + outcome.invariant()
                + "': "
                + outcome.facts()
                + "\n  see ./vigil simulate-protocol --seeds 1 --from "
                + outcome.seed();
    }
}
