/**
 * Flight-plan messages of ICAO Doc 4444 (FPL, CHG, CNL, DLA, DEP, ARR, EST): their text read into
 * commands. It stands in the model because a supervisor's mended text is read at its op, the same
 * on every replica; receivers read by it too.
 *
 * <p>What enters is text from anybody: reading is total, bounded and answers every mistake with the
 * field, the column and what would be right. Must never judge a plan against others.
 */
@NullMarked
package aero.vigil.airspace.codec.icao;

import org.jspecify.annotations.NullMarked;
