package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.Registration.Information;
import aero.vigil.airspace.surveillance.Registration.Offsets;
import org.jspecify.annotations.Nullable;

/**
 * Compares radars by the aircraft that two of them see: pairs of plots of one Mode S aircraft in
 * straight level flight, brought to one time, tell the offsets of the less well known one (airspace
 * algorithms §6).
 */
final class Registrar {

    private static final double NAUTICAL_MILE = 1_852;
    private static final double DEGREE = StrictMath.PI / 180;

    /** Plots farther apart in time than this are not brought together. */
    private static final long TOGETHER_MICROS = 4_000_000;

    /** One aircraft gives a pair for a radar this often: its height and transponder do not vary. */
    private static final long BETWEEN_PAIRS_MICROS = 20_000_000;

    private static final int SETTLED_UPDATES = 10;
    private static final double STRAIGHT_PROBABILITY = 0.3;
    private static final double STRAIGHT_TURN = 0.15 * DEGREE;
    private static final double LEAST_SPEED = 80;
    private static final double LEAST_GROUND_RANGE = 10 * NAUTICAL_MILE;
    private static final double GREATEST_GROUND_RANGE = 150 * NAUTICAL_MILE;

    /** What carrying a plot on by a track's speed adds, (3 m/s)&sup2; for each second. */
    private static final double SPEED_VARIANCE = 9;

    /**
     * A transponder's delay, even within 37 m, is the same in all pairs of an aircraft, of which
     * there are some ten: as if it were ten times its variance in each.
     */
    private static final double TRANSPONDER_VARIANCE = 10 * 37.0 * 37.0 / 3;

    /** 5.5 sigma: a plot of something else. */
    private static final double GATE = 30;

    private final Sensors sensors;

    Registrar(Sensors sensors) {
        this.sensors = sensors;
    }

    /**
     * Looks for pairs with a plot that is about to be given to a track.
     *
     * @param before the track before this plot
     * @param own what the track knew of this plot's radar, or null
     * @return whether a pair has been taken
     */
    boolean compare(TrackRow before, AdmittedPlot plot, Measurement at, @Nullable TrackSensor own) {
        boolean mayBeTaken =
                TrackIdentity.hasAddress(plot.plot())
                        && !plot.badClock()
                        && isDue(own, plot.detectionMicros())
                        && isStraightAndLevel(before);
        if (!mayBeTaken) {
            return false;
        }
        boolean taken = false;
        for (TrackSensor other : before.sensors()) {
            long apart = plot.detectionMicros() - other.last().timeMicros();
            if (other.radar() != plot.radar()
                    && !sensors.radar(other.radar()).isOtherCentre()
                    && Math.abs(apart) <= TOGETHER_MICROS) {
                taken |= compare(before, plot, at, other, apart / 1e6);
            }
        }
        return taken;
    }

    private static boolean isDue(@Nullable TrackSensor own, long micros) {
        return own == null
                || own.lastPairMicros() == Rotation.NEVER
                || micros - own.lastPairMicros() >= BETWEEN_PAIRS_MICROS;
    }

    private static boolean isStraightAndLevel(TrackRow row) {
        SystemTrack track = row.published();
        VerticalMotion vertical = track.vertical();
        return track.updates() >= SETTLED_UPDATES
                && track.state() == SystemTrack.State.CONFIRMED
                && vertical != null
                && vertical.isLevel()
                && track.motion().turnProbability() < STRAIGHT_PROBABILITY
                && Math.abs(track.motion().turnRadiansPerSecond()) < STRAIGHT_TURN
                && track.motion().speedMetresPerSecond() >= LEAST_SPEED;
    }

    private boolean compare(
            TrackRow row, AdmittedPlot plot, Measurement at, TrackSensor other, double seconds) {
        Radar one = sensors.radar(plot.radar());
        Radar two = sensors.radar(other.radar());
        PlanarMotion motion = row.published().motion();
        double dx = at.xMetres() - other.last().xMetres() - motion.vxMetresPerSecond() * seconds;
        double dy = at.yMetres() - other.last().yMetres() - motion.vyMetresPerSecond() * seconds;
        double carried = SPEED_VARIANCE * seconds * seconds;
        Sight mine = Sight.of(one, at);
        Sight its = Sight.of(two, other.last());
        if (!mine.isFit() || !its.isFit()) {
            return false;
        }
        double ux = mine.ux - its.ux;
        double uy = mine.uy - its.uy;
        Pair pair =
                new Pair(
                        mine,
                        its,
                        dx,
                        dy,
                        at.varianceX()
                                + other.last().varianceX()
                                + carried
                                + TRANSPONDER_VARIANCE * ux * ux,
                        at.covarianceXY()
                                + other.last().covarianceXY()
                                + TRANSPONDER_VARIANCE * ux * uy,
                        at.varianceY()
                                + other.last().varianceY()
                                + carried
                                + TRANSPONDER_VARIANCE * uy * uy);
        long micros = plot.detectionMicros();
        int address = plot.plot().address();
        return learn(one, two, pair, address, micros)
                || learn(two, one, pair.reversed(), address, micros);
    }

    /** Tells the first radar of a pair what the second one says of it, if that is better known. */
    private boolean learn(Radar radar, Radar reference, Pair pair, int address, long micros) {
        Registration own = sensors.registration(radar);
        Registration its = sensors.registration(reference);
        if (own.isAnchor() || !its.isReference() || its.tier() >= own.tier()) {
            return false;
        }
        Information information = pair.information(own, its);
        if (information == null) {
            return false;
        }
        sensors.setRegistration(radar, own.with(information, address, its.tier(), micros));
        return true;
    }

    /** From a radar to a place: the unit vector away from it, how offsets move a plot there. */
    private record Sight(double ux, double uy, double ground) {

        /** What ADS-B tells has no range: nothing about its station moves it. */
        private static final Sight TOLD = new Sight(0, 0, LEAST_GROUND_RANGE);

        static Sight of(Radar radar, Measurement at) {
            if (!radar.isRadar()) {
                return TOLD;
            }
            double dx = at.xMetres() - radar.position().xMetres();
            double dy = at.yMetres() - radar.position().yMetres();
            double ground = Math.sqrt(dx * dx + dy * dy);
            return new Sight(dx / Math.max(1, ground), dy / Math.max(1, ground), ground);
        }

        boolean isFit() {
            return ground >= LEAST_GROUND_RANGE && ground <= GREATEST_GROUND_RANGE;
        }

        /** East by range and azimuth offsets; the azimuth turns clockwise. */
        double x(double range, double azimuth) {
            return ux * range + uy * ground * azimuth;
        }

        double y(double range, double azimuth) {
            return uy * range - ux * ground * azimuth;
        }
    }

    /** Two plots of one aircraft: how far the first lies from the second, and its variances. */
    private record Pair(
            Sight mine, Sight its, double dx, double dy, double xx, double xy, double yy) {

        Pair reversed() {
            return new Pair(its, mine, -dx, -dy, xx, xy, yy);
        }

        /** What it adds to the normal equations of the first radar; null: not to be believed. */
        @Nullable Information information(Registration own, Registration other) {
            Offsets known = other.estimate();
            double restRange = known.range() - other.appliedRange();
            double restAzimuth = known.azimuth() - other.appliedAzimuth();
            double zx =
                    dx
                            + mine.x(own.appliedRange(), own.appliedAzimuth())
                            + its.x(restRange, restAzimuth);
            double zy =
                    dy
                            + mine.y(own.appliedRange(), own.appliedAzimuth())
                            + its.y(restRange, restAzimuth);
            double[] s = plus(new double[] {xx, xy, yy}, its, known);
            if (!isBelieved(zx, zy, plus(s.clone(), mine, own.estimate()), own.estimate())) {
                return null;
            }
            double determinant = s[0] * s[2] - s[1] * s[1];
            double ixx = s[2] / determinant;
            double ixy = -s[1] / determinant;
            double iyy = s[0] / determinant;
            double rx = mine.x(1, 0);
            double ry = mine.y(1, 0);
            double tx = mine.x(0, 1);
            double ty = mine.y(0, 1);
            double rix = rx * ixx + ry * ixy;
            double riy = rx * ixy + ry * iyy;
            double tix = tx * ixx + ty * ixy;
            double tiy = tx * ixy + ty * iyy;
            return new Information(
                    rix * rx + riy * ry,
                    rix * tx + riy * ty,
                    tix * tx + tiy * ty,
                    rix * zx + riy * zy,
                    tix * zx + tiy * zy);
        }

        /** A covariance of place grown by what is not known of a radar's offsets. */
        private static double[] plus(double[] s, Sight sight, Offsets offsets) {
            double rx = sight.x(1, 0);
            double ry = sight.y(1, 0);
            double tx = sight.x(0, 1);
            double ty = sight.y(0, 1);
            s[0] += offsets.rr() * rx * rx + 2 * offsets.rt() * rx * tx + offsets.tt() * tx * tx;
            s[1] +=
                    offsets.rr() * rx * ry
                            + offsets.rt() * (rx * ty + ry * tx)
                            + offsets.tt() * tx * ty;
            s[2] += offsets.rr() * ry * ry + 2 * offsets.rt() * ry * ty + offsets.tt() * ty * ty;
            return s;
        }

        private boolean isBelieved(double zx, double zy, double[] s, Offsets expected) {
            double ex = zx - mine.x(expected.range(), expected.azimuth());
            double ey = zy - mine.y(expected.range(), expected.azimuth());
            double d2 =
                    (s[2] * ex * ex - 2 * s[1] * ex * ey + s[0] * ey * ey)
                            / (s[0] * s[2] - s[1] * s[1]);
            return d2 <= GATE;
        }
    }
}
