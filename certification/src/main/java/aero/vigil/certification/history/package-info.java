/**
 * The history of a run: what clients asked and were told, and what displays and streams received,
 * each with its time, as JSON lines in files that are kept.
 *
 * <p>Nothing that only a replica knows of itself enters here: checkers read these files and nothing
 * else.
 */
@NullMarked
package aero.vigil.certification.history;

import org.jspecify.annotations.NullMarked;
