package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/**
 * How the octets of an item or subfield are laid out: the six formats of ASTERIX Part 1.
 *
 * <p>{@link #skip} is the only method that meets unchecked octets; it checks the whole item, so the
 * others read inside what it has passed. A <em>run</em> is one stretch of a {@link Layout}: the
 * fixed item itself, an octet of an extended item, an element of a repetitive one.
 */
sealed interface ItemFormat
        permits FixedFormat,
                ExtendedFormat,
                RepetitiveFormat,
                ChainedFormat,
                ExplicitFormat,
                CompoundFormat {

    /** Marks what is not there. */
    int ABSENT = -1;

    /** Moves the cursor past this item, or leaves it failed with the reason. */
    void skip(Cursor cursor);

    /** How many runs the item at this octet has. */
    int runs(byte[] octets, int at);

    /** The first octet of a run, or {@link #ABSENT}. */
    int runAt(byte[] octets, int at, int run);

    /** The item's values: a number or text, or maps and lists of them. */
    Object values(byte[] octets, int at);

    /** An empty item to be filled and written. */
    Draft draft();

    /** What stands in a run of this number; null when there cannot be such a run. */
    @Nullable Layout layout(int run);

    /** How many different layouts there are: those of an extended item's octets, else 1 or 0. */
    int layouts();

    /** The number of a named subfield, or {@link #ABSENT}. */
    default int subfieldNumber(String name) {
        return ABSENT;
    }

    /** The format of a subfield that {@link #subfieldNumber} named. */
    default ItemFormat subfield(int number) {
        throw new IllegalArgumentException("no subfield " + number);
    }

    /** The first octet of a subfield, or {@link #ABSENT}. */
    default int subfieldAt(byte[] octets, int at, int number) {
        return ABSENT;
    }
}
