package aero.vigil.airspace.table;

import org.jspecify.annotations.Nullable;

/**
 * Records by dense index from 1: a table as it stands, or a moment of it that was frozen.
 *
 * @param <R> an immutable record type
 */
public interface Rows<R> {

    /** The record at this index, or null where there is none; any int may be asked for. */
    @Nullable R get(int index);

    /** One more than the greatest index ever used: loops run from 1 below this. */
    int limit();

    /** How many records there are. */
    int size();
}
