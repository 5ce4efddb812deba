/**
 * Which runways of each aerodrome are landed on and departed from: from the adaptation at first,
 * then as a supervisor orders.
 *
 * <p>May know the adaptation. Safety nets and trajectories both go by it and know nothing of each
 * other.
 */
@NullMarked
package aero.vigil.airspace.runway;

import org.jspecify.annotations.NullMarked;
