/**
 * What a supervisor is told of the model's own work: counts, feeds, commands that failed inside,
 * tracks a safety net could not be computed for, alarms and what was said of them, messages that
 * were not taken, who ordered what.
 *
 * <p>Every list is bounded. Must never know why something failed beyond a name, nor act on it.
 */
@NullMarked
package aero.vigil.airspace.supervision;

import org.jspecify.annotations.NullMarked;
