package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import aero.vigil.ingest.simulator.TruthState;
import org.jspecify.annotations.Nullable;

/** Compares what is shown of one flight at one second with the truth (tables (a) and (c)). */
final class LegScoring {

    private static final double LEVEL_FEET_PER_SECOND = 2;
    private static final double CLIMBING_FEET_PER_SECOND = 5;
    private static final double STRAIGHT_DEGREES_PER_SECOND = 0.15;
    private static final double TURNING_DEGREES_PER_SECOND = 0.5;
    private static final double RIGHT_FEET = 200;
    private static final double CLIMB_FEET = 300;
    private static final int CORRELATED_REPORTS = 3;

    private final Separation separation;
    private final SystemPlane plane;
    private final Script script;
    private final double delaySeconds;

    LegScoring(Separation separation, SystemPlane plane, Script script, double delaySeconds) {
        this.separation = separation;
        this.plane = plane;
        this.script = script;
        this.delaySeconds = delaySeconds;
    }

    PlanePosition place(TruthState truth) {
        return plane.toPlane(
                StrictMath.toDegrees(truth.latitude()), StrictMath.toDegrees(truth.longitude()));
    }

    /**
     * Scores one second.
     *
     * @param shown null: the flight has no track
     * @param shortestPeriodSeconds of the radars that cover it now
     */
    void score(Leg leg, TruthState truth, @Nullable Shown shown, double shortestPeriodSeconds) {
        double since = (truth.timeMicros() - leg.lastDetectionMicros) * 1e-6;
        double sinceFound = (truth.timeMicros() - leg.foundAgainMicros) * 1e-6;
        if (since < 2 * shortestPeriodSeconds && sinceFound > Leg.SETTLE_SECONDS) {
            leg.share(Measure.DROPPED, shown == null);
        }
        if (shown == null) {
            leg.share(Measure.LEVEL_RIGHT, false);
            leg.share(Measure.IDENTITY_RIGHT, false);
            return;
        }
        leg.shown.update(shown.track().lastUpdateMicros());
        boolean shouldCoast = since - delaySeconds > 1.5 * shortestPeriodSeconds;
        boolean coasts = shown.track().state() == SystemTrack.State.COASTING;
        leg.share(Measure.COASTING_RIGHT, shouldCoast == coasts);
        position(leg, truth, shown);
        motion(leg, truth, shown);
        level(leg, truth, shown.track());
        identity(leg, truth, shown.track());
    }

    private void position(Leg leg, TruthState truth, Shown shown) {
        double error = shown.distanceTo(place(truth));
        leg.square(Measure.POSITION, error);
        long second = truth.timeMicros() / 1_000_000;
        if (second % (long) separation.intervalSeconds != 0) {
            return;
        }
        leg.largeErrors = error > separation.correlatedErrorMetres ? leg.largeErrors + 1 : 0;
        double counted =
                leg.largeErrors < CORRELATED_REPORTS
                        ? 0
                        : leg.largeErrors == CORRELATED_REPORTS ? CORRELATED_REPORTS : 1;
        leg.sample(Measure.CORRELATED, counted, 1);
    }

    private void motion(Leg leg, TruthState truth, Shown shown) {
        PlanePosition here = place(truth);
        PlanePosition next = place(truth.extrapolatedTo(truth.timeMicros() + 1_000_000));
        double vx = next.xMetres() - here.xMetres();
        double vy = next.yMetres() - here.yMetres();
        double faster = shown.motion().speedMetresPerSecond() - Math.hypot(vx, vy);
        double angle =
                Math.toDegrees(
                        Math.IEEEremainder(
                                Math.atan2(
                                                shown.motion().vyMetresPerSecond(),
                                                shown.motion().vxMetresPerSecond())
                                        - Math.atan2(vy, vx),
                                2 * Math.PI));
        if (leg.greatestTurn() < STRAIGHT_DEGREES_PER_SECOND) {
            leg.square(Measure.SPEED_STRAIGHT, faster);
            leg.square(Measure.ANGLE_STRAIGHT, angle);
        } else if (Math.abs(leg.turnDegreesPerSecond()) > TURNING_DEGREES_PER_SECOND) {
            leg.square(Measure.SPEED_TURN, faster);
            leg.square(Measure.ANGLE_TURN, angle);
        }
    }

    private void level(Leg leg, TruthState truth, SystemTrack track) {
        VerticalMotion vertical = track.vertical();
        if (vertical == null) {
            leg.share(Measure.LEVEL_RIGHT, false);
            leg.share(Measure.LEVEL_WRONG, false);
            return;
        }
        double feet = vertical.flightLevel() * 25.0;
        double then = leg.truthFeetAt(vertical.measuredMicros());
        if (!Double.isNaN(then)) {
            boolean isRight = Math.abs(feet - then) <= RIGHT_FEET;
            leg.share(Measure.LEVEL_RIGHT, isRight);
            leg.share(Measure.LEVEL_WRONG, !isRight);
        }
        leg.sample(Measure.LEVEL_AGE, (truth.timeMicros() - vertical.measuredMicros()) * 1e-6, 1);
        double ratePerMinute = 60 * (vertical.rateFeetPerSecond() - truth.rateFeetPerSecond());
        if (leg.isSteadily(s -> Math.abs(s.rateFeetPerSecond()) < LEVEL_FEET_PER_SECOND)) {
            leg.share(
                    Measure.LEVEL_ERROR_200,
                    Math.abs(feet - truth.pressureAltitudeFeet()) <= RIGHT_FEET);
            leg.square(Measure.RATE_LEVEL, ratePerMinute);
        } else if (leg.isSteadily(
                s -> Math.abs(s.rateFeetPerSecond()) >= CLIMBING_FEET_PER_SECOND)) {
            double expected = vertical.altitudeFeetAt(truth.timeMicros());
            leg.share(
                    Measure.CLIMB_ERROR_300,
                    Math.abs(expected - truth.pressureAltitudeFeet()) <= CLIMB_FEET);
            leg.square(Measure.RATE_CLIMB, ratePerMinute);
        }
    }

    private void identity(Leg leg, TruthState truth, SystemTrack track) {
        double sinceEvent = (truth.timeMicros() - script.eventMicros(leg.target)) * 1e-6;
        double sinceEnd = (truth.timeMicros() - script.endMicros(leg.target)) * 1e-6;
        boolean isChanging =
                (sinceEvent >= 0 && sinceEvent <= separation.identityChangeSeconds)
                        || (sinceEnd >= 0 && sinceEnd <= separation.identityChangeSeconds);
        if (isChanging) {
            return;
        }
        int code = script.at(leg.target, truth.timeMicros()).mode3A();
        leg.share(Measure.IDENTITY_RIGHT, track.mode3A() == code);
        leg.share(Measure.IDENTITY_WRONG, track.mode3A() >= 0 && track.mode3A() != code);
    }

    /** Whether the event of this flight's script is shown. */
    boolean isEventShown(Leg leg, SystemTrack track) {
        return switch (Script.kind(leg.target)) {
            case NEW_CODE ->
                    track.mode3A()
                            == script.at(leg.target, script.eventMicros(leg.target)).mode3A();
            case EMERGENCY -> track.isEmergency();
            case IDENT -> track.spi();
        };
    }
}
