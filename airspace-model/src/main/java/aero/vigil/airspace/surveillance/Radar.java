package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.PolarProjection;
import aero.vigil.airspace.geometry.SystemPlane;

/**
 * One radar of the adaptation, ready to place its plots on the system plane; immutable.
 *
 * <p>Knows its errors: what it reports as variance grows with range, with an unknown height and
 * with a clock that cannot be believed. What a transponder adds to the range (up to 37 m, Annex 10
 * vol. IV) is not among them: it is the same in every plot, so no average over plots lessens it.
 * Taken for noise it made the filter slow, and its innovations a tenth to a sixth smaller than it
 * said (table (b) of {@code certify --scenario tracking}, whose flights have such transponders).
 */
final class Radar {

    private static final double NAUTICAL_MILE = 1852;
    private static final double FOOT = 0.3048;
    private static final double DEGREE = StrictMath.PI / 180;

    /** Below this ground range the variances would grow without limit. */
    private static final double LEAST_GROUND_RANGE = 2 * NAUTICAL_MILE;

    /** Half a second at 250 m/s, when the time of detection is not known better. */
    private static final double BAD_CLOCK_VARIANCE = 125.0 * 125.0;

    /** Of latitude, within half a per cent everywhere. */
    private static final double METRES_IN_DEGREE = 111_200;

    private static final double VELOCITY_SECONDS = 4;

    /** A twentieth of a second at 250 m/s that nobody tells. */
    private static final double LATENCY_VARIANCE = 12.0 * 12.0;

    private static final double ASSUMED_HEIGHT_SIGMA = 1_500;

    private final int index;
    private final SensorSite site;
    private final SystemPlane plane;
    private final PolarProjection projection;
    private final double rangeVariance;
    private final double azimuthVariance;

    Radar(int index, SensorSite site, SystemPlane plane) {
        this.index = index;
        this.site = site;
        this.plane = plane;
        projection =
                new PolarProjection(
                        plane,
                        site.latitudeDegrees(),
                        site.longitudeDegrees(),
                        site.heightMetres());
        rangeVariance = site.sigmaRangeMetres() * site.sigmaRangeMetres();
        double sigmaAzimuth = site.sigmaAzimuthDegrees() * DEGREE;
        azimuthVariance = sigmaAzimuth * sigmaAzimuth;
    }

    /** Its dense index, from 1. */
    int index() {
        return index;
    }

    SensorSite site() {
        return site;
    }

    long nominalPeriodMicros() {
        return (long) Math.rint(site.periodSeconds() * 1e6);
    }

    long nominalDelayMicros() {
        return (long) Math.rint(site.nominalDelaySeconds() * 1e6);
    }

    /** The azimuth in which it sees a place on the plane, 0..2&pi;. */
    double azimuthTo(double xMetres, double yMetres) {
        return projection.azimuthTo(xMetres, yMetres);
    }

    double distanceTo(double xMetres, double yMetres) {
        return projection.distanceTo(xMetres, yMetres);
    }

    boolean covers(double xMetres, double yMetres) {
        return distanceTo(xMetres, yMetres) <= site.rangeNauticalMiles() * NAUTICAL_MILE;
    }

    /** Whether it measures range and azimuth; else it tells places. */
    boolean isRadar() {
        return site.kind() != SensorSite.Kind.ADSB && site.kind() != SensorSite.Kind.SYSTEM;
    }

    boolean isAdsb() {
        return site.kind() == SensorSite.Kind.ADSB;
    }

    boolean isOtherCentre() {
        return site.kind() == SensorSite.Kind.SYSTEM;
    }

    /** The antenna on the plane. */
    PlanePosition position() {
        return projection.site();
    }

    /**
     * Places a plot.
     *
     * @param altitudeFeet the pressure altitude to use, or NaN: assumed from the range
     * @param registration its offsets beyond the site's
     */
    Measurement place(
            Plot plot,
            long detectionMicros,
            double altitudeFeet,
            boolean badClock,
            Registration registration) {
        ReportedPosition told = plot.position();
        if (told != null) {
            return placeTold(told, plot, detectionMicros, badClock);
        }
        double measured = plot.rho() * (NAUTICAL_MILE / 256);
        double range = Math.max(0, measured - site.rangeBiasMetres() - registration.appliedRange());
        double azimuth =
                plot.theta() * (2 * StrictMath.PI / 65536)
                        - site.azimuthBiasDegrees() * DEGREE
                        - registration.appliedAzimuth();
        boolean assumed = Double.isNaN(altitudeFeet);
        double height = (assumed ? assumedFeet(range) : altitudeFeet) * FOOT;
        double heightSigma = assumed ? ASSUMED_HEIGHT_SIGMA : 15 + 0.03 * Math.abs(height);
        PlanePosition at = projection.toPlane(range, azimuth, height);
        double dx = at.xMetres() - projection.site().xMetres();
        double dy = at.yMetres() - projection.site().yMetres();
        double onPlane = Math.sqrt(dx * dx + dy * dy);
        double ux = onPlane > 1 ? dx / onPlane : StrictMath.sin(azimuth);
        double uy = onPlane > 1 ? dy / onPlane : StrictMath.cos(azimuth);
        double ground = Math.max(onPlane, LEAST_GROUND_RANGE);
        double stretch = Math.max(1, range / ground);
        double lift = Math.min(Math.abs(height - site.heightMetres()), range) / ground;
        double clock = badClock ? BAD_CLOCK_VARIANCE : 0;
        double along =
                stretch * stretch * rangeVariance + lift * lift * heightSigma * heightSigma + clock;
        double across = ground * ground * azimuthVariance + clock;
        // The mean of a scattered azimuth lies inside the arc: E[cos] = 1 - sigma²/2.
        double outward = 1 + azimuthVariance / 2;
        return new Measurement(
                detectionMicros,
                projection.site().xMetres() + dx * outward,
                projection.site().yMetres() + dy * outward,
                along * ux * ux + across * uy * uy,
                (along - across) * ux * uy,
                along * uy * uy + across * ux * ux,
                ModeC.isUsable(plot) ? plot.flightLevel() : Plot.ABSENT);
    }

    /** The speed that another centre tells, on our plane, metres a second. */
    double[] velocity(ReportedPosition told) {
        double north = told.northSpeed() / 4.0;
        double east = told.eastSpeed() / 4.0;
        double latitude = told.latitudeDegrees();
        double aDegree = METRES_IN_DEGREE * StrictMath.cos(latitude * DEGREE);
        PlanePosition here = plane.toPlane(latitude, told.longitudeDegrees());
        PlanePosition next =
                plane.toPlane(
                        latitude + VELOCITY_SECONDS * north / METRES_IN_DEGREE,
                        told.longitudeDegrees() + VELOCITY_SECONDS * east / Math.max(1, aDegree));
        return new double[] {
            (next.xMetres() - here.xMetres()) / VELOCITY_SECONDS,
            (next.yMetres() - here.yMetres()) / VELOCITY_SECONDS
        };
    }

    /** A place that was told is as good as its teller says, and no better than its time. */
    private Measurement placeTold(
            ReportedPosition told, Plot plot, long detectionMicros, boolean badClock) {
        PlanePosition at = plane.toPlane(told.latitudeDegrees(), told.longitudeDegrees());
        double variance =
                (double) told.sigmaMetres() * told.sigmaMetres()
                        + LATENCY_VARIANCE
                        + (badClock ? BAD_CLOCK_VARIANCE : 0);
        return new Measurement(
                detectionMicros,
                at.xMetres(),
                at.yMetres(),
                variance,
                0,
                variance,
                ModeC.isUsable(plot) ? plot.flightLevel() : Plot.ABSENT);
    }

    /** Facts of the field §2: low near a radar, high far from it. */
    private static double assumedFeet(double rangeMetres) {
        if (rangeMetres < 10 * NAUTICAL_MILE) {
            return 2_000;
        }
        return rangeMetres < 40 * NAUTICAL_MILE ? 10_000 : 25_000;
    }
}
