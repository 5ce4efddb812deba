/**
 * The way in: what radars and flight-plan senders say becomes commands for the group.
 *
 * <p>Lives here, each in its package: ASTERIX by item tables ({@code asterix}), recordings ({@code
 * capture}), radar feeds ({@code feed}), flight-plan messages and their port ({@code flightplan}),
 * the adapter process that hosts them ({@code adapter}), and the simulator of traffic and radars
 * that speaks to them from outside ({@code simulator}). May enter: the commands of {@code
 * airspace.proto} and the client of the group. Must never know: displays, the inside of the
 * protocol, what the model makes of a command beyond its answer. Frames are read for the time they
 * carry, when a recording is played; only the people in {@code simulator} look at the picture, and
 * they look as any client does.
 *
 * <p>Everything that arrives here comes from outside and is bounded: bad input is counted under a
 * named reason and stops nothing.
 */
@NullMarked
package aero.vigil.ingest;

import org.jspecify.annotations.NullMarked;
