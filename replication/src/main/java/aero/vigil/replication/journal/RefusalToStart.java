package aero.vigil.replication.journal;

/**
 * Why a replica does not start from a directory: something it promised may be gone, or the
 * directory is not its own. Nothing was changed on the disk.
 */
public final class RefusalToStart extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String message;

    /** What was found. */
    public enum Reason {
        /** The directory is not there or was never formatted. */
        NOT_FORMATTED,
        /** Another process uses the directory. */
        IN_USE,
        /** Op 1 in its own file is damaged. */
        GENESIS_DAMAGED,
        /** Both copies of a pair of the vote's slots are damaged: a promise may be forgotten. */
        VOTE_LOST,
        /** The vote's incarnation is none that op 1 names. */
        VOTE_OF_ANOTHER_GROUP,
        /** The journal has no file that begins it. */
        JOURNAL_MISSING,
        /** A record that was promised is damaged or missing. */
        JOURNAL_DAMAGED,
        /** A file among the journal's that is not one of them. */
        FOREIGN_FILE,
        /** A journal file of another cluster. */
        JOURNAL_OF_ANOTHER_GROUP,
        /** The log begins above op 1 and no checkpoint covers what is missing. */
        CHECKPOINT_MISSING,
        /** The disk does not answer, or not to us. */
        UNREADABLE
    }

    RefusalToStart(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    RefusalToStart(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.message = message;
    }

    /** What was found and what to do, in one sentence for a person. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What was found, by name. */
    public Reason reason() {
        return reason;
    }
}
