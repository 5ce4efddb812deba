package aero.vigil.replication.core;

import aero.vigil.replication.core.Peers.Peer;

/**
 * Whether a primary that is followed should be replaced all the same (rule 1, as changed by adr
 * 0025): only for what another primary would mend. Either what it orders does not reach a majority,
 * or a majority of the others has long had on disk what it has not; not soon, since as long as they
 * have, all is committed without it.
 *
 * <p>Disks that stand still everywhere are no reason: the next primary would wait for the same.
 */
public class GreyPrimary {

    private final ReplicaState state;

    /** What a majority of the others had forced when this replica last had as much. */
    private long othersForcedOp;

    private long asForcedAsOthersTick;

    /** When the commit-number last moved, or there was nothing to commit. */
    private long progressTick;

    protected GreyPrimary(ReplicaState state) {
        this.state = state;
    }

    void beginView() {
        othersForcedOp = 0;
        asForcedAsOthersTick = state.tick;
        progressed();
    }

    /** Ops were committed, or there is another reason why they were not. */
    void progressed() {
        progressTick = state.tick;
    }

    /** Compares this replica's disk with the others' ({@code ownForcedOp}: what it has forced). */
    void clockTick(long ownForcedOp) {
        if (state.commitNumber == state.log.opNumber()) {
            progressed();
        }
        if (ownForcedOp >= othersForcedOp) {
            asForcedAsOthersTick = state.tick;
            othersForcedOp = othersForcedOp(ownForcedOp);
        }
    }

    /** What f + 1 others have forced. */
    protected long othersForcedOp(long ownForcedOp) {
        return state.peers.quorumForcedOpWithout(state.index, state.quorum(), ownForcedOp);
    }

    /** The end of this primary's log, forced or not. */
    protected final long ownOpNumber() {
        return state.log.opNumber();
    }

    /** Whether its own disk is what holds it back: the others' have gone on without it. */
    boolean isDiskBehindOthers() {
        return state.tick - asForcedAsOthersTick > patienceTicks();
    }

    /** How long its disk may lag behind others that commit without it, and they behind the log. */
    protected long patienceTicks() {
        return Timing.MAX_TIMEOUT_TICKS;
    }

    /** Whether nothing gets committed since too few have so much as received it. */
    boolean isUnheard(long ownForcedOp) {
        return state.tick - progressTick >= state.suspicion.timeoutTicks()
                && received(ownForcedOp) < state.quorum();
    }

    /** How many replicas that are there have what the next op needs, or are on the way to it. */
    private int received(long ownForcedOp) {
        int received = ownForcedOp > state.commitNumber ? 1 : 0;
        for (int i = 0; i < state.groupSize(); i++) {
            if (i != state.index && hasReceived(state.peers.get(i))) {
                received++;
            }
        }
        return received;
    }

    private boolean hasReceived(Peer peer) {
        long timeout = state.suspicion.timeoutTicks();
        long held = Math.max(peer.appendedOp, peer.acknowledgedOp);
        boolean hasIt = held > state.commitNumber;
        boolean catchesUp = held < state.commitNumber && isAdvancing(peer);
        return (hasIt || catchesUp) && state.tick - peer.heardTick <= timeout;
    }

    /** Whether its log grows, or is about to begin at a checkpoint that is coming to it. */
    private boolean isAdvancing(Peer peer) {
        Health health = peer.health;
        return state.tick - peer.appendedTick <= patienceTicks()
                || (health != null && health.catchingUp());
    }
}
