/**
 * The pure protocol: Viewstamped Replication Revisited (Liskov and Cowling, MIT-CSAIL-TR-2012-021;
 * cited as VRR), made durable.
 *
 * <p>{@link aero.vigil.replication.core.Replica} is a state machine: {@link
 * aero.vigil.replication.core.Input}s go in, {@link aero.vigil.replication.core.Outputs} come out,
 * and what must be forced before what may leave is said by their type. The production loop and the
 * simulator drive the very same class.
 *
 * <p>What may enter: the JDK's values and collections. What it must never know: a clock, a random
 * source, a thread, a file, a socket, a logger, a collection without order; nor what an airspace
 * is. A broken invariant is an {@link java.lang.AssertionError}: the process stops rather than goes
 * on.
 */
@NullMarked
package aero.vigil.replication.core;

import org.jspecify.annotations.NullMarked;
