package aero.vigil.replication.core;

import java.util.List;

/**
 * What a replica says of itself, at one moment.
 *
 * @param index its place in the member list
 * @param groupSize how many members the group has in its view; who has a later place is a learner
 * @param status what it takes part in
 * @param viewNumber its view
 * @param primary the primary of that view
 * @param leading whether it is that primary and takes requests
 * @param opNumber the end of its log
 * @param commitNumber what it knows to be committed
 * @param appliedOp what it has applied
 * @param forcedOp what its journal is forced through
 * @param frameNumber the last frame cut
 * @param frameDigest the digest of that frame
 * @param lagOps how far applying is behind the greatest commit-number heard of
 * @param sinceQuorumMicros since f others were last heard, or a tick was due after the latest op
 *     known to be committed, whichever is later; 0 for a group of one
 * @param clusterClockMicros the cluster clock now
 * @param lastTickMicros the stamp of the last frame's tick
 * @param clockOffsetMicros own wall clock minus the cluster clock
 * @param checkpointOp the last checkpoint published
 * @param vouchedOp the last checkpoint that f + 1 replicas have with the same bytes, says the log
 * @param version of the state machine in force
 * @param newestVersion that this build can run
 * @param diverged whether its state is another than a majority's: it serves nobody
 * @param passedByAllOp what every member's log is durable through and known committed at, as far as
 *     the primary has heard
 * @param timeoutMicros the silence after which the primary is suspected
 * @param peers the others, by index
 * @param counters sorted by name
 */
public record ReplicaStatus(
        int index,
        int groupSize,
        Status status,
        long viewNumber,
        int primary,
        boolean leading,
        long opNumber,
        long commitNumber,
        long appliedOp,
        long forcedOp,
        long frameNumber,
        Digest frameDigest,
        long lagOps,
        long sinceQuorumMicros,
        long clusterClockMicros,
        long lastTickMicros,
        long clockOffsetMicros,
        long checkpointOp,
        long vouchedOp,
        int version,
        int newestVersion,
        boolean diverged,
        long passedByAllOp,
        long timeoutMicros,
        List<Peer> peers,
        List<Counter> counters) {

    public ReplicaStatus {
        peers = List.copyOf(peers);
        counters = List.copyOf(counters);
    }

    /** What a replica takes part in. */
    public enum Status {
        /** In a view, with its log. */
        NORMAL,
        /** Has durably left its last view, and has not adopted the log of the next. */
        VIEW_CHANGE,
        /** Has lost something it promised; takes part in no quorum. */
        RECOVERING
    }

    /**
     * Another replica, as seen from here.
     *
     * @param index its place in the member list
     * @param connected whether there is a connection
     * @param heardMicrosAgo since its last message; a long time if there was none
     * @param opNumber the last op it is known to have forced
     * @param commitNumber what it last said it knew to be committed
     */
    public record Peer(
            int index, boolean connected, long heardMicrosAgo, long opNumber, long commitNumber) {}

    /** Something that happened so many times since the start. */
    public record Counter(String name, long value) {}

    /** Whether it counts for nothing in its view. */
    public boolean isLearner() {
        return index >= groupSize;
    }

    /** How old the picture is: the cluster clock minus the stamp of the last frame's tick. */
    public long ageMicros() {
        return Math.max(0, clusterClockMicros - lastTickMicros);
    }
}
