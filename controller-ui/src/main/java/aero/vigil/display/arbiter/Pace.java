package aero.vigil.display.arbiter;

/**
 * Which stream a vote is about, and how long things may take on it: milliseconds.
 *
 * @param span frames that one number of the arbiter stands for
 * @param chained whether a frame's digest covers the digest before it: then a vote on one is a vote
 *     on all before it; else each needs its own
 * @param bodyAbsent agreed by f+1 but no body: another source is asked for whole frames
 * @param unconfirmed not agreed by f+1: shown all the same and marked
 * @param missing a hole is asked for by number, from each source in turn
 * @param keyframe between two askings for a keyframe
 * @param unproven a keyframe whose proof does not come is shown, marked unconfirmed
 * @param silent a source that says nothing for so long is
 * @param stale a picture that does not change for so long is
 * @param frozen and then this
 */
public record Pace(
        int span,
        boolean chained,
        long bodyAbsent,
        long unconfirmed,
        long missing,
        long keyframe,
        long unproven,
        long silent,
        long stale,
        long frozen) {

    /** Every frame, ten a second. */
    public static final Pace FRAMES =
            new Pace(1, true, 20, 100, 200, 1_000, 1_500, 1_000, 1_000, 5_000);

    /** Ten frames as one, once a second, on a line that takes a second or more for one. */
    public static final Pace SLOW =
            new Pace(10, false, 3_000, 2_000, 5_000, 30_000, 30_000, 3_500, 3_500, 8_000);

    /** A keyframe's own digest stands in the audit of the frame ten later. */
    int proofDistance() {
        return 10 / span;
    }
}
