package aero.vigil.display.arbiter;

/**
 * Decides what a display's line carries: goes over to less when bodies stay behind the votes, which
 * are small and come by other connections, and tries more again after a while; each time that this
 * fails it waits longer. Pure: time comes in with each look, milliseconds.
 */
public final class LineWatch {

    /** So many frames behind what f+1 have said are late. */
    static final long LATE_FRAMES = 25;

    /** A picture late for so long will not catch up. */
    static final long PATIENCE = 4_000;

    /** The same on the slow stream, where one record takes a second. */
    static final long SLOW_PATIENCE = 12_000;

    /** Without any picture for so long since a source opened, the line cannot carry one in time. */
    static final long JOINING = 15_000;

    static final long SLOW_JOINING = 60_000;

    /** More is tried after so long, at first, and at most. */
    static final long REST = 60_000;

    static final long LONGEST_REST = 960_000;

    private Line line;
    private final boolean reduces;
    private long since = Long.MIN_VALUE;
    private long lateSince = Long.MIN_VALUE;
    private long rest = REST;

    /**
     * @param line at the beginning
     * @param reduces whether there is an area to reduce to
     */
    public LineWatch(Line line, boolean reduces) {
        this.line = line;
        this.reduces = reduces;
    }

    /** What is asked for. */
    public Line line() {
        return line;
    }

    /**
     * Looks at the picture.
     *
     * @param open whether any source is connected
     * @param joined whether a picture is shown
     * @param behindFrames frames that f+1 have said to exist and that are not shown
     * @return whether another line is to be asked for
     */
    public boolean look(long now, boolean open, boolean joined, long behindFrames) {
        if (since == Long.MIN_VALUE || !open) {
            since = now;
            lateSince = Long.MIN_VALUE;
            return false;
        }
        boolean whole = line == Line.WHOLE;
        if (!joined) {
            return now - since >= (whole ? JOINING : SLOW_JOINING) && thinner(now);
        }
        if (behindFrames >= LATE_FRAMES) {
            lateSince = lateSince == Long.MIN_VALUE ? now : lateSince;
            return now - lateSince >= (whole ? PATIENCE : SLOW_PATIENCE) && thinner(now);
        }
        lateSince = Long.MIN_VALUE;
        if (now - since < rest) {
            return false;
        }
        if (whole) {
            rest = REST;
            return false;
        }
        take(line.thicker(), now);
        return true;
    }

    private boolean thinner(long now) {
        Line next = line.thinner();
        if (next == line || (next == Line.REDUCED && !reduces)) {
            return false;
        }
        rest = Math.min(LONGEST_REST, 2 * rest);
        take(next, now);
        return true;
    }

    private void take(Line next, long now) {
        line = next;
        since = now;
        lateSince = Long.MIN_VALUE;
    }
}
