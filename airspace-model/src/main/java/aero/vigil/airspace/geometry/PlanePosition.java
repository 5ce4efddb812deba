package aero.vigil.airspace.geometry;

/**
 * A position on the {@link SystemPlane}.
 *
 * @param xMetres east of the system reference point
 * @param yMetres north of it
 */
public record PlanePosition(double xMetres, double yMetres) {}
