package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item whose first octets say which of its subfields follow, in the order of the bits.
 *
 * @param subfields by number; null where the standard has none
 * @param extendable whether the last bit of each presence octet (FX) adds another one; otherwise
 *     there is exactly one octet and its eight bits are all presence bits (reserved expansion
 *     fields)
 */
record CompoundFormat(List<@Nullable Item> subfields, boolean extendable) implements ItemFormat {

    CompoundFormat {
        subfields = Collections.unmodifiableList(new ArrayList<>(subfields));
    }

    @Override
    public void skip(Cursor cursor) {
        walk(cursor, subfields.size());
    }

    /**
     * Moves the cursor from the presence octets to the start of subfield {@code target}, or past
     * the item when there is no such subfield.
     *
     * @return whether the target is present
     */
    private boolean walk(Cursor cursor, int target) {
        long present = presence(cursor);
        for (int number = 0; number < target && !cursor.failed(); number++) {
            if ((present & (1L << number)) != 0) {
                skipSubfield(cursor, number);
            }
        }
        return target < subfields.size() && (present & (1L << target)) != 0;
    }

    private void skipSubfield(Cursor cursor, int number) {
        Item subfield = subfields.get(number);
        if (subfield == null) {
            cursor.fail(RejectReason.SUBFIELD_UNDEFINED);
        } else {
            subfield.format().skip(cursor);
        }
    }

    /** Reads the presence octets; bit n of the answer is subfield n. */
    private long presence(Cursor cursor) {
        if (!extendable) {
            return bitsOf(cursor, cursor.octet(), 8, 0);
        }
        long present = 0;
        int first = 0;
        boolean more = true;
        while (more) {
            int octet = cursor.octet();
            present |= bitsOf(cursor, octet >> 1, 7, first);
            first += 7;
            more = (octet & 1) != 0;
        }
        return present;
    }

    private long bitsOf(Cursor cursor, int octet, int width, int first) {
        long present = 0;
        for (int i = 0; i < width; i++) {
            if ((octet & (1 << (width - 1 - i))) != 0) {
                if (first + i >= subfields.size()) {
                    cursor.fail(RejectReason.SUBFIELD_UNDEFINED);
                    return present;
                }
                present |= 1L << (first + i);
            }
        }
        return present;
    }

    @Override
    public int runs(byte[] octets, int at) {
        return 0;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        return ABSENT;
    }

    @Override
    public int subfieldNumber(String name) {
        for (int number = 0; number < subfields.size(); number++) {
            Item subfield = subfields.get(number);
            if (subfield != null && subfield.number().equals(name)) {
                return number;
            }
        }
        return ABSENT;
    }

    @Override
    public ItemFormat subfield(int number) {
        Item subfield = subfields.get(number);
        return subfield == null ? ItemFormat.super.subfield(number) : subfield.format();
    }

    @Override
    public int subfieldAt(byte[] octets, int at, int number) {
        Cursor cursor = new Cursor(octets, at, octets.length);
        return walk(cursor, number) ? cursor.position() : ABSENT;
    }

    @Override
    public Object values(byte[] octets, int at) {
        Map<String, Object> values = new LinkedHashMap<>();
        Cursor cursor = new Cursor(octets, at, octets.length);
        long present = presence(cursor);
        for (int number = 0; number < subfields.size(); number++) {
            Item subfield = subfields.get(number);
            if (subfield != null && (present & (1L << number)) != 0) {
                values.put(subfield.number(), subfield.format().values(octets, cursor.position()));
                subfield.format().skip(cursor);
            }
        }
        return values;
    }

    @Override
    public Draft draft() {
        return new Draft.Compound(this);
    }

    @Override
    public @Nullable Layout layout(int run) {
        return null;
    }

    @Override
    public int layouts() {
        return 0;
    }
}
