package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Approach;

/**
 * The final approach to a runway of the adaptation: where it is joined and how low one is on it.
 * Inside it nothing is as high as the minimum altitudes around.
 */
final class FinalApproach {

    private static final double FEET_IN_NM = Wgs84.METRES_IN_NM / Wgs84.METRES_IN_FOOT;

    /** It is joined this far before its glide path, to be level and established there. */
    private static final double ESTABLISHING_NM = 1.5;

    private static final double HALF_WIDTH_METRES = 0.4 * Wgs84.METRES_IN_NM;
    private static final double OPENING = StrictMath.tan(StrictMath.toRadians(3));

    /** Higher above the glide path than this one is over the approach, not on it. */
    private static final double TOP_FEET = 1_400;

    private final Place threshold;
    private final double outbound;
    private final double thresholdFeet;
    private final double feetPerMetre;
    private final double lengthMetres;
    private final double joinMetres;

    FinalApproach(Approach approach) {
        threshold =
                Place.ofDegrees(
                        approach.getAirport(),
                        approach.getThreshold().getLatitude(),
                        approach.getThreshold().getLongitude());
        outbound = StrictMath.toRadians(approach.getCourseDegrees()) + StrictMath.PI;
        thresholdFeet = approach.getThresholdFeet();
        double slope = StrictMath.tan(StrictMath.toRadians(approach.getGlidePathDegrees()));
        feetPerMetre = slope / Wgs84.METRES_IN_FOOT;
        lengthMetres = approach.getLengthNm() * Wgs84.METRES_IN_NM;
        double glideNm = (approach.getInterceptFeet() - thresholdFeet) / (slope * FEET_IN_NM);
        joinMetres =
                Math.min(glideNm + ESTABLISHING_NM, approach.getLengthNm() - 1)
                        * Wgs84.METRES_IN_NM;
    }

    /** Named as its airport. */
    Place threshold() {
        return threshold;
    }

    /** On the centre line, from where one flies straight in. */
    Place join() {
        return threshold.at(outbound, joinMetres);
    }

    /** From {@link #join} to the threshold. */
    double joinMetres() {
        return joinMetres;
    }

    /** Feet above mean sea level of the glide path so far from the threshold. */
    double glideFeet(double toGoMetres) {
        return thresholdFeet + toGoMetres * feetPerMetre;
    }

    /** Whether one at a place and altitude is on it, as a radar's eye sees it. */
    boolean holds(Place place, double feet) {
        double metres = threshold.metresTo(place);
        double angle = threshold.bearingTo(place) - outbound;
        double toGo = metres * StrictMath.cos(angle);
        double aside = Math.abs(metres * StrictMath.sin(angle));
        return toGo > 0
                && toGo < lengthMetres
                && aside < HALF_WIDTH_METRES + toGo * OPENING
                && feet < glideFeet(toGo) + TOP_FEET;
    }
}
