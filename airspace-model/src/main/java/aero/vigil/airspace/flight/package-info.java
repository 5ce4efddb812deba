/**
 * Flight plans: what was filed and told since, the route expanded over the region's points, airways
 * and procedures, the trajectory in four dimensions, the sectors it meets, its life, and which
 * track is its own.
 *
 * <p>May know the region, plan messages and system tracks. Must never know sessions, positions or
 * how anything is encoded: controllers' orders reach a flight through {@code control}.
 */
@NullMarked
package aero.vigil.airspace.flight;

import org.jspecify.annotations.NullMarked;
