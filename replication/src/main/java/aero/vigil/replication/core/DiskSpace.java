package aero.vigil.replication.core;

/**
 * What a group does when disks are nearly full (replication.md §8): a primary that is short of
 * space gives way to a replica that is not; when all are, requests are refused with that reason.
 * Ticks go on, and readers are served.
 */
final class DiskSpace {

    static final String ALL_LOW = "the disks of all replicas are nearly full";

    private final ReplicaState state;
    private boolean low;

    DiskSpace(ReplicaState state) {
        this.state = state;
    }

    /** Whether this replica's own disk is nearly full. */
    boolean isLow() {
        return low;
    }

    void told(boolean nowLow) {
        if (nowLow != low) {
            low = nowLow;
            state.counters.set("disk.low", low ? 1 : 0);
            state.alarm(
                    low ? "DISK_LOW" : "DISK_HAS_ROOM",
                    low
                            ? "the disk is nearly full: make room; this replica leads no view"
                                    + " while another can"
                            : "the disk has room again");
        }
    }

    /** Whether this primary should give way: it is low, and a backup says that it is not. */
    boolean shouldGiveWay() {
        return low && state.normalOperation.isLeading() && othersWithRoom() > 0;
    }

    /** Whether no request may be ordered any more. */
    boolean refusesRequests() {
        return low && othersWithRoom() == 0 && othersHeard() >= state.quorum() - 1;
    }

    private int othersWithRoom() {
        int count = 0;
        for (int i = 0; i < state.groupSize(); i++) {
            Health health = i == state.index ? null : state.peers.get(i).health;
            count += health != null && !health.lowSpace() ? 1 : 0;
        }
        return count;
    }

    private int othersHeard() {
        int count = 0;
        for (int i = 0; i < state.groupSize(); i++) {
            count += i != state.index && state.peers.get(i).health != null ? 1 : 0;
        }
        return count;
    }
}
