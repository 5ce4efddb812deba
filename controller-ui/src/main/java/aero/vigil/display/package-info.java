/** Vigil. */
@NullMarked
package aero.vigil.display;

import org.jspecify.annotations.NullMarked;
