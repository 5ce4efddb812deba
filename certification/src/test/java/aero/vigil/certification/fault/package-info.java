@NullMarked
package aero.vigil.certification.fault;

import org.jspecify.annotations.NullMarked;
