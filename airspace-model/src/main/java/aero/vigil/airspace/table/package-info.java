/**
 * The house of the model's state: tables of immutable records, changed in units of work that take
 * effect whole or not at all, and written to a checkpoint byte for byte the same everywhere.
 *
 * <p>Knows nothing of aircraft. Nothing here reads a clock, allocates a thread or iterates over an
 * unordered collection.
 */
@NullMarked
package aero.vigil.airspace.table;

import org.jspecify.annotations.NullMarked;
