package aero.vigil.replication.core;

/** The bounds of the protocol, each with its reason. */
public final class Limits {

    /** An operation: two hundred and fifty-six plots with room to spare, a quarter of a message. */
    public static final int MAX_OPERATION_BYTES = 256 * 1024;

    /** The entries of one message: keeps a slow line and a heartbeat behind it within a tick. */
    public static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    /** The entries of one Prepare: bounds the work of one step. */
    public static final int MAX_BATCH_ENTRIES = 1_024;

    /** Prepares sent and not committed: covers a slow force at full load. */
    public static final int MAX_PREPARES_IN_FLIGHT = 32;

    /** Requests waiting at one replica: one for each session. */
    public static final int MAX_WAITING_REQUESTS = 4_096;

    /** Bytes of requests waiting at one replica. */
    public static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

    /** Sessions of the group: pages, adapters and tools, with room for reloads. */
    public static final int MAX_SESSIONS = 4_096;

    /** A session used within this time is never evicted. */
    public static final long SESSION_IDLE_MICROS = 600_000_000L;

    /** A result kept for repeats. */
    public static final int MAX_RESULT_BYTES = 1_024;

    /** Questions waiting at one replica: four each of a thousand displays. */
    public static final int MAX_WAITING_QUERIES = 4_096;

    /** A question: names of what is wanted, no more. */
    public static final int MAX_QUESTION_BYTES = 4 * 1024;

    /** Questions answered in one step, so that no heartbeat is late for them. */
    public static final int MAX_ANSWERED_IN_A_STEP = 64;

    /** Committed entries kept in memory for replicas that lag a little. */
    public static final long LOG_WINDOW_BYTES = 32L * 1024 * 1024;

    /** Prepares held because one before them is missing. */
    public static final int MAX_HELD_PREPARES = 64;

    /** Damaged ranges that a DoViewChange names. */
    public static final int MAX_DAMAGED_RANGES = 64;

    /** Ops applied in one step, so that heartbeats are not late while a replica catches up. */
    public static final int MAX_APPLIED_IN_A_STEP = 512;

    /** Frames that a start hands out of those it has applied again: a minute. */
    public static final int REPLAYED_FRAMES = 600;

    /**
     * One piece of a checkpoint: two milliseconds of a gigabit line, so that a heartbeat behind it
     * is in time. Part of every checkpoint's digest: never changed.
     */
    public static final int CHECKPOINT_PIECE_BYTES = 256 * 1024;

    /** Members replaced in the life of a group: each is a disk lost. */
    public static final int MAX_REPLACEMENTS = 1_024;

    /** Pieces of a checkpoint: a gigabyte. */
    public static final int MAX_CHECKPOINT_PIECES = 4_096;

    /** Checkpoints that one offer names. */
    public static final int MAX_CHECKPOINTS_OFFERED = 8;

    private Limits() {}
}
