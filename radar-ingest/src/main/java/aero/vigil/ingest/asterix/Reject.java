package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/**
 * Octets of a datagram that gave no record.
 *
 * @param reason why
 * @param category the block's category, 0..255; -1 when there was no block
 * @param item the item at which the record broke off, such as {@code 040}; null when it was none
 * @param offset where the trouble begins, in octets from the start of the datagram
 */
public record Reject(RejectReason reason, int category, @Nullable String item, int offset) {

    /** The name under which this reject is counted; the set of names is bounded. */
    public String name() {
        return switch (reason) {
            case CATEGORY_UNKNOWN -> String.format("category %03d unknown", category);
            default -> reason.label();
        };
    }

    @Override
    public String toString() {
        String where = category < 0 ? "" : String.format(", category %03d", category);
        String what = item == null ? "" : ", item " + item;
        return reason.label() + where + what + ", octet " + offset;
    }
}
