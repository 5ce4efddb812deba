@NullMarked
package aero.vigil.certification.tracking;

import org.jspecify.annotations.NullMarked;
