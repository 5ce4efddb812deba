package aero.vigil.ingest.asterix;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An item that says its own length in its first octet, which counts itself.
 *
 * <p>What is inside may be of an edition we do not know. So it is read by the table only when the
 * table fits it to the octet, and is kept as bits otherwise; it never spoils the record.
 *
 * @param content what is inside by our table; null: bits
 */
record ExplicitFormat(@Nullable ItemFormat content) implements ItemFormat {

    @Override
    public void skip(Cursor cursor) {
        int length = cursor.octet();
        if (length == 0) {
            cursor.fail(RejectReason.EXPLICIT_LENGTH_ZERO);
        }
        cursor.skip(length - 1);
    }

    @Override
    public int runs(byte[] octets, int at) {
        return 1;
    }

    @Override
    public int runAt(byte[] octets, int at, int run) {
        return ABSENT;
    }

    @Override
    public Object values(byte[] octets, int at) {
        if (content != null && fits(content, octets, at)) {
            return content.values(octets, at + 1);
        }
        StringBuilder hex = new StringBuilder();
        for (int i = at + 1; i < at + (octets[at] & 0xFF); i++) {
            hex.append(String.format(Locale.ROOT, "%02X", octets[i]));
        }
        return hex.toString();
    }

    @Override
    public Draft draft() {
        return new Draft.Explicit(content == null ? null : content.draft());
    }

    @Override
    public @Nullable Layout layout(int run) {
        return null;
    }

    @Override
    public int layouts() {
        return 0;
    }

    @Override
    public int subfieldNumber(String name) {
        return content == null ? ABSENT : content.subfieldNumber(name);
    }

    @Override
    public ItemFormat subfield(int number) {
        return content == null ? ItemFormat.super.subfield(number) : content.subfield(number);
    }

    @Override
    public int subfieldAt(byte[] octets, int at, int number) {
        return content != null && fits(content, octets, at)
                ? content.subfieldAt(octets, at + 1, number)
                : ABSENT;
    }

    private static boolean fits(ItemFormat content, byte[] octets, int at) {
        int length = octets[at] & 0xFF;
        Cursor cursor = new Cursor(octets, at + 1, at + length);
        content.skip(cursor);
        return !cursor.failed() && cursor.remaining() == 0;
    }
}
