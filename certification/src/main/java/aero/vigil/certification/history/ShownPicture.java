package aero.vigil.certification.history;

/**
 * One frame as a voting display showed it.
 *
 * @param atNanos when
 * @param wallMicros the same by the wall clock, since 1970
 * @param number of the frame
 * @param digest in hexadecimal
 * @param confirmed whether a majority had said so by then
 * @param whole whether it came as a keyframe and the frames after it
 */
public record ShownPicture(
        long atNanos,
        long wallMicros,
        long number,
        String digest,
        boolean confirmed,
        boolean whole) {}
