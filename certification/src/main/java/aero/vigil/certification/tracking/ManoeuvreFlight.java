package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.ingest.simulator.TruthState;

/**
 * A flight of table (b): straight for 200 s, a turn by 90 degrees entered and left at once, 90 s
 * straight, 30 s at 0.6 m/s&sup2; slower, a minute straight. The turn is at the reference point.
 */
final class ManoeuvreFlight implements Target {

    /** Parts of the flight that table (b) has figures for. */
    enum Phase {
        STRAIGHT,
        TURN,
        RECOVERY,
        SPEED_CHANGE,
        BETWEEN
    }

    static final double TURN_AT = 200;

    private static final double SETTLED_AT = 60;
    private static final double RECOVERY_SECONDS = 30;
    private static final double BETWEEN_SECONDS = 90;
    private static final double SLOWING_SECONDS = 30;
    private static final double DECELERATION = 0.6;
    private static final double AFTER_SECONDS = 60;
    private static final double STEP = 0.05;
    private static final double METRES_IN_FOOT = 0.3048;

    private final long startMicros;
    private final SystemPlane plane;
    private final Transponder transponder;
    private final double feet;
    private final double heightFactor;
    private final double turnSeconds;
    private final double[] xs;
    private final double[] ys;

    /**
     * @param startMicros second 0
     * @param speed metres a second
     * @param direction radians from the x axis of the plane
     * @param turnDegreesPerSecond to the left
     * @param feet pressure altitude
     * @param heightFactor what its height is to its pressure altitude: air is not standard
     */
    ManoeuvreFlight(
            long startMicros,
            SystemPlane plane,
            Transponder transponder,
            double speed,
            double direction,
            double turnDegreesPerSecond,
            double feet,
            double heightFactor) {
        this.startMicros = startMicros;
        this.plane = plane;
        this.transponder = transponder;
        this.feet = feet;
        this.heightFactor = heightFactor;
        this.turnSeconds = 90 / turnDegreesPerSecond;
        int steps = (int) Math.ceil(seconds() / STEP) + 3;
        xs = new double[steps];
        ys = new double[steps];
        fly(speed, direction, Math.toRadians(turnDegreesPerSecond));
    }

    private void fly(double speedAtFirst, double directionAtFirst, double turn) {
        double speed = speedAtFirst;
        double direction = directionAtFirst;
        xs[0] = -TURN_AT * speed * Math.cos(direction);
        ys[0] = -TURN_AT * speed * Math.sin(direction);
        for (int i = 1; i < xs.length; i++) {
            Phase phase = phaseAt((i - 0.5) * STEP);
            double turned = phase == Phase.TURN ? turn * STEP : 0;
            double slower = phase == Phase.SPEED_CHANGE ? DECELERATION * STEP : 0;
            direction += turned / 2;
            speed -= slower / 2;
            xs[i] = xs[i - 1] + speed * Math.cos(direction) * STEP;
            ys[i] = ys[i - 1] + speed * Math.sin(direction) * STEP;
            direction += turned / 2;
            speed -= slower / 2;
        }
    }

    double seconds() {
        return TURN_AT + turnSeconds + BETWEEN_SECONDS + SLOWING_SECONDS + AFTER_SECONDS;
    }

    Phase phaseAt(double second) {
        double turnEnd = TURN_AT + turnSeconds;
        double slowingAt = turnEnd + BETWEEN_SECONDS;
        if (second < TURN_AT) {
            return second < SETTLED_AT ? Phase.BETWEEN : Phase.STRAIGHT;
        }
        if (second < turnEnd + RECOVERY_SECONDS) {
            return second < turnEnd ? Phase.TURN : Phase.RECOVERY;
        }
        return second >= slowingAt && second < slowingAt + SLOWING_SECONDS
                ? Phase.SPEED_CHANGE
                : Phase.BETWEEN;
    }

    PlanePosition placeAt(double second) {
        double at = Math.max(0, Math.min(xs.length - 2, second / STEP));
        int i = (int) at;
        double part = at - i;
        return new PlanePosition(
                xs[i] + part * (xs[i + 1] - xs[i]), ys[i] + part * (ys[i + 1] - ys[i]));
    }

    @Override
    public long number() {
        return 1;
    }

    @Override
    public Transponder transponder() {
        return transponder;
    }

    @Override
    public TruthState at(long micros) {
        double second = (micros - startMicros) * 1e-6;
        PlanePosition here = placeAt(second);
        PlanePosition next = placeAt(second + STEP);
        GeodeticPosition ground = plane.toGeodetic(here.xMetres(), here.yMetres());
        return new TruthState(
                micros,
                Math.toRadians(ground.latitudeDegrees()),
                Math.toRadians(ground.longitudeDegrees()),
                feet * METRES_IN_FOOT * heightFactor,
                feet,
                (next.yMetres() - here.yMetres()) / STEP,
                (next.xMetres() - here.xMetres()) / STEP,
                0,
                feet);
    }
}
