/**
 * The region a centre works in, as its adaptation names it: radar sites, points, airways, airports,
 * procedures, sectors with their volumes, positions and parameters, checked as a whole, and the
 * same laid on the system plane.
 *
 * <p>May know the system plane. Must never know tracks, flights, or the file the facts came in.
 * Everything here is fixed: another adaptation is another {@code Region}, for another state (adr
 * 0042).
 */
@NullMarked
package aero.vigil.airspace.adaptation;

import org.jspecify.annotations.NullMarked;
