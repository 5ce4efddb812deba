/**
 * Safety nets: predictions over system tracks that end in alerts.
 *
 * <p>Enter: system tracks, what they are cleared to (by a small look-up), the passing of model
 * time. Each pair is evaluated as a unit of work of its own. Must never know of plots, frames or
 * who controls whom beyond that look-up.
 */
@NullMarked
package aero.vigil.airspace.safety;

import org.jspecify.annotations.NullMarked;
