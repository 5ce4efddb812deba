package aero.vigil.display;

/**
 * One frame as a display showed it.
 *
 * @param number of the frame; after a keyframe, of the last frame shown with it
 * @param digest in hexadecimal
 * @param confirmed whether f+1 replicas had given this digest
 * @param wholePicture whether it came as a keyframe with the frames after it
 * @param shownNanos when it was shown, by {@link System#nanoTime}
 * @param bodyBytes size of the frame's body
 */
public record ShownFrame(
        long number,
        String digest,
        boolean confirmed,
        boolean wholePicture,
        long shownNanos,
        int bodyBytes) {}
