/**
 * The adapter process and the verbs of this module that people call.
 *
 * <p>Lives here: {@code vigil ingest} (one process that hosts all feeds of one adapter, A or B, and
 * hands their commands to the group), its configuration, and {@code vigil decode}. May enter:
 * feeds, captures, ASTERIX, the client of the group, picocli, Jackson, Vert.x. Must never know: how
 * a plot becomes a track, what the group does with a command beyond its answer.
 */
@NullMarked
package aero.vigil.ingest.adapter;

import org.jspecify.annotations.NullMarked;
