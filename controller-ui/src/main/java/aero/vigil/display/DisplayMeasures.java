package aero.vigil.display;

/**
 * What a display measured of its own picture.
 *
 * @param frames shown
 * @param missing frames never shown, skipped by a keyframe
 * @param repeated frames shown twice
 * @param outOfOrder frames shown after a later one
 * @param disagreements replicas' words that contradicted f+1 others
 * @param unconfirmed frames shown before f+1 had agreed
 * @param longestGapMillis longest time between two frames shown, the present one included
 */
public record DisplayMeasures(
        long frames,
        long missing,
        long repeated,
        long outOfOrder,
        long disagreements,
        long unconfirmed,
        double longestGapMillis) {}
