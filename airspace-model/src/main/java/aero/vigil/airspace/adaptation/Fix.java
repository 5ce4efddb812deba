package aero.vigil.airspace.adaptation;

/**
 * A named place on the system plane.
 *
 * @param name its designator, or the latitude and longitude as filed
 * @param xMetres east of the system reference point
 * @param yMetres north of it
 */
public record Fix(String name, double xMetres, double yMetres) {

    /** Metres in a nautical mile (exact). */
    public static final double METRES_PER_NM = 1_852;

    /** Plane distance to another fix in metres. */
    public double distanceTo(Fix other) {
        return distanceTo(other.xMetres, other.yMetres);
    }

    /** Plane distance to a position in metres. */
    public double distanceTo(double x, double y) {
        double dx = x - xMetres;
        double dy = y - yMetres;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Whether it is the same place under the same name. */
    public boolean isSameAs(Fix other) {
        return name.equals(other.name)
                && Double.compare(xMetres, other.xMetres) == 0
                && Double.compare(yMetres, other.yMetres) == 0;
    }
}
