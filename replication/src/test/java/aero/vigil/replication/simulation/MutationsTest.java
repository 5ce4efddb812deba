package aero.vigil.replication.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.replication.simulation.mutants.Mutation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What qualifies the simulator: break a rule, and some world shows it (replication.md §12, §13).
 */
@Tag("slow")
class MutationsTest {

    private static final long MOST_SEEDS = Long.getLong("vigil.mutation.seeds", 3_000);

    /** Where to begin with what shows itself seldom, so that the test is quick. */
    private static final Map<Mutation, Long> FIRST_SEEDS =
            Map.ofEntries(
                    Map.entry(Mutation.APPEND_EARLIER_VIEWS, 20_200L),
                    Map.entry(Mutation.REPORT_BEFORE_FORCE, 565L),
                    Map.entry(Mutation.REPORT_FORCED_ONLY, 31_348L),
                    Map.entry(Mutation.TAKE_ANY_REFILL_FOR_ALL, 20_338L),
                    Map.entry(Mutation.KEEP_REPORTS_OF_UNNAMED, 20_553L),
                    Map.entry(Mutation.LET_THE_REPLACED_COMMIT, 495L),
                    Map.entry(Mutation.RECOVER_WITHOUT_NONCE, 10_721L),
                    Map.entry(Mutation.WRITE_VOTE_ONCE, 106L),
                    Map.entry(Mutation.KEEP_VOTE_IN_JOURNAL, 5_603L),
                    Map.entry(Mutation.CHOOSE_THE_LONGEST_LOG, 20_457L),
                    Map.entry(Mutation.COUNT_NEW_INCARNATION_EARLY, 74L),
                    Map.entry(Mutation.DISCARD_VOTE_WITH_STATE, 45L),
                    Map.entry(Mutation.DEPOSED_BY_A_PAUSE, 35L),
                    Map.entry(Mutation.ADOPT_ANY_START_VIEW, 38L),
                    Map.entry(Mutation.READ_BEFORE_THE_LOG_IS_COMMITTED, 616L),
                    Map.entry(Mutation.READ_WITHOUT_A_ROUND, 47L),
                    Map.entry(Mutation.NEVER_GREY, 8L),
                    Map.entry(Mutation.NEVER_CLEARED, 42L),
                    Map.entry(Mutation.CLEAR_MARK_EARLY, 11L),
                    Map.entry(Mutation.SEND_BEFORE_FORCING_WHAT_WAS_READ, 12L),
                    Map.entry(Mutation.RESIZE_BY_TWO, 8L),
                    Map.entry(Mutation.GIVE_WAY_TO_NO_BETTER, 20_512L));

    /** Rules that only a group that is resized needs (adr 0043). */
    private static final Set<Mutation> RESIZING =
            EnumSet.range(Mutation.BEGIN_EPOCH_UNCOMMITTED, Mutation.TAKE_HALF_FOR_A_MAJORITY);

    @ParameterizedTest
    @EnumSource(
            value = Mutation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                // What it breaks is not needed for safety: docs/protocol.md, 8.
                "ANSWER_IN_VIEW_CHANGE",
                // A crash between two corruptions is rare; DivergenceTest shows it.
                "KEEP_WRONG_CHECKPOINTS",
                // The one that is wrong must be the first to report; VouchingTest shows it.
                "VOUCH_FOR_ANY_CHECKPOINT",
                // The next Prepare shows the gap as well; NormalOperationTest shows it.
                "WAIT_FOR_LOST_PREPARES",
                "BELIEVE_WHAT_A_DAMAGED_LOG_NAMES", // ReplacementInHoleTest shows it
                // By one world in thousands, and by none found since adr 0047 has its present form.
                "COUNT_EARLIER_VIEWS", // ViewChangeTest shows it
                "TAKE_CUT_OFF_FOR_ADOPTED", // LostAdoptionTest shows it
                "LEAD_UNHEARD", // SuspicionTest shows it
                // Not shown by any world yet; RepairTest stands alone.
                "DROP_ANY_LOST_BODY",
                "PROMISE_LOST_BODIES"
            })
    void aBrokenRuleIsCaught(Mutation mutation) {
        long first = FIRST_SEEDS.getOrDefault(mutation, 1L);
        Variation world =
                RESIZING.contains(mutation) ? Variation.none().withResizing() : Variation.none();
        for (long seed = first; seed < first + MOST_SEEDS; seed++) {
            Simulation.Outcome outcome =
                    Simulation.run(seed, mutation.assembly(), mutation.diskRules(), world);
            if (outcome.invariant() != null) {
                System.out.printf(
                        "%s is caught by seed %d: %s (./vigil simulate-protocol --mutation %s"
                                + " --seeds 1 --from %d)%n",
                        mutation, seed, outcome.invariant(), mutation, seed);
                return;
            }
        }
        fail(mutation + " went unnoticed in " + MOST_SEEDS + " worlds");
    }
}
