/**
 * The core with one rule broken each. Every one must be caught by some seed; that is how the
 * simulator's checks are themselves checked. Nothing but the simulator knows them.
 */
@NullMarked
package aero.vigil.replication.simulation.mutants;

import org.jspecify.annotations.NullMarked;
