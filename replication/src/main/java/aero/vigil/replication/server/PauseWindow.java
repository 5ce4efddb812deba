package aero.vigil.replication.server;

/** The longest pause in each of the last sixty seconds; used by one thread. */
final class PauseWindow {

    private static final int SECONDS = 60;

    private final long[] longestNanos = new long[SECONDS];
    private int now;

    void record(long nanos) {
        longestNanos[now] = Math.max(longestNanos[now], nanos);
    }

    /** Ends a second: called once in each. */
    void advance() {
        now = (now + 1) % SECONDS;
        longestNanos[now] = 0;
    }

    long longestMicros() {
        return longestNanos() / 1_000;
    }

    int longestMillis() {
        return (int) (longestNanos() / 1_000_000);
    }

    private long longestNanos() {
        long longest = 0;
        for (long nanos : longestNanos) {
            longest = Math.max(longest, nanos);
        }
        return longest;
    }
}
