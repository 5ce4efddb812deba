package aero.vigil.airspace.surveillance;

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
