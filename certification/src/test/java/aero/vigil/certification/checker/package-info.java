@NullMarked
package aero.vigil.certification.checker;

import org.jspecify.annotations.NullMarked;
