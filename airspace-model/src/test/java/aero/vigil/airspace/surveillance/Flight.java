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
     * Straight at a speed and heading, then a turn to the left with 3 s of rolling in and out, then
     * straight again.
     */
    static Flight turning(
            int address,
            int mode3A,
            double x,
            double y,
            double speed,
            double headingRadians,
            double turnAt,
            double turnFor,
            double radiansPerSecond,
            double feet,
            double seconds) {
        double step = 0.05;
        int steps = (int) Math.ceil((seconds + 1) / step) + 1;
        double[] xs = new double[steps];
        double[] ys = new double[steps];
        double heading = headingRadians;
        xs[0] = x;
        ys[0] = y;
        for (int i = 1; i < steps; i++) {
            double t = (i - 0.5) * step;
            double rolled =
                    Math.max(0, Math.min(1, Math.min(t - turnAt, turnAt + turnFor - t) / 3));
            heading += radiansPerSecond * rolled * step / 2;
            xs[i] = xs[i - 1] + speed * Math.cos(heading) * step;
            ys[i] = ys[i - 1] + speed * Math.sin(heading) * step;
            heading += radiansPerSecond * rolled * step / 2;
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

    boolean existsAt(double t) {
        return t >= from && t <= to;
    }
}
