package aero.vigil.airspace.mtcd;

/**
 * The kernel of medium-term conflict detection: when a point in straight motion enters a disc about
 * the origin whose radius grows evenly. A pure function.
 *
 * @param radius metres at time 0
 * @param growth metres a second, not negative
 */
record GrowingDisc(double radius, double growth) {

    /** Stands where the disc is not entered. */
    static final double NEVER = Double.NaN;

    /**
     * The first time in 0..{@code seconds} at which the point is inside, or {@link #NEVER}.
     *
     * <p>Inside means (v&sup2; - g&sup2;) t&sup2; + 2 (p v - r g) t + p&sup2; - r&sup2; &lt; 0; of
     * the roots the one at which that becomes negative, in the form that is stable for all leading
     * coefficients, zero too.
     */
    double entered(double x, double y, double vx, double vy, double seconds) {
        double a = vx * vx + vy * vy - growth * growth;
        double b = x * vx + y * vy - radius * growth;
        double c = x * x + y * y - radius * radius;
        if (c < 0) {
            return 0;
        }
        double discriminant = b * b - a * c;
        if (discriminant <= 0) {
            return NEVER;
        }
        double divisor = Math.sqrt(discriminant) - b;
        if (divisor <= 0) {
            return NEVER;
        }
        double first = c / divisor;
        return first < seconds ? first : NEVER;
    }
}
