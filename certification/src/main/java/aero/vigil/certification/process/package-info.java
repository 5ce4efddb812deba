/**
 * Real operating-system processes of Vigil: started, watched, killed, frozen and thawed by real
 * signals. The demo, the benchmarks and the failover tests all stand on this.
 *
 * <p>Knows command lines and signals; knows nothing of what travels between the processes.
 */
@NullMarked
package aero.vigil.certification.process;

import org.jspecify.annotations.NullMarked;
