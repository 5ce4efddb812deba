/**
 * Replicas with a fault planted in them, by which the checkers are qualified: each must be caught,
 * by what clients and displays saw alone.
 *
 * <p>The product never reaches these: they have a main class of their own, which only the campaign
 * starts, and are handed in through the same seams as the simulator's mutants.
 */
@NullMarked
package aero.vigil.certification.mutant;

import org.jspecify.annotations.NullMarked;
