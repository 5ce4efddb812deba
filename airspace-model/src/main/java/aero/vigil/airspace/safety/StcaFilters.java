package aero.vigil.airspace.safety;

/** One set of STCA parameters as the cylinders that a pair is tested against. */
final class StcaFilters {

    private static final double NAUTICAL_MILE = 1852;

    /** An alert ends only when a cylinder this much larger is left (airspace algorithms §7). */
    private static final double END_MARGIN = 1.1;

    private final StcaParameters parameters;
    private final ConflictCylinder proximity;
    private final double leastReachFeet;
    private final double greatestReachFeet;

    StcaFilters(StcaParameters parameters) {
        this.parameters = parameters;
        proximity =
                new ConflictCylinder(
                        parameters.proximityNauticalMiles() * NAUTICAL_MILE,
                        parameters.proximityFeet());
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (VerticalMinimum minimum : VerticalMinimum.values()) {
            least = Math.min(least, reachFeet(minimum));
            greatest = Math.max(greatest, reachFeet(minimum));
        }
        leastReachFeet = least;
        greatestReachFeet = greatest;
    }

    StcaParameters parameters() {
        return parameters;
    }

    /** Within this two are in conflict. */
    ConflictCylinder separation(VerticalMinimum minimum) {
        return new ConflictCylinder(
                parameters.lateralNauticalMiles() * NAUTICAL_MILE, minimum.feetOf(parameters));
    }

    /** Within this two that were in conflict still are. */
    ConflictCylinder enlarged(VerticalMinimum minimum) {
        return new ConflictCylinder(reachMetres(), reachFeet(minimum));
    }

    /** Within this two are too near, wherever they go. */
    ConflictCylinder proximity() {
        return proximity;
    }

    /** The largest distance at which any of these tests can hold. */
    double reachMetres() {
        return parameters.lateralNauticalMiles() * NAUTICAL_MILE * END_MARGIN;
    }

    /** The least of these, whichever minimum holds. */
    double leastReachFeet() {
        return leastReachFeet;
    }

    /** The greatest of these, whichever minimum holds. */
    double greatestReachFeet() {
        return greatestReachFeet;
    }

    /** The largest vertical distance at which any of these tests can hold. */
    double reachFeet(VerticalMinimum minimum) {
        return minimum.feetOf(parameters) * END_MARGIN;
    }
}
