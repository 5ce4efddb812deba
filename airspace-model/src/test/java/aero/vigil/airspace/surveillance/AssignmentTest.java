package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void findsTheLeastTotalThatTryingEverythingFinds() {
        long seed = 99;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            long[][] costs = random(random, 1 + random.nextInt(5), 1 + random.nextInt(5));

            int[] columns = Assignment.solve(costs);

            assertEquals(
                    least(costs, 0, new boolean[costs[0].length]),
                    total(costs, columns),
                    "seed " + seed + ", case " + i + ": " + Arrays.deepToString(costs));
        }
    }

    @Test
    void leavesARowAloneRatherThanTakeAnImpossibleColumn() {
        long impossible = Assignment.IMPOSSIBLE;

        int[] columns = Assignment.solve(new long[][] {{impossible}, {3_000_000}});

        assertArrayEquals(new int[] {-1, 0}, columns);
    }

    @Test
    void answersClustersOverItsBoundGreedilyAndWithoutAConflict() {
        long[][] costs = random(new Random(5), 40, 50);

        int[] columns = Assignment.solve(costs);

        long used = Arrays.stream(columns).filter(c -> c >= 0).distinct().count();
        assertEquals(Arrays.stream(columns).filter(c -> c >= 0).count(), used);
        assertTrue(used > 0);
    }

    private static long[][] random(Random random, int rows, int columns) {
        long[][] costs = new long[rows][columns];
        for (long[] row : costs) {
            for (int c = 0; c < columns; c++) {
                row[c] =
                        random.nextInt(4) == 0
                                ? Assignment.IMPOSSIBLE
                                : random.nextInt(40_000_000) - 8_000_000;
            }
        }
        return costs;
    }

    private static long total(long[][] costs, int[] columns) {
        long sum = 0;
        for (int r = 0; r < columns.length; r++) {
            sum += columns[r] < 0 ? Assignment.UNASSIGNED_COST : costs[r][columns[r]];
        }
        return sum;
    }

    private static long least(long[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        long best = Assignment.UNASSIGNED_COST + least(costs, row + 1, taken);
        for (int c = 0; c < taken.length; c++) {
            if (!taken[c] && costs[row][c] != Assignment.IMPOSSIBLE) {
                taken[c] = true;
                best = Math.min(best, costs[row][c] + least(costs, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }
}
