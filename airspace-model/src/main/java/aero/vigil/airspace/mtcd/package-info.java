/**
 * Medium-term conflict detection: flights whose planned trajectories come too near within twenty
 * minutes, for planning controllers.
 *
 * <p>{@code PlannedPath} is what a flight's record says of where it will be, a pure function of it;
 * {@code GrowingDisc} the kernel; {@code PathConflict} the meeting of two paths; {@code PathIndex}
 * says which can meet at all; {@code Mtcd} spreads the work over ticks. Knows flights, never
 * tracks.
 */
@NullMarked
package aero.vigil.airspace.mtcd;

import org.jspecify.annotations.NullMarked;
