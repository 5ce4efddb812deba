/**
 * Where things are: the WGS-84 ellipsoid, the system plane on which all tracks live, and the way
 * from a radar's slant range and azimuth to that plane.
 *
 * <p>Pure functions of immutable values. Angles in radians inside, degrees where a name says so;
 * lengths in metres. Only {@code StrictMath} beyond the four operations and the square root, so
 * that every machine computes the same bits. Knows nothing of plots, tracks or time.
 */
@NullMarked
package aero.vigil.airspace.geometry;

import org.jspecify.annotations.NullMarked;
