/**
 * {@code vigil demo}: a whole Vigil on one machine, each part a process of its own.
 *
 * <p>The parent formats the group once, starts replicas, adapters and the simulator, restarts what
 * was killed, thaws what was frozen, and ends them all. It is never on the path of a plot.
 */
@NullMarked
package aero.vigil.certification.demo;

import org.jspecify.annotations.NullMarked;
