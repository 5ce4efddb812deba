/** A real group for tests of the display: replicas as processes, plots and plans as commands. */
@NullMarked
package aero.vigil.display.real;

import org.jspecify.annotations.NullMarked;
