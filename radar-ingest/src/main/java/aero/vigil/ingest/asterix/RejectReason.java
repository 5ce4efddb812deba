package aero.vigil.ingest.asterix;

/** The reason why octets of a datagram gave no record; each is counted by its name. */
public enum RejectReason {
    /** Fewer than three octets are left: too few for category and length. */
    TRAILING_JUNK("trailing junk"),
    /** LEN is smaller than its own three octets. */
    BLOCK_LENGTH_INVALID("block length invalid"),
    /** LEN reaches beyond the end of the datagram. */
    BLOCK_TRUNCATED("block truncated"),
    /** LEN is 3: a block without a record. */
    BLOCK_EMPTY("block empty"),
    /** No item table for this category: its blocks are skipped by LEN. */
    CATEGORY_UNKNOWN("category unknown"),
    /** The FSPEC says that no item follows. */
    RECORD_EMPTY("record empty"),
    /** The FSPEC names an item that the category's UAP does not have. */
    ITEM_UNDEFINED("item undefined"),
    /** A compound item names a subfield that it does not have, so its length is unknown. */
    SUBFIELD_UNDEFINED("subfield undefined"),
    /** The block ends inside an item. */
    ITEM_TRUNCATED("item truncated"),
    /** The length octet of an explicit item is 0, though it counts itself. */
    EXPLICIT_LENGTH_ZERO("explicit length zero");

    private final String label;

    RejectReason(String label) {
        this.label = label;
    }

    /** The name under which this reason is counted. */
    public String label() {
        return label;
    }
}
