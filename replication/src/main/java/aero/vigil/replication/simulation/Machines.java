package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.ReplicaStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a group: one for each member, and those that once were one, or never were, and
 * run all the same. What is sent to a member comes to all that have its index.
 */
final class Machines {

    /** Makes a machine with an empty disk, or one made by a plain format. */
    interface Factory {
        SimulatedNode make(int index, int machine, Incarnation incarnation, boolean recovering);
    }

    private final Factory factory;
    private final List<SimulatedNode> members = new ArrayList<>();
    private final List<SimulatedNode> others = new ArrayList<>();
    private final long seed;
    private int made;

    /** Machines that hear each other only; a member's two machines may be on two sides. */
    private List<SimulatedNode> apart = List.of();

    /** Whether two machines run for one member: then no other disk is lost. */
    private @Nullable SimulatedNode second;

    Machines(Factory factory, long seed) {
        this.factory = factory;
        this.seed = seed;
    }

    void add(SimulatedNode member) {
        members.add(member);
        made++;
    }

    /** The machines that are the group, by index. */
    List<SimulatedNode> members() {
        return members;
    }

    boolean isMember(SimulatedNode node) {
        return members.get(node.index()) == node;
    }

    /** Whatever runs with this index. */
    List<SimulatedNode> withIndex(int index) {
        List<SimulatedNode> all = new ArrayList<>();
        all.add(members.get(index));
        for (SimulatedNode other : others) {
            if (other.index() == index) {
                all.add(other);
            }
        }
        return all;
    }

    List<SimulatedNode> all() {
        List<SimulatedNode> all = new ArrayList<>(members);
        all.addAll(others);
        return all;
    }

    /** The disk of this incarnation. */
    SimulatedDisk withIncarnation(Incarnation incarnation) {
        for (SimulatedNode each : all()) {
            if (each.disk().is(incarnation)) {
                return each.disk();
            }
        }
        throw new InvariantViolation("a member has a disk", incarnation + " has none");
    }

    /** From now on these hear each other only. */
    void setApart(List<SimulatedNode> side) {
        apart = side;
    }

    void joinAll() {
        apart = List.of();
    }

    /** Whether what this incarnation's machine sends does not come to that machine. */
    boolean areApart(Incarnation sender, SimulatedNode receiver) {
        if (apart.isEmpty()) {
            return false;
        }
        boolean sends = apart.stream().anyMatch(each -> each.disk().is(sender));
        return sends != apart.contains(receiver);
    }

    /** The machine that takes part for this member: the old one, as long as it is not replaced. */
    SimulatedNode acting(int index) {
        for (SimulatedNode each : withIndex(index)) {
            if (each.isUp() && each.status().status() == ReplicaStatus.Status.NORMAL) {
                return each;
            }
        }
        return members.get(index);
    }

    /** Whether no disk has lost anything: what more than f have lost nobody can know. */
    boolean areWhole() {
        return second == null && members.stream().allMatch(each -> each.disk().isWhole());
    }

    /**
     * Whether the right state is known even if one becomes another: each has one of its own, or
     * comes to it by the log that the others still have. Of more than f different states, or of one
     * against one while a third must take either's word, nobody can know the right one.
     */
    boolean areSound() {
        if (!members.stream().allMatch(SimulatedNode::isSound)) {
            return false;
        }
        long reached = members.stream().mapToLong(SimulatedNode::appliedOp).min().orElse(0);
        return members.stream().allMatch(each -> each.disk().firstOp() <= reached + 1);
    }

    /** Whether a member has two machines. */
    boolean isReplacing() {
        return second != null;
    }

    /** A machine with an empty disk that has been made for this member. */
    SimulatedNode makeSecond(int index) {
        SimulatedNode next = factory.make(index, made, nextIncarnation(), true);
        made++;
        others.add(next);
        second = next;
        return next;
    }

    /**
     * From now on that second machine is the member; what the former forced counts as lost.
     *
     * @return the former; null if there is no second
     */
    @Nullable SimulatedNode takeOver() {
        SimulatedNode next = second;
        if (next == null) {
            return null;
        }
        SimulatedNode former = members.set(next.index(), next);
        others.remove(next);
        others.add(former);
        next.disk().hasLost(former.disk());
        second = null;
        return former;
    }

    /** A machine that somebody has made with a plain format. */
    SimulatedNode makeStranger(int index) {
        SimulatedNode stranger = factory.make(index, made, nextIncarnation(), false);
        made++;
        others.add(stranger);
        return stranger;
    }

    Incarnation nextIncarnation() {
        return new Incarnation(seed, 1_000 + made++);
    }
}
