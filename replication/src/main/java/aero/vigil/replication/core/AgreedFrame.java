package aero.vigil.replication.core;

import java.util.List;

/**
 * A frame that f + 1 replicas have cut with the same digest.
 *
 * <p>It speaks against another digest only where at least one of them runs the same software: two
 * releases may compute different bytes, and then neither is a corrupted one.
 *
 * @param frameNumber 0 for none
 * @param digest see {@link FrameCut}
 * @param releases that they run, each once
 */
public record AgreedFrame(long frameNumber, Digest digest, List<Long> releases) {

    /** Nothing is agreed yet. */
    public static final AgreedFrame NONE = new AgreedFrame(0, Digest.ZERO, List.of());

    public AgreedFrame {
        releases = List.copyOf(releases);
    }

    /** Whether a replica of this release must have cut it so. */
    boolean bindsRelease(long release) {
        return releases.contains(release);
    }
}
