package aero.vigil.replication.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the group's size (VRR §7): learners, the op that ends an epoch, and the entering of
 * the next one.
 *
 * <p>A replica with a place behind those of the members is a <em>learner</em>: it follows as a
 * backup does, and counts for nothing. A {@link Reconfiguration} makes the next one a member, or
 * the last member a learner. It is committed by a majority of the epoch that it ends, in which
 * nothing is ordered behind it. Whoever knows it committed leaves for the view in which the next
 * epoch begins, as for any later view; a majority of the new group's reports meets the one that
 * committed it, so the log chosen there holds it.
 */
public class Growth {

    /** A learner that lacks more is not near the log's end. */
    private static final long NEAR_OPS = 1_024;

    private static final long LAST_EPOCH = Short.MAX_VALUE;

    private final ReplicaState state;

    /** Who was last heard in each place that is none of a member. */
    private final Incarnation[] learners;

    /** The group size that was asked for and is not ordered yet; 0: none. */
    private int wanted;

    protected Growth(ReplicaState state) {
        this.state = state;
        this.learners = new Incarnation[state.places];
        Arrays.fill(learners, Incarnation.NONE);
    }

    /** Somebody is there behind the members. */
    void heard(int place, Incarnation incarnation) {
        if (!learners[place].equals(incarnation)) {
            learners[place] = incarnation;
            state.peers.get(place).forget();
        }
    }

    /** A person wants a group of another size: ordered at the end of this step, or refused. */
    void wanted(int groupSize) {
        if (mayOrder(groupSize)) {
            wanted = groupSize;
        } else {
            state.counters.count("reconfigurations.refused");
        }
    }

    /** This replica leads no more: whoever wanted something asks the next primary. */
    void leaveView() {
        wanted = 0;
    }

    /** At the primary: the op that is to be ordered now, and behind which nothing is. */
    @Nullable Reconfiguration due() {
        int size = wanted;
        wanted = 0;
        if (size == 0 || !mayOrder(size)) {
            return null;
        }
        boolean grows = size > state.groupSize();
        Epoch next = new Epoch(Epoch.numberOf(state.viewNumber) + 1, size);
        return new Reconfiguration(
                0,
                next.firstViewOf(state.index < size ? state.index : 0),
                grows ? learners[size - 1] : Incarnation.NONE);
    }

    private boolean mayOrder(int size) {
        return state.normalOperation.isLeading()
                && !endsEpoch()
                && Epoch.numberOf(state.viewNumber) < LAST_EPOCH
                && isNeighbour(size, state.groupSize())
                && (size < state.groupSize() || isNear(size - 1));
    }

    /** One member more or less: else a majority of the one need not meet one of the other. */
    protected boolean isNeighbour(int size, int groupSize) {
        return Math.abs(size - groupSize) == 1
                && Math.min(size, groupSize) >= Epoch.LEAST_MEMBERS
                && Math.max(size, groupSize) <= Epoch.MOST_MEMBERS;
    }

    /** Whether this learner follows closely, so that it is of use as soon as it is a member. */
    private boolean isNear(int place) {
        Peers.Peer learner = state.peers.get(place);
        Health health = learner.health;
        return state.tick - learner.heardTick <= state.suspicion.timeoutTicks()
                && learner.acknowledgedOp > 0
                && learner.acknowledgedOp >= state.commitNumber - NEAR_OPS
                && health != null
                && health.newestVersion() >= state.execution.unapplied().lastVersion()
                && health.newestVersion() >= state.execution.stateMachine().version();
    }

    /** Whether the log ends this view's epoch: then nothing may stand behind. */
    protected boolean endsEpoch() {
        return state.membership.lastSize().epoch() > Epoch.numberOf(state.viewNumber);
    }

    /** At the end of a step: the op that ended this epoch is committed, so the next one begins. */
    void enterEpoch() {
        Membership members = state.membership;
        Reconfiguration change = awaitsCommit() ? members.committedSize() : members.lastSize();
        if (change.epoch() > Epoch.numberOf(state.viewNumber)) {
            state.counters.count("epochs.entered");
            state.viewChange.leaveFor(change.firstView());
            state.sendToOthers(new Message.NewerView(state.viewNumber));
        }
    }

    /** Whether an epoch begins only when the op that ends the one before is committed. */
    protected boolean awaitsCommit() {
        return true;
    }

    /** The first so many places are those whose acknowledgements and silence count. */
    protected int counted() {
        return state.groupSize();
    }

    /** The members, and the learners that are there. */
    protected final int reach() {
        return state.reach();
    }
}
