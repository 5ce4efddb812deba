package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;

/**
 * The final approach to a runway on the plane: how far out and how far aside a place is, and how
 * low one may be there.
 *
 * <p>The funnel is 0.5 NM wide to either side at the threshold and opens by 3 degrees (facts §5).
 */
final class ApproachFunnel {

    private static final double NAUTICAL_MILE = 1_852;
    private static final double DEGREE = StrictMath.PI / 180;
    private static final double FEET_PER_METRE = 1 / 0.3048;
    private static final double HALF_WIDTH_METRES = 0.5 * NAUTICAL_MILE;
    private static final double OPENING = StrictMath.tan(3 * DEGREE);

    /** Nearer than this to the threshold nothing is judged: the aircraft is about to land. */
    private static final double LAST_METRES = NAUTICAL_MILE;

    /** Those who fly over the funnel this far above the path do not use it. */
    private static final double TOP_FEET = 1_500;

    private static final double STEP_METRES = 1_000;

    private final Approach approach;
    private final double x;
    private final double y;
    private final double inboundX;
    private final double inboundY;
    private final double slope;
    private final double lengthMetres;

    ApproachFunnel(Approach approach, Region region) {
        this.approach = approach;
        LatLon threshold = approach.threshold();
        Fix at = region.fixAt("", threshold.latitude(), threshold.longitude());
        x = at.xMetres();
        y = at.yMetres();
        // The course is true: taken on the ellipsoid and laid on the plane, which turns north.
        double course = approach.courseDegrees() * DEGREE;
        double north = STEP_METRES * StrictMath.cos(course) / 111_132.0;
        double east =
                STEP_METRES
                        * StrictMath.sin(course)
                        / (111_320.0 * StrictMath.cos(threshold.latitude() * DEGREE));
        Fix ahead = region.fixAt("", threshold.latitude() + north, threshold.longitude() + east);
        double length = at.distanceTo(ahead);
        inboundX = (ahead.xMetres() - x) / length;
        inboundY = (ahead.yMetres() - y) / length;
        slope = StrictMath.tan(approach.glidePathDegrees() * DEGREE) * FEET_PER_METRE;
        lengthMetres = approach.lengthNm() * NAUTICAL_MILE;
    }

    Approach approach() {
        return approach;
    }

    /** Metres from the threshold along the approach, positive before it. */
    double toGo(double atX, double atY) {
        return (x - atX) * inboundX + (y - atY) * inboundY;
    }

    /** Metres beside the centre line. */
    double aside(double atX, double atY) {
        return Math.abs((x - atX) * inboundY - (y - atY) * inboundX);
    }

    /** Metres to either side that belong to the funnel this far out. */
    double halfWidth(double toGoMetres) {
        return HALF_WIDTH_METRES + Math.max(0, toGoMetres) * OPENING;
    }

    /** Feet above mean sea level of the approach path this far out: level, then the glide path. */
    double pathFeet(double toGoMetres) {
        return Math.min(approach.interceptFeet(), approach.thresholdFeet() + toGoMetres * slope);
    }

    /** The part of a velocity that leads to the runway, as its cosine. */
    double inbound(double vx, double vy) {
        double speed = Math.sqrt(vx * vx + vy * vy);
        return speed == 0 ? 0 : (vx * inboundX + vy * inboundY) / speed;
    }

    /** Whether a place this far out is judged. */
    boolean isOnFinal(double toGoMetres) {
        return toGoMetres > LAST_METRES && toGoMetres <= lengthMetres;
    }

    /** Whether a place is in the funnel, from the runway outwards. */
    boolean contains(double atX, double atY, double feet) {
        double toGo = toGo(atX, atY);
        return toGo > -LAST_METRES
                && toGo <= lengthMetres
                && aside(atX, atY) <= halfWidth(toGo)
                && feet <= pathFeet(toGo) + TOP_FEET;
    }
}
