package aero.vigil.airspace.safety;

/** Which vertical separation holds between two aircraft (ICAO Annex 2, Doc 4444 §5.3.2). */
public enum VerticalMinimum {
    /** 1,000 ft below FL290. */
    ORDINARY,
    /** 1,000 ft in FL290..410, kept by altimeters that are approved for it. */
    RVSM,
    /** 2,000 ft: above FL410, or one in FL290..410 is not approved. */
    HIGH;

    /** Levels are met within this tolerance (Doc 4444 §8.5.5.2, outside RVSM). */
    private static final double TOLERANCE_FEET = 300;

    private static final double RVSM_FLOOR_FEET = 29_000 - TOLERANCE_FEET;
    private static final double RVSM_CEILING_FEET = 41_000 + TOLERANCE_FEET;

    /**
     * The minimum between two.
     *
     * @param feetA the one's pressure altitude now
     * @param isApprovedA for RVSM
     */
    public static VerticalMinimum between(
            double feetA, boolean isApprovedA, double feetB, boolean isApprovedB) {
        if (Math.max(feetA, feetB) > RVSM_CEILING_FEET
                || (!isApprovedA && isInRvsm(feetA))
                || (!isApprovedB && isInRvsm(feetB))) {
            return HIGH;
        }
        return isInRvsm(feetA) || isInRvsm(feetB) ? RVSM : ORDINARY;
    }

    /** Whether an altitude is in FL290..410. */
    static boolean isInRvsm(double feet) {
        return feet >= RVSM_FLOOR_FEET && feet <= RVSM_CEILING_FEET;
    }

    double feetOf(StcaParameters parameters) {
        return switch (this) {
            case ORDINARY -> parameters.verticalFeet();
            case RVSM -> parameters.verticalRvsmFeet();
            case HIGH -> parameters.verticalHighFeet();
        };
    }
}
