@NullMarked
package aero.vigil.certification.poison;

import org.jspecify.annotations.NullMarked;
