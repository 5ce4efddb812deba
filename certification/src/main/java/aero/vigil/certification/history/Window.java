package aero.vigil.certification.history;

/**
 * A stretch of a run that is judged by itself.
 *
 * @param name {@code control}, or what happened in it
 * @param fromNanos when it began
 * @param toNanos when it ended
 */
public record Window(String name, long fromNanos, long toNanos) {

    /** The name of a window in which nothing was done to the group. */
    public static final String CONTROL = "control";

    /** Whether this moment lies in it. */
    public boolean holds(long nanos) {
        return nanos >= fromNanos && nanos <= toNanos;
    }

    public boolean isControl() {
        return name.equals(CONTROL);
    }
}
