package aero.vigil.replication.core;

/**
 * Which replica of which group this is.
 *
 * @param genesis the group, from op 1
 * @param index this replica's place in the member list
 * @param timing its timeouts, the same for all members
 * @param bounds its memory and messages
 * @param acknowledgedWhen when it says that it has an entry, the same for all members
 * @param release the software it runs, as one number: see {@link AgreedFrame}
 */
public record ReplicaConfiguration(
        Genesis genesis,
        int index,
        Timing timing,
        Bounds bounds,
        AcknowledgedWhen acknowledgedWhen,
        long release) {

    /** With the bounds of a running replica. */
    public ReplicaConfiguration(Genesis genesis, int index, Timing timing) {
        this(genesis, index, timing, Bounds.standard(), 0);
    }

    /** One that acknowledges what it has forced. */
    public ReplicaConfiguration(
            Genesis genesis, int index, Timing timing, Bounds bounds, long release) {
        this(genesis, index, timing, bounds, AcknowledgedWhen.FORCED, release);
    }

    /** The same group and member, acknowledging otherwise. */
    public ReplicaConfiguration with(AcknowledgedWhen when) {
        return new ReplicaConfiguration(genesis, index, timing, bounds, when, release);
    }

    /** The same with other bounds. */
    public ReplicaConfiguration with(Bounds other) {
        return new ReplicaConfiguration(genesis, index, timing, other, acknowledgedWhen, release);
    }

    public ReplicaConfiguration {
        if (index < 0 || index >= placesOf(genesis)) {
            throw new IllegalArgumentException(
                    "there is no member " + index + " in a group of " + genesis.members().size());
        }
    }

    /** How many members there may ever be; who has a place and is no member is a learner. */
    int places() {
        return placesOf(genesis);
    }

    private static int placesOf(Genesis genesis) {
        return Epoch.places(genesis.members().size());
    }

    /** The number of replicas, N, in the epoch that op 1 begins. */
    public int groupSize() {
        return genesis.members().size();
    }

    /** The number of replicas, N, in the epoch of this view. */
    int groupSize(long viewNumber) {
        return Epoch.groupSizeOf(viewNumber, groupSize());
    }

    /** The failures tolerated in the epoch that op 1 begins, f = (N − 1) / 2. */
    public int failuresTolerated() {
        return (groupSize() - 1) / 2;
    }

    /** f + 1, in the epoch that op 1 begins. */
    public int quorum() {
        return failuresTolerated() + 1;
    }

    /** The primary of a view: the views of an epoch go round its members. */
    public int primaryOf(long viewNumber) {
        return Epoch.primaryOf(viewNumber, groupSize());
    }
}
