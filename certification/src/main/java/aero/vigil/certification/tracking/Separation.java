package aero.vigil.certification.tracking;

/** The two services of ESASSP [K], with the intervals and distances that its figures use. */
enum Separation {
    FIVE_MILES("5 NM", 8, 26.4, 926, 100, 12, 24, 4),
    THREE_MILES("3 NM", 5, 16.5, 555, 60, 7.5, 15, 2.5);

    final String words;

    /** Update interval, seconds. */
    final double intervalSeconds;

    final double longGapSeconds;
    final double correlatedErrorMetres;

    /** A cell is at most so far from a radar. */
    final double radiusMiles;

    final double emergencySeconds;
    final double identityChangeSeconds;
    final double levelAgeSeconds;

    Separation(
            String words,
            double intervalSeconds,
            double longGapSeconds,
            double correlatedErrorMetres,
            double radiusMiles,
            double emergencySeconds,
            double identityChangeSeconds,
            double levelAgeSeconds) {
        this.words = words;
        this.intervalSeconds = intervalSeconds;
        this.longGapSeconds = longGapSeconds;
        this.correlatedErrorMetres = correlatedErrorMetres;
        this.radiusMiles = radiusMiles;
        this.emergencySeconds = emergencySeconds;
        this.identityChangeSeconds = identityChangeSeconds;
        this.levelAgeSeconds = levelAgeSeconds;
    }

    boolean isFiveMiles() {
        return this == FIVE_MILES;
    }
}
