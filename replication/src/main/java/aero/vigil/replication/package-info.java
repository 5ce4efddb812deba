/**
 * Viewstamped Replication, made durable: one total order of commands on several machines.
 *
 * <p>Lives here, each in its package: the pure protocol ({@code core}), the journal, the vote file
 * and checkpoints ({@code journal}), the form of messages ({@code codec}), the wire between
 * replicas ({@code transport}), everybody else's way to the group ({@code client}), the process
 * that joins them ({@code server}), and the simulator that drives the core through faults ({@code
 * simulation}). May enter: what each package says. Must never know: what a command means, outside
 * {@code server} and {@code journal.format}, which put the airspace model behind the core's port;
 * radars and displays nowhere.
 */
@NullMarked
package aero.vigil.replication;

import org.jspecify.annotations.NullMarked;
