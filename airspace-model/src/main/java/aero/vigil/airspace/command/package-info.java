/**
 * What goes into the model and what it answers, as plain values: commands, controllers' orders,
 * flight-plan messages and results.
 *
 * <p>May know plots, which are values too. Must never know state, or how any of this is encoded.
 */
@NullMarked
package aero.vigil.airspace.command;

import org.jspecify.annotations.NullMarked;
