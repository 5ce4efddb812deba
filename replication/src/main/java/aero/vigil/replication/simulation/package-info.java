/**
 * A simulator that runs the production core: network, disks, clocks and processes are made here,
 * fail as one 64-bit seed decides, and after every event the guarantees are checked.
 *
 * <p>What may enter: the core and the JDK. It must never know a wall clock, a thread or a file: the
 * same seed gives the same events, and the same digest of them. {@link
 * aero.vigil.replication.simulation.Simulation} is one run, {@link
 * aero.vigil.replication.simulation.SimulateProtocolCommand} the verb, and the parts in {@code
 * mutants} are the core with one rule broken each, by which the checks are qualified.
 */
@NullMarked
package aero.vigil.replication.simulation;

import org.jspecify.annotations.NullMarked;
