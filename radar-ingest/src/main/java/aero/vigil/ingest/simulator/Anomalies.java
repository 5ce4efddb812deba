package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What an SSR reports wrongly of what it has detected in one sector (airspace-algorithms.md §8):
 * two replies at once garble each other's codes, a code or a level is read wrongly, one aircraft
 * gives two plots, or a second one by way of a reflector.
 */
final class Anomalies {

    private static final double GARBLING_NM = 1.7;
    private static final double GARBLING_DEGREES = 2.5;
    private static final double FALSE_CODE = 0.001;
    private static final double WRONG_LEVEL = 0.005;
    private static final double SPLIT = 0.002;

    /** Three buildings: azimuth of each, half its width, and how much longer the way over it is. */
    private static final double[][] REFLECTORS = {{40, 1.5, 1.1}, {155, 1.0, 2.3}, {290, 2.0, 0.7}};

    /** An aircraft is seen over a reflector from this many degrees to either side of it. */
    private static final double REFLECTED_WITHIN_DEGREES = 60;

    private static final double REFLECTION = 0.02;

    private final long seed;
    private final int sensor;
    private final boolean modeS;

    Anomalies(long seed, int sensor, boolean modeS) {
        this.seed = seed;
        this.sensor = sensor;
        this.modeS = modeS;
    }

    /** What is reported of these detections, which are of one sector of one scan. */
    List<Detection> reported(List<Detection> detections, long scan) {
        List<Detection> reported = new ArrayList<>();
        for (Detection one : detections) {
            Draws draws = Draws.of(seed, 'X', sensor, one.target().number(), scan);
            Detection read = misread(one, draws, isGarbled(one, detections));
            reported.add(read);
            if (draws.chance(SPLIT)) {
                reported.add(splitOf(read, draws));
            }
            reflect(read, draws, reported);
        }
        return reported;
    }

    /** Mode S aircraft are asked one by one: their replies do not meet. */
    private boolean isGarbled(Detection one, List<Detection> detections) {
        if (modeS) {
            return false;
        }
        for (Detection other : detections) {
            double apart = Math.abs(Wgs84.wrap(radians(one.theta()) - radians(other.theta())));
            if (other.target().number() != one.target().number()
                    && Math.abs(one.rho() - other.rho()) < GARBLING_NM * 256
                    && StrictMath.toDegrees(apart) < GARBLING_DEGREES) {
                return true;
            }
        }
        return false;
    }

    private static Detection misread(Detection one, Draws draws, boolean garbled) {
        boolean wrongCode = draws.chance(FALSE_CODE);
        int flipped = one.reply().mode3A() ^ 1 << draws.below(12);
        boolean wrongLevel = draws.chance(WRONG_LEVEL);
        int level = one.quarterLevels() + (draws.chance(0.5) ? 1 : -1) * 4 * (5 + draws.below(100));
        int code = wrongCode || (garbled && draws.chance(0.5)) ? flipped : one.reply().mode3A();
        return one.read(
                new Reply(code, one.reply().spi()),
                garbled,
                wrongLevel ? Math.max(-40, Math.min(2_640, level)) : one.quarterLevels());
    }

    /** Two beam positions, each taken for an aircraft: a degree or so apart. */
    private static Detection splitOf(Detection one, Draws draws) {
        int off = (int) (draws.uniform(0.8, 1.6) / 360 * 65_536);
        return one.at(one.rho(), (one.theta() + (draws.chance(0.5) ? off : -off)) & 0xFFFF);
    }

    private static void reflect(Detection one, Draws draws, List<Detection> reported) {
        for (double[] reflector : REFLECTORS) {
            double azimuth = StrictMath.toRadians(reflector[0]);
            double aside = Math.abs(Wgs84.wrap(radians(one.theta()) - azimuth));
            boolean isSeen =
                    StrictMath.toDegrees(aside) > 2 * reflector[1]
                            && StrictMath.toDegrees(aside) < REFLECTED_WITHIN_DEGREES
                            && one.rho() < 60 * 256;
            if (isSeen && draws.chance(REFLECTION)) {
                double towards =
                        azimuth + StrictMath.toRadians(reflector[1]) * draws.uniform(-1, 1);
                reported.add(
                        one.at(
                                one.rho() + (int) (reflector[2] * 256),
                                (int) (towards / (2 * StrictMath.PI) * 65_536) & 0xFFFF));
            }
        }
    }

    private static double radians(int theta) {
        return theta * (2 * StrictMath.PI / 65_536);
    }
}
