package aero.vigil.airspace.flight;

import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed about a flight between the sectors it crosses, and what is proposed and not
 * answered yet.
 *
 * <p>Invariant: one agreement and one open proposal at most for each pair of sectors.
 *
 * @param agreed oldest first
 * @param proposals oldest first
 * @param planChange offered to whoever controls the flight, or null
 * @param lastNumber the greatest number given to a proposal or change
 */
public record Coordination(
        List<Agreement> agreed,
        List<Proposal> proposals,
        @Nullable PlanChange planChange,
        int lastNumber) {

    /** Most agreements of a flight; beyond, the oldest is history. */
    static final int MOST_AGREED = 16;

    /** Most proposals of a flight open at once. */
    public static final int MOST_PROPOSALS = 8;

    /** Nothing agreed and nothing proposed. */
    public static final Coordination NONE = new Coordination(List.of(), List.of(), null, 0);

    public Coordination {
        agreed = List.copyOf(agreed);
        proposals = List.copyOf(proposals);
    }

    /** What is agreed between two sectors, or null. */
    public @Nullable Agreement agreement(String from, String to) {
        for (Agreement one : agreed) {
            if (one.crossing().isBetween(from, to)) {
                return one;
            }
        }
        return null;
    }

    /** The level agreed for the entry of a sector, whole flight levels, 0: none. */
    public int entryLevel(String sector) {
        int level = 0;
        for (Agreement one : agreed) {
            level = one.crossing().to().equals(sector) ? one.crossing().level() : level;
        }
        return level;
    }

    /** What is proposed between two sectors and not answered yet, or null. */
    public @Nullable Proposal open(String from, String to) {
        for (Proposal one : proposals) {
            if (one.crossing().isBetween(from, to)) {
                return one;
            }
        }
        return null;
    }

    /** The open proposal of this number, or null. */
    public @Nullable Proposal proposal(int number) {
        for (Proposal one : proposals) {
            if (one.number() == number) {
                return one;
            }
        }
        return null;
    }

    /** The same with a proposal, in place of what was proposed between the same sectors. */
    public Coordination proposing(Crossing crossing, String by, String user, long nowMicros) {
        List<Proposal> all = without(proposals, one -> isSame(one.crossing(), crossing));
        all.add(new Proposal(lastNumber + 1, crossing, by, user, nowMicros));
        return new Coordination(agreed, all, planChange, lastNumber + 1);
    }

    /** The same with an agreement, which ends what was proposed or agreed between these sectors. */
    public Coordination agreeing(Crossing crossing, int version, long nowMicros) {
        Agreement before = agreement(crossing.from(), crossing.to());
        List<Agreement> all = without(agreed, one -> isSame(one.crossing(), crossing));
        Crossing whole = before == null ? crossing : crossing.completedBy(before.crossing());
        all.add(new Agreement(whole, version, nowMicros));
        int cut = Math.max(0, all.size() - MOST_AGREED);
        return new Coordination(
                all.subList(cut, all.size()),
                without(proposals, one -> isSame(one.crossing(), crossing)),
                planChange,
                lastNumber);
    }

    /** The same without a proposal. */
    public Coordination without(Proposal proposal) {
        return new Coordination(
                agreed, without(proposals, one -> one.equals(proposal)), planChange, lastNumber);
    }

    /** The same without an agreement. */
    public Coordination without(Agreement agreement) {
        return new Coordination(
                without(agreed, one -> one.equals(agreement)), proposals, planChange, lastNumber);
    }

    /** The same with a change of the plan offered, together with one that is open already. */
    Coordination offering(FiledPlan change, long nowMicros) {
        FiledPlan all = planChange == null ? change : planChange.change().together(change);
        return new Coordination(
                agreed, proposals, new PlanChange(lastNumber + 1, all, nowMicros), lastNumber + 1);
    }

    /** The same with no change of the plan offered. */
    Coordination withoutPlanChange() {
        return new Coordination(agreed, proposals, null, lastNumber);
    }

    /** The same after a sector has assumed the flight: its entry is settled. */
    public Coordination assumedBy(String sector) {
        return new Coordination(
                agreed,
                without(proposals, one -> one.crossing().to().equals(sector)),
                planChange,
                lastNumber);
    }

    /** What is left of it when the flight is over. */
    Coordination over() {
        return new Coordination(agreed, List.of(), null, lastNumber);
    }

    private static boolean isSame(Crossing one, Crossing other) {
        return one.isBetween(other.from(), other.to());
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone) {
        List<T> left = new ArrayList<>(all);
        left.removeIf(gone);
        return left;
    }

    void write(StateOutput out) {
        out.writeInt(agreed.size());
        agreed.forEach(one -> one.write(out));
        out.writeInt(proposals.size());
        proposals.forEach(one -> one.write(out));
        out.writeBoolean(planChange != null);
        if (planChange != null) {
            planChange.write(out);
        }
        out.writeInt(lastNumber);
    }

    static Coordination read(StateInput in) {
        List<Agreement> agreed = new ArrayList<>();
        for (int i = in.readLength(28); i > 0; i--) {
            agreed.add(Agreement.read(in));
        }
        List<Proposal> proposals = new ArrayList<>();
        for (int i = in.readLength(36); i > 0; i--) {
            proposals.add(Proposal.read(in));
        }
        PlanChange change = in.readBoolean() ? PlanChange.read(in) : null;
        return new Coordination(agreed, proposals, change, in.readInt());
    }
}
