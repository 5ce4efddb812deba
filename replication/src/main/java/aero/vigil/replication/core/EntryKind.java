package aero.vigil.replication.core;

/** What an operation of the log is. */
public enum EntryKind {
    /** Op 1: the group itself. Its hash is the cluster id. */
    GENESIS(1),
    /** An operation of a session, given to the state machine. */
    COMMAND(2),
    /** The opening of a session; carries a {@link SessionIdentity}. */
    REGISTER(3),
    /** The passing of time, made by the primary; cuts a frame. */
    TICK(4),
    /** A checkpoint that f + 1 replicas report with the same digest, a {@link CheckpointId}. */
    CHECKPOINT_VOUCHED(5),
    /** Another incarnation of a member, made by the primary (rule 20). */
    REPLACE_MEMBER(6),
    /** A person has ended the log before this op ({@link Resolution}). */
    RESOLVE(7),
    /** From here on this version of the state machine is in force; carries its number. */
    UPGRADE(9),
    /** The last op of an epoch: the group is another from here on (VRR §7). */
    RECONFIGURE(10);

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    /** The number of this kind in hashes and records; never reused. */
    public int code() {
        return code;
    }

    /**
     * The kind with this number.
     *
     * @throws IllegalArgumentException if this build knows no such kind
     */
    public static EntryKind ofCode(int code) {
        return switch (code) {
            case 1 -> GENESIS;
            case 2 -> COMMAND;
            case 3 -> REGISTER;
            case 4 -> TICK;
            case 5 -> CHECKPOINT_VOUCHED;
            case 6 -> REPLACE_MEMBER;
            case 7 -> RESOLVE;
            case 9 -> UPGRADE;
            case 10 -> RECONFIGURE;
            default -> throw new IllegalArgumentException("unknown kind of log entry: " + code);
        };
    }
}
