package aero.vigil.replication.core;

/**
 * A frame that f + 1 replicas of one software release have cut with the same digest.
 *
 * @param frameNumber 0 for none
 * @param digest see {@link FrameCut}
 * @param release that they run
 */
public record AgreedFrame(long frameNumber, Digest digest, long release) {

    /** Nothing is agreed yet. */
    public static final AgreedFrame NONE = new AgreedFrame(0, Digest.ZERO, 0);
}
