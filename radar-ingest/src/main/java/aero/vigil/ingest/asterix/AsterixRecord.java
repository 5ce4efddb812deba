package aero.vigil.ingest.asterix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a category, its items found and checked for length; values are read when asked for
 * and reading cannot fail any more.
 */
public final class AsterixRecord {

    private final Category category;
    private final byte[] octets;
    private final int[] starts;

    /** Takes ownership of the arrays. */
    AsterixRecord(Category category, byte[] octets, int[] starts) {
        this.category = category;
        this.octets = octets;
        this.starts = starts;
    }

    public Category category() {
        return category;
    }

    /** The record's length on the wire, its FSPEC included. */
    public int length() {
        return octets.length;
    }

    /** A copy of the record as it was on the wire, its FSPEC included. */
    public byte[] toOctets() {
        return octets.clone();
    }

    /** Whether this value is in the record; of a repetitive item: at least once. */
    public boolean has(Field field) {
        return locate(field, 0) != ItemFormat.ABSENT;
    }

    /** How many elements a repetitive item has; 0 when absent. */
    public int count(Field field) {
        int start = start(field);
        return start == ItemFormat.ABSENT ? 0 : field.count(octets, format(field), start);
    }

    /** The value in its least significant bits; the field must be there. */
    public long raw(Field field) {
        return raw(field, 0);
    }

    /** The value of the n-th element (from 0) of a repetitive item, in least significant bits. */
    public long raw(Field field, int n) {
        return field.element().raw(octets, present(field, n));
    }

    /** The value in its least significant bits, or another one when it is not there. */
    public long rawOr(Field field, long absent) {
        int at = locate(field, 0);
        return at == ItemFormat.ABSENT ? absent : field.element().raw(octets, at);
    }

    /** Whether a flag of one bit is there and set. */
    public boolean isSet(Field field) {
        return rawOr(field, 0) == 1;
    }

    /** The value in the field's unit; the field must be there. */
    public double quantity(Field field) {
        return field.element().quantity(octets, present(field, 0));
    }

    /** Characters without trailing blanks, octal or hexadecimal digits; the field must be there. */
    public String text(Field field) {
        return field.element().text(octets, present(field, 0));
    }

    /**
     * All items by their numbers, in the order of the UAP: a Long (codes, counts), a Double (in the
     * element's unit), a String (texts, octal and hexadecimal digits), a Map of those by name, or a
     * List for a repetitive item.
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        List<@Nullable Item> uap = category.uap();
        for (int index = 0; index < uap.size(); index++) {
            Item item = uap.get(index);
            if (item != null && starts[index] != ItemFormat.ABSENT) {
                values.put(item.number(), item.format().values(octets, starts[index]));
            }
        }
        return values;
    }

    private int present(Field field, int n) {
        int at = locate(field, n);
        if (at == ItemFormat.ABSENT) {
            throw new IllegalArgumentException(field + " is not in this record");
        }
        return at;
    }

    private int locate(Field field, int n) {
        int start = start(field);
        return start == ItemFormat.ABSENT
                ? ItemFormat.ABSENT
                : field.locate(octets, format(field), start, n);
    }

    private int start(Field field) {
        if (field.category() != category) {
            throw new IllegalArgumentException(field + " asked of a record of " + category);
        }
        return starts[field.index()];
    }

    private ItemFormat format(Field field) {
        Item item = category.uap().get(field.index());
        if (item == null) {
            throw new AssertionError(field + " has no item");
        }
        return item.format();
    }

    @Override
    public String toString() {
        return category + " " + values();
    }
}
