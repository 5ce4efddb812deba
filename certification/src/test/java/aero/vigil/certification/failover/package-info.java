/** Failover as clients, displays and a real browser see it: real processes, real signals. */
@NullMarked
package aero.vigil.certification.failover;

import org.jspecify.annotations.NullMarked;
