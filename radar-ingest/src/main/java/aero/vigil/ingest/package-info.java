/** Vigil. */
@NullMarked
package aero.vigil.ingest;

import org.jspecify.annotations.NullMarked;
