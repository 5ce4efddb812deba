package aero.vigil.ingest.asterix;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds one record from values, over the same tables that decoding uses. Items appear in the order
 * of the UAP whatever the order of the calls; what is never set is not sent. A value out of its
 * element's range is the caller's mistake.
 */
public final class RecordWriter {

    private final Category category;
    private final @Nullable Draft[] items;

    public RecordWriter(Category category) {
        this.category = category;
        this.items = new Draft[category.uap().size()];
    }

    public Category category() {
        return category;
    }

    /** Sets a value given in least significant bits. */
    public RecordWriter set(Field field, long raw) {
        return set(field, 0, raw);
    }

    /** Sets a value of the n-th element (from 0) of a repetitive item. */
    public RecordWriter set(Field field, int n, long raw) {
        draft(field).put(field.run() + n, field.element(), raw);
        return this;
    }

    /** Sets a value given in the field's unit, rounded to the nearest least significant bit. */
    public RecordWriter setQuantity(Field field, double quantity) {
        Element.Lsb lsb = field.element().lsb();
        return set(field, Math.round(quantity * lsb.denominator() / lsb.numerator()));
    }

    /** Sets characters; they are filled up with blanks. */
    public RecordWriter setText(Field field, String text) {
        Element element = field.element();
        return switch (element.encoding()) {
            case SIX_BIT -> set(field, Characters.toSixBits(text, element.bits()));
            case ASCII -> set(field, Characters.toAscii(text, element.bits()));
            case OCTAL -> set(field, Long.parseLong(text, 8));
            case HEX -> set(field, Long.parseUnsignedLong(text, 16));
            case UNSIGNED, SIGNED ->
                    throw new IllegalArgumentException(field + " is a number, not a text");
        };
    }

    /** The record's octets: FSPEC and items. */
    public byte[] toOctets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Presence.write(out, items, true);
        for (Draft item : items) {
            if (item != null) {
                item.writeTo(out);
            }
        }
        return out.toByteArray();
    }

    private Draft draft(Field field) {
        if (field.category() != category) {
            throw new IllegalArgumentException(field + " set in a record of " + category);
        }
        Draft draft = items[field.index()];
        if (draft == null) {
            Item item = category.uap().get(field.index());
            if (item == null) {
                throw new AssertionError(field + " has no item");
            }
            draft = item.format().draft();
            items[field.index()] = draft;
        }
        for (int number : field.subfields()) {
            draft = draft.subfield(number);
        }
        return draft;
    }
}
