/**
 * Judges of a history: what was promised to clients against what displays saw of it.
 *
 * <p>They know the history and nothing else: no replica's word about itself, no log, no counter. A
 * command is <em>present</em> when its effect stands in a frame that a voting display showed. The
 * commands of a run are chosen so that each leaves a mark there: an assigned heading stands, with
 * its value and the model time at which it took effect, in the order log of its flight, which every
 * frame that changes the flight carries (16 lines). The value is the command's number modulo 360.
 * An order carried out twice is refused the second time, as given on a stale version of the flight,
 * and the picture counts refusals; so what happened twice cannot hide either.
 */
@NullMarked
package aero.vigil.certification.checker;

import org.jspecify.annotations.NullMarked;
