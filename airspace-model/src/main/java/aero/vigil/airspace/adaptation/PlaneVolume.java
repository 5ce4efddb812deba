package aero.vigil.airspace.adaptation;

/**
 * A prism of airspace on the system plane: a polygon between two flight levels.
 *
 * <p>A position on the border belongs to one of two neighbours and never to both, as long as they
 * name the same vertices: the crossing rule counts an edge from its lower end inclusive to its
 * upper end exclusive.
 */
public final class PlaneVolume {

    private final double[] xs;
    private final double[] ys;
    private final double floorFeet;
    private final double ceilingFeet;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;

    PlaneVolume(double[] xs, double[] ys, double floorFeet, double ceilingFeet) {
        this.xs = xs.clone();
        this.ys = ys.clone();
        this.floorFeet = floorFeet;
        this.ceilingFeet = ceilingFeet;
        minX = least(xs);
        maxX = -least(negated(xs));
        minY = least(ys);
        maxY = -least(negated(ys));
    }

    /**
     * Whether this holds a position.
     *
     * @param levelFeet pressure altitude; floor inclusive, ceiling exclusive
     */
    public boolean contains(double x, double y, double levelFeet) {
        return levelFeet >= floorFeet && levelFeet < ceilingFeet && containsLaterally(x, y);
    }

    /** Whether a place is inside the border, at whatever level. */
    public boolean containsLaterally(double x, double y) {
        return x >= minX && x <= maxX && y >= minY && y <= maxY && isInside(x, y);
    }

    /**
     * Whether this holds a position, or comes as near to it.
     *
     * @param lateralMetres inclusive; vertical distances below {@code verticalFeet} count
     */
    public boolean isNear(
            double x, double y, double levelFeet, double lateralMetres, double verticalFeet) {
        return levelFeet > floorFeet - verticalFeet
                && levelFeet < ceilingFeet + verticalFeet
                && x >= minX - lateralMetres
                && x <= maxX + lateralMetres
                && y >= minY - lateralMetres
                && y <= maxY + lateralMetres
                && (isInside(x, y)
                        || squaredDistanceToBorder(x, y) <= lateralMetres * lateralMetres);
    }

    private double squaredDistanceToBorder(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            double dx = xs[i] - xs[j];
            double dy = ys[i] - ys[j];
            double square = dx * dx + dy * dy;
            double along = square == 0 ? 0 : ((x - xs[j]) * dx + (y - ys[j]) * dy) / square;
            double part = Math.max(0, Math.min(1, along));
            double ex = xs[j] + part * dx - x;
            double ey = ys[j] + part * dy - y;
            least = Math.min(least, ex * ex + ey * ey);
        }
        return least;
    }

    /** Even-odd rule: the crossings of a ray to the east. */
    private boolean isInside(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            if ((ys[i] > y) != (ys[j] > y)
                    && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Metres on the system plane. */
    public double minX() {
        return minX;
    }

    /** Metres on the system plane. */
    public double maxX() {
        return maxX;
    }

    /** Metres on the system plane. */
    public double minY() {
        return minY;
    }

    /** Metres on the system plane. */
    public double maxY() {
        return maxY;
    }

    private static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
