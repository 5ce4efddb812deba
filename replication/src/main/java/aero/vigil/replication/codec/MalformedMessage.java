package aero.vigil.replication.codec;

/**
 * Bytes that are no message or no record of ours.
 *
 * @param reason what is wrong with them, for counting
 * @param text the same for a person, with the value that was found
 */
public record MalformedMessage(Reason reason, String text) implements DecodedMessage {

    /** Why bytes were refused. */
    public enum Reason {
        /** Longer than any message may be. */
        TOO_LARGE,
        /** Not protobuf, or cut short. */
        NOT_PROTOBUF,
        /** A message of a kind that this build does not know, or none. */
        UNKNOWN_KIND,
        /** An entry of a kind that this build does not know. */
        UNKNOWN_ENTRY_KIND,
        /** A number below or above what its field may hold. */
        NUMBER_OUT_OF_RANGE,
        /** A hash that is not 32 bytes long. */
        NOT_A_DIGEST,
        /** An operation longer than any may be. */
        OPERATION_TOO_LARGE,
        /** An entry whose fields do not have the hash it carries. */
        HASH_MISMATCH,
        /** Entries that do not follow each other by number and hash. */
        ENTRIES_NOT_A_CHAIN,
        /** More entries than a message may hold, or none where one must be. */
        ENTRY_COUNT,
        /** Where somebody is to be reached, and no host and port. */
        NOT_AN_ADDRESS,
        /** A field that must be there and is not. */
        FIELD_MISSING,
        /** A request that no client may make. */
        NOT_A_REQUEST,
        /** A vote that cannot be. */
        NOT_A_VOTE
    }

    @Override
    public void deliverTo(Handler handler) {
        handler.malformed(this);
    }
}
