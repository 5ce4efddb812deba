package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;

/**
 * How one aircraft's altitude is expected to go: at its present rate, and level from the moment at
 * which it reaches its cleared level.
 *
 * @param feet now
 * @param feetPerSecond now
 * @param levelOffSeconds from when it is level; positive infinity: never
 */
record LevelProfile(double feet, double feetPerSecond, double levelOffSeconds) {

    /** An aircraft this near its cleared level holds it, whatever the filter's rate says. */
    private static final double CAPTURE_FEET = 200;

    /** A selected level this far beyond the cleared one says that it will not stop there. */
    private static final double CONTRADICTION_FEET = 150;

    /** The profile of a track with Mode C, capped at a cleared flight level when it has one. */
    static LevelProfile of(
            SystemTrack track, VerticalMotion vertical, int clearedFlightLevel, long nowMicros) {
        double feet = vertical.altitudeFeetAt(nowMicros);
        double rate = vertical.rateFeetPerSecond();
        if (clearedFlightLevel == WatchedFlight.NONE) {
            return new LevelProfile(feet, rate, Double.POSITIVE_INFINITY);
        }
        double cleared = clearedFlightLevel * 100.0;
        double toGo = cleared - feet;
        if (isContradicted(track.selectedLevel(), cleared, rate)) {
            return new LevelProfile(feet, rate, Double.POSITIVE_INFINITY);
        }
        if (Math.abs(toGo) <= CAPTURE_FEET) {
            return new LevelProfile(feet, rate, 0);
        }
        return new LevelProfile(
                feet, rate, toGo * rate > 0 ? toGo / rate : Double.POSITIVE_INFINITY);
    }

    private static boolean isContradicted(int selectedLevel, double cleared, double rate) {
        if (selectedLevel == Plot.ABSENT) {
            return false;
        }
        double beyond = (selectedLevel * 25.0 - cleared) * (rate >= 0 ? 1 : -1);
        return beyond > CONTRADICTION_FEET;
    }

    /** The same without the cap: what happens when it does not stop. */
    LevelProfile uncapped() {
        return new LevelProfile(feet, feetPerSecond, Double.POSITIVE_INFINITY);
    }

    double feetAt(double seconds) {
        return feet + feetPerSecond * Math.min(seconds, levelOffSeconds);
    }

    /** Its rate just after this moment. */
    double rateAt(double seconds) {
        return seconds < levelOffSeconds ? feetPerSecond : 0;
    }
}
