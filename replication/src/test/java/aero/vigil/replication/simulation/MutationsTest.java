package aero.vigil.replication.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.replication.simulation.mutants.Mutation;
import java.util.Map;
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
            Map.of(
                    Mutation.CHOOSE_THE_LONGEST_LOG,
                    960L,
                    Mutation.COUNT_NEW_INCARNATION_EARLY,
                    240L,
                    Mutation.DISCARD_VOTE_WITH_STATE,
                    38L);

    @ParameterizedTest
    @EnumSource(
            value = Mutation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                // Caught too seldom for this test, or in no world yet: docs/adr/0017.
                "COUNT_EARLIER_VIEWS",
                "APPEND_EARLIER_VIEWS",
                "NEVER_CLEARED",
                "REPORT_BEFORE_FORCE",
                "REPORT_FORCED_ONLY",
                // A damage just behind an adoption is rare; the model (lost-adoption) shows it.
                "TAKE_CUT_OFF_FOR_ADOPTED",
                // A crash between two corruptions is rare; DivergenceTest shows it.
                "KEEP_WRONG_CHECKPOINTS",
                // The one that is wrong must be the first to report; VouchingTest shows it.
                "VOUCH_FOR_ANY_CHECKPOINT",
                "TAKE_ANY_REFILL_FOR_ALL",
                "KEEP_REPORTS_OF_UNNAMED",
                "BELIEVE_WHAT_A_DAMAGED_LOG_NAMES", // ReplacementInHoleTest shows it
                "LET_THE_REPLACED_COMMIT",
                "RECOVER_WITHOUT_NONCE",
                "ANSWER_IN_VIEW_CHANGE"
            })
    void aBrokenRuleIsCaught(Mutation mutation) {
        long first = FIRST_SEEDS.getOrDefault(mutation, 1L);
        for (long seed = first; seed < first + MOST_SEEDS; seed++) {
            Simulation.Outcome outcome =
                    Simulation.run(seed, mutation.assembly(), mutation.diskRules());
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
