/**
 * The deterministic airspace state machine: the same commands and ticks in the same order give the
 * same answers, frames and state, byte for byte, on every machine.
 *
 * <p>{@link aero.vigil.airspace.AirspaceModel} is the way in: bytes with their op and stamp, one
 * thread. Inside, {@link aero.vigil.airspace.AirspaceState} holds the tables and says how they know
 * each other. No clock, no randomness, no thread, no input or output; nothing iterates over what
 * has no order. What is wrong with a command becomes a rejection; what goes wrong inside one unit
 * of work undoes that unit and nothing else; only what depends on the machine (out of memory, stack
 * overflow) goes up to whoever runs it, who must stop.
 */
@NullMarked
package aero.vigil.airspace;

import org.jspecify.annotations.NullMarked;
