@NullMarked
package aero.vigil.certification.campaign;

import org.jspecify.annotations.NullMarked;
