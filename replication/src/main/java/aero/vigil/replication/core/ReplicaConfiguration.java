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
        if (index < 0 || index >= genesis.members().size()) {
            throw new IllegalArgumentException(
                    "there is no member " + index + " in a group of " + genesis.members().size());
        }
    }

    /** The number of replicas, N. */
    public int groupSize() {
        return genesis.members().size();
    }

    /** The failures tolerated, f = (N − 1) / 2. */
    public int failuresTolerated() {
        return (groupSize() - 1) / 2;
    }

    /** f + 1. */
    public int quorum() {
        return failuresTolerated() + 1;
    }

    /** The primary of a view: views go round the members. */
    public int primaryOf(long viewNumber) {
        return (int) (viewNumber % groupSize());
    }
}
