package aero.vigil.airspace.surveillance;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A simulated aircraft: what it is called and where it truly is at each second.
 *
 * @param address 24 bits, or {@link Plot#ABSENT}: then its plots are Mode A/C ones
 * @param mode3A its code, or {@link Plot#ABSENT}: then only primary radar sees it
 * @param from first second of its existence
 * @param to last second
 * @param at place on the system plane in metres and altitude in feet
 */
record Flight(int address, int mode3A, double from, double to, DoubleFunction<double[]> at) {

    /** Delay tolerance of a transponder (Annex 10 vol. IV), uniform to either side. */
    private static final double GREATEST_TRANSPONDER_METRES = 37;

    private static final double GREATEST_WARMTH = 0.1;

    static Flight straight(
            int address,
            int mode3A,
            double x,
            double y,
            double vx,
            double vy,
            double feet,
            double seconds) {
        return new Flight(
                address, mode3A, 0, seconds, t -> new double[] {x + vx * t, y + vy * t, feet});
    }

    /** A part of a flight at one rate of turn (to the left) and one acceleration along it. */
    record Phase(double seconds, double radiansPerSecond, double metresPerSecond2) {

        static Phase straight(double seconds) {
            return new Phase(seconds, 0, 0);
        }
    }

    /**
     * One phase after the other from a place, a speed and a direction (from the x axis): each is
     * entered and left at once, as the flights of table (b) of the airspace algorithms §9.
     */
    static Flight of(
            int address,
            int mode3A,
            double x,
            double y,
            double speed,
            double directionRadians,
            double feet,
            List<Phase> phases) {
        double step = 0.05;
        double seconds = phases.stream().mapToDouble(Phase::seconds).sum();
        int steps = (int) Math.ceil((seconds + 1) / step) + 2;
        double[] xs = new double[steps];
        double[] ys = new double[steps];
        xs[0] = x;
        ys[0] = y;
        double direction = directionRadians;
        double now = speed;
        for (int i = 1; i < steps; i++) {
            Phase phase = at(phases, (i - 0.5) * step);
            direction += phase.radiansPerSecond() * step / 2;
            now += phase.metresPerSecond2() * step / 2;
            xs[i] = xs[i - 1] + now * Math.cos(direction) * step;
            ys[i] = ys[i - 1] + now * Math.sin(direction) * step;
            direction += phase.radiansPerSecond() * step / 2;
            now += phase.metresPerSecond2() * step / 2;
        }
        return new Flight(
                address,
                mode3A,
                0,
                seconds,
                t -> {
                    double at = Math.max(0, Math.min(steps - 2, t / step));
                    int i = (int) at;
                    double part = Math.max(0, t / step) - i;
                    return new double[] {
                        xs[i] + part * (xs[i + 1] - xs[i]), ys[i] + part * (ys[i + 1] - ys[i]), feet
                    };
                });
    }

    private static Phase at(List<Phase> phases, double t) {
        double end = 0;
        for (Phase phase : phases) {
            end += phase.seconds();
            if (t < end) {
                return phase;
            }
        }
        return phases.get(phases.size() - 1);
    }

    /**
     * By how much its transponder answers too late, as metres of range: the same to every radar.
     */
    double transponderMetres() {
        int mixed = (address * 31 + mode3A) * 0x9E3779B9;
        return ((mixed >>> 16) / 65_535.0 * 2 - 1) * GREATEST_TRANSPONDER_METRES;
    }

    /**
     * What its geometric height is to its pressure altitude: air is warmer or colder than standard,
     * by 3 % one sigma (ISA +-15 K at two).
     */
    double heightFactor() {
        int mixed = (address * 17 + mode3A) * 0x85EBCA6B;
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += ((mixed >>> (8 * i)) & 0xFF) / 255.0 - 0.5;
        }
        return 1 + GREATEST_WARMTH * sum / 2;
    }

    boolean existsAt(double t) {
        return t >= from && t <= to;
    }
}
