/**
 * Vigil as one program, and what is measured of it from outside.
 *
 * <p>Lives here: {@link aero.vigil.certification.Vigil}, which finds the verb that was called;
 * below, the processes of a group on this machine ({@code process}), the demonstration ({@code
 * demo}), those who watch a group as its clients do ({@code observer}), and the benchmarks ({@code
 * bench}). May enter: the verbs of all modules, the client of the group, picocli, Jackson, Vert.x.
 * Must never know: the inside of a replica. What is claimed of a group was seen by a client, a
 * display or the kernel, never said by the replica itself. No other module knows this one.
 */
@NullMarked
package aero.vigil.certification;

import org.jspecify.annotations.NullMarked;
