package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Approach;
import java.util.List;

/**
 * The final approach to a runway of the adaptation: where it is joined and how low one is on it.
 * Inside it nothing is as high as the minimum altitudes around.
 */
final class FinalApproach {

    private static final double FEET_IN_NM = Wgs84.METRES_IN_NM / Wgs84.METRES_IN_FOOT;

    /** Steeper ones are not for everybody: they need an approval (EASA CAT.POL.A.245). */
    private static final double STEEP_DEGREES = 4.5;

    /** It is joined this far before its glide path, to be level and established there. */
    private static final double ESTABLISHING_NM = 1.5;

    private static final double HALF_WIDTH_METRES = 0.4 * Wgs84.METRES_IN_NM;
    private static final double OPENING = StrictMath.tan(StrictMath.toRadians(3));

    /** Who comes from ahead of the join turns to it from this far beside it. */
    private static final double BASE_METRES = 4 * Wgs84.METRES_IN_NM;

    private static final double SHARPEST_TURN = StrictMath.toRadians(80);

    /** One on it flies towards the runway, within this. */
    private static final double INBOUND = StrictMath.toRadians(45);

    /** From farther beside it than this the centre line is met at the greatest angle. */
    private static final double MEETING_METRES = 1.5 * Wgs84.METRES_IN_NM;

    private static final double MEETING_ANGLE = StrictMath.toRadians(35);

    /** Higher above the glide path than this one is over the approach, not on it. */
    static final double TOP_FEET = 1_400;

    private final Place threshold;
    private final double outbound;
    private final boolean isSteep;
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
        isSteep = approach.getGlidePathDegrees() >= STEEP_DEGREES;
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

    /** From a place to the runway: over a base leg where the turn to the join would be sharp. */
    List<Place> from(Place before) {
        Place join = threshold.at(outbound, joinMetres);
        double inbound = Wgs84.wrap(outbound + StrictMath.PI);
        double turn = Wgs84.wrap(inbound - before.bearingTo(join));
        if (Math.abs(turn) <= SHARPEST_TURN) {
            return List.of(join, threshold);
        }
        return circuit(Wgs84.wrap(threshold.bearingTo(before) - outbound) >= 0);
    }

    /** To the runway over a base leg, on the one or the other side of the centre line. */
    List<Place> circuit(boolean isClockwise) {
        Place join = threshold.at(outbound, joinMetres);
        double side = isClockwise ? StrictMath.PI / 2 : -StrictMath.PI / 2;
        return List.of(join.at(outbound + side, BASE_METRES), join, threshold);
    }

    /** Whether only who is approved to may fly it. */
    boolean isSteep() {
        return isSteep;
    }

    /** From where it is joined to the threshold. */
    double joinMetres() {
        return joinMetres;
    }

    /** Feet above mean sea level of the glide path so far from the threshold. */
    double glideFeet(double toGoMetres) {
        return thresholdFeet + toGoMetres * feetPerMetre;
    }

    /**
     * The track that leads from a place ahead of the threshold to the centre line, and along it.
     */
    double trackFrom(Place place) {
        double metres = threshold.metresTo(place);
        double angle = threshold.bearingTo(place) - outbound;
        if (metres * StrictMath.cos(angle) <= MEETING_METRES) {
            return place.bearingTo(threshold);
        }
        double share = metres * StrictMath.sin(angle) / MEETING_METRES;
        double meeting = MEETING_ANGLE * Math.max(-1, Math.min(1, share));
        return Wgs84.wrap(outbound + StrictMath.PI + meeting);
    }

    /** Whether one at a place and altitude that flies along a track is on it. */
    boolean holds(Place place, double feet, double track) {
        return Math.abs(Wgs84.wrap(track - outbound - StrictMath.PI)) < INBOUND
                && holds(place, feet);
    }

    private boolean holds(Place place, double feet) {
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
