/** Vigil. */
@NullMarked
package aero.vigil.certification;

import org.jspecify.annotations.NullMarked;
