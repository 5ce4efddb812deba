package aero.vigil.airspace.safety;

import org.jspecify.annotations.Nullable;

/**
 * The kernel of conflict prediction: when two aircraft in straight motion are nearer than a
 * distance and a height at once. A pure function.
 *
 * @param lateralMetres inside this, and
 * @param verticalFeet inside this, is a violation
 */
record ConflictCylinder(double lateralMetres, double verticalFeet) {

    /** Below this relative speed (squared, m&sup2;/s&sup2;) two aircraft keep their distance. */
    private static final double STANDING = 1e-12;

    /**
     * A stretch of time.
     *
     * @param fromSeconds first moment of violation
     * @param toSeconds last moment
     */
    record Interval(double fromSeconds, double toSeconds) {}

    /** Where one aircraft is as seen from another: metres, feet, and per second. */
    record Relative(double x, double y, double feet, double vx, double vy, double feetPerSecond) {

        /** The same motion so much later. */
        Relative after(double seconds) {
            return new Relative(
                    x + vx * seconds,
                    y + vy * seconds,
                    feet + feetPerSecond * seconds,
                    vx,
                    vy,
                    feetPerSecond);
        }

        double distance() {
            return Math.sqrt(x * x + y * y);
        }
    }

    boolean isViolated(Relative now) {
        return now.distance() < lateralMetres && Math.abs(now.feet()) < verticalFeet;
    }

    /** The violation within 0..{@code seconds} of now, or null when there is none. */
    @Nullable Interval violation(Relative now, double seconds) {
        Interval lateral = lateral(now, seconds);
        if (lateral == null) {
            return null;
        }
        Interval vertical = vertical(now, seconds);
        if (vertical == null) {
            return null;
        }
        double from = Math.max(lateral.fromSeconds(), vertical.fromSeconds());
        double to = Math.min(lateral.toSeconds(), vertical.toSeconds());
        return from < to ? new Interval(from, to) : null;
    }

    private @Nullable Interval lateral(Relative now, double seconds) {
        double a = now.vx() * now.vx() + now.vy() * now.vy();
        double b = now.x() * now.vx() + now.y() * now.vy();
        double c = now.x() * now.x() + now.y() * now.y() - lateralMetres * lateralMetres;
        if (a < STANDING) {
            return c < 0 ? new Interval(0, seconds) : null;
        }
        double discriminant = b * b - a * c;
        if (discriminant <= 0) {
            return null;
        }
        double root = Math.sqrt(discriminant);
        return within((-b - root) / a, (-b + root) / a, seconds);
    }

    private @Nullable Interval vertical(Relative now, double seconds) {
        double rate = now.feetPerSecond();
        if (rate * rate < STANDING) {
            return Math.abs(now.feet()) < verticalFeet ? new Interval(0, seconds) : null;
        }
        double one = (-verticalFeet - now.feet()) / rate;
        double two = (verticalFeet - now.feet()) / rate;
        return within(Math.min(one, two), Math.max(one, two), seconds);
    }

    private static @Nullable Interval within(double from, double to, double seconds) {
        double first = Math.max(0, from);
        double last = Math.min(seconds, to);
        return first < last ? new Interval(first, last) : null;
    }
}
