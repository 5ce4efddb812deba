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

    private static final Input.Reconfigure NOTHING = new Input.Reconfigure(0);

    private final ReplicaState state;

    /** Who was last heard in each place that is none of a member. */
    private final Incarnation[] learners;

    /** What was asked for and is not ordered yet. */
    private Input.Reconfigure wanted = NOTHING;

    /** Whether this replica was a member at some time since its start. */
    private boolean beenMember;

    protected Growth(ReplicaState state) {
        this.state = state;
        this.learners = new Incarnation[state.places];
        Arrays.fill(learners, Incarnation.NONE);
    }

    /** What the disk holds is here again: who was taken out before may wait to be added again. */
    void started() {
        beenMember = state.isMember();
    }

    /** A view has begun here. */
    void viewEntered() {
        beenMember |= state.isMember();
    }

    /** A change of the size takes effect; who has slept may learn so of its whole membership. */
    void applied(Reconfiguration change) {
        beenMember |= change.adds(state.index) && change.added().equals(state.incarnation);
    }

    /**
     * Whether it was a member, and counts for nothing in an epoch that a majority of the members
     * has begun, so that they need nothing of it any more: they have committed something of that
     * epoch.
     */
    final boolean isTakenOut() {
        return beenMember
                && !state.isMember()
                && state.isNormal()
                && state.commitNumber > state.adoptedOp;
    }

    /** Somebody is there behind the members. */
    void heard(int place, Incarnation incarnation) {
        if (!learners[place].equals(incarnation)) {
            learners[place] = incarnation;
            state.peers.get(place).forget();
        }
    }

    /** A person wants a group of another size: ordered at the end of this step, or refused. */
    void wanted(Input.Reconfigure asked) {
        if (refusal(asked) == null) {
            wanted = asked;
        } else {
            state.counters.count("reconfigurations.refused");
        }
    }

    /** This replica leads no more: whoever wanted something asks the next primary. */
    void leaveView() {
        wanted = NOTHING;
    }

    /** At the primary: the op that is to be ordered now, and behind which nothing is. */
    @Nullable Reconfiguration due() {
        Input.Reconfigure asked = wanted;
        wanted = NOTHING;
        int size = asked.groupSize();
        if (size == 0 || refusal(asked) != null) {
            return null;
        }
        boolean grows = size > state.groupSize();
        Epoch next = new Epoch(Epoch.numberOf(state.viewNumber) + 1, size);
        return new Reconfiguration(
                0,
                next.firstViewOf(state.index < size ? state.index : 0),
                grows ? learners[size - 1] : Incarnation.NONE,
                grows ? asked.addresses() : MemberAddresses.NONE);
    }

    /** Why this cannot be ordered here and now; null: it can. */
    final @Nullable ResizeRefusal refusal(Input.Reconfigure asked) {
        int size = asked.groupSize();
        if (!state.normalOperation.isLeading()) {
            return ResizeRefusal.NOT_PRIMARY;
        } else if (endsEpoch()) {
            return ResizeRefusal.CHANGE_UNDER_WAY;
        } else if (Epoch.numberOf(state.viewNumber) >= LAST_EPOCH) {
            return ResizeRefusal.NO_EPOCH_LEFT;
        } else if (Math.min(size, state.groupSize()) < Epoch.LEAST_MEMBERS
                || Math.max(size, state.groupSize()) > Epoch.MOST_MEMBERS) {
            return ResizeRefusal.OUT_OF_BOUNDS;
        } else if (!isNeighbour(size, state.groupSize())) {
            return ResizeRefusal.NOT_BY_ONE;
        }
        return size < state.groupSize() ? null : refusalOf(size - 1, asked.added());
    }

    /** The same for a person, who shall not be left with a group that stands still. */
    final @Nullable ResizeRefusal refusalToPerson(Input.Reconfigure asked) {
        ResizeRefusal refusal = refusal(asked);
        return refusal == null && heard(asked.groupSize()) < Epoch.majorityOf(asked.groupSize())
                ? ResizeRefusal.TOO_FEW_HEARD
                : refusal;
    }

    private int heard(int size) {
        int heard = 0;
        for (int i = 0; i < size; i++) {
            heard += i == state.index || isHeard(state.peers.get(i)) ? 1 : 0;
        }
        return heard;
    }

    private boolean isHeard(Peers.Peer peer) {
        return state.tick - peer.heardTick <= state.suspicion.timeoutTicks();
    }

    /** One member more or less: else a majority of the one need not meet one of the other. */
    protected boolean isNeighbour(int size, int groupSize) {
        return Math.abs(size - groupSize) == 1;
    }

    /** A learner that follows closely is of use as soon as it is a member. */
    private @Nullable ResizeRefusal refusalOf(int place, Incarnation meant) {
        Peers.Peer learner = state.peers.get(place);
        Health health = learner.health;
        if (learners[place].equals(Incarnation.NONE)
                || !isHeard(learner)
                || !(meant.equals(Incarnation.NONE) || meant.equals(learners[place]))) {
            return ResizeRefusal.LEARNER_ABSENT;
        } else if (learner.acknowledgedOp == 0
                || learner.acknowledgedOp < state.commitNumber - NEAR_OPS
                || health == null) {
            return ResizeRefusal.LEARNER_BEHIND;
        }
        return health.newestVersion() >= state.execution.unapplied().lastVersion()
                        && health.newestVersion() >= state.execution.stateMachine().version()
                ? null
                : ResizeRefusal.LEARNER_OLD;
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
