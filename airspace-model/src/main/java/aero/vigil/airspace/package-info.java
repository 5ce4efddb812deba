/** The deterministic airspace state machine. */
@NullMarked
package aero.vigil.airspace;

import org.jspecify.annotations.NullMarked;
