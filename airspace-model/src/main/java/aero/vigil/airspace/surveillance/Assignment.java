package aero.vigil.airspace.surveillance;

import java.util.Arrays;

/**
 * The cheapest way to give each row at most one column, by shortest augmenting paths (Jonker and
 * Volgenant 1987) on whole numbers, so that every machine finds the same one.
 */
final class Assignment {

    /** Stands where a row and a column cannot go together. */
    static final long IMPOSSIBLE = Long.MAX_VALUE;

    /** A row left without a column costs this: 25 in units of 1e-6. */
    static final long UNASSIGNED_COST = 25_000_000;

    /** Above this many rows or columns the answer is greedy: work stays bounded. */
    static final int GREATEST_EXACT = 32;

    /** Finite, and beyond any sum of real costs. */
    private static final long FORBIDDEN = 1L << 50;

    private Assignment() {}

    /**
     * Assigns columns to rows.
     *
     * @param costs one array a row, all of the same length; in units of 1e-6
     * @return for each row its column, or −1
     */
    static int[] solve(long[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows > GREATEST_EXACT || columns > GREATEST_EXACT) {
            return greedy(costs);
        }
        // Column columns + r is row r's own way of staying unassigned.
        long[][] square = new long[rows][columns + rows];
        for (int r = 0; r < rows; r++) {
            Arrays.fill(square[r], FORBIDDEN);
            for (int c = 0; c < columns; c++) {
                square[r][c] = costs[r][c] == IMPOSSIBLE ? FORBIDDEN : costs[r][c];
            }
            square[r][columns + r] = UNASSIGNED_COST;
        }
        int[] assigned = shortestPaths(square);
        for (int r = 0; r < rows; r++) {
            if (assigned[r] >= columns || costs[r][assigned[r]] == IMPOSSIBLE) {
                assigned[r] = -1;
            }
        }
        return assigned;
    }

    private static int[] shortestPaths(long[][] cost) {
        int n = cost.length;
        int m = n == 0 ? 0 : cost[0].length;
        long[] rowPrice = new long[n + 1];
        long[] columnPrice = new long[m + 1];
        int[] rowOf = new int[m + 1];
        int[] from = new int[m + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            int column = 0;
            long[] least = new long[m + 1];
            Arrays.fill(least, Long.MAX_VALUE);
            boolean[] used = new boolean[m + 1];
            do {
                used[column] = true;
                int current = rowOf[column];
                long delta = Long.MAX_VALUE;
                int next = 0;
                for (int j = 1; j <= m; j++) {
                    if (used[j]) {
                        continue;
                    }
                    long reduced = cost[current - 1][j - 1] - rowPrice[current] - columnPrice[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        from[j] = column;
                    }
                    if (least[j] < delta) {
                        delta = least[j];
                        next = j;
                    }
                }
                for (int j = 0; j <= m; j++) {
                    if (used[j]) {
                        rowPrice[rowOf[j]] += delta;
                        columnPrice[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                int previous = from[column];
                rowOf[column] = rowOf[previous];
                column = previous;
            }
        }
        int[] result = new int[n];
        for (int j = 1; j <= m; j++) {
            if (rowOf[j] > 0) {
                result[rowOf[j] - 1] = j - 1;
            }
        }
        return result;
    }

    /** The cheapest pair first, ties by row and then column. */
    private static int[] greedy(long[][] costs) {
        int[] result = new int[costs.length];
        Arrays.fill(result, -1);
        boolean[] taken = new boolean[costs[0].length];
        while (true) {
            long best = UNASSIGNED_COST;
            int bestRow = -1;
            int bestColumn = -1;
            for (int r = 0; r < costs.length; r++) {
                for (int c = 0; result[r] < 0 && c < taken.length; c++) {
                    if (!taken[c] && costs[r][c] < best) {
                        best = costs[r][c];
                        bestRow = r;
                        bestColumn = c;
                    }
                }
            }
            if (bestRow < 0) {
                return result;
            }
            result[bestRow] = bestColumn;
            taken[bestColumn] = true;
        }
    }
}
