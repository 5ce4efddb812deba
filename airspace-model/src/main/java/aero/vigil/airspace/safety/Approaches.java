package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/** The final approaches, and which runways are in use. */
public final class Approaches {

    private final List<ApproachFunnel> funnels = new ArrayList<>();
    private final RevisionCounter revisions;

    /** Whether each is in use, in the adaptation's order. */
    private final Cell<List<Boolean>> inUse;

    private final Cell<Long> revision;

    /** A runway and whether it is landed on. */
    public record RunwayState(String airport, String runway, boolean isInUse) {}

    Approaches(UnitOfWork work, RevisionCounter revisions, Region region) {
        this.revisions = revisions;
        List<Boolean> initially = new ArrayList<>();
        for (Approach approach : region.adaptation().safetyNets().approaches()) {
            funnels.add(new ApproachFunnel(approach, region));
            initially.add(approach.inUse());
        }
        inUse = new Cell<>(work, List.copyOf(initially));
        revision = new Cell<>(work, 0L);
    }

    int count() {
        return funnels.size();
    }

    ApproachFunnel funnel(int index) {
        return funnels.get(index);
    }

    boolean isInUse(int index) {
        return inUse.get().get(index);
    }

    /** Whether a place is in the funnel of a runway in use. */
    boolean isInFunnel(double x, double y, double feet) {
        for (int i = 0; i < funnels.size(); i++) {
            if (isInUse(i) && funnels.get(i).contains(x, y, feet)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the adaptation has an approach to a runway. */
    boolean isKnown(String airport, String runway) {
        for (ApproachFunnel funnel : funnels) {
            if (funnel.approach().airport().equals(airport)
                    && funnel.approach().runway().equals(runway)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the adaptation has any approach to an airport. */
    boolean isKnown(String airport) {
        for (ApproachFunnel funnel : funnels) {
            if (funnel.approach().airport().equals(airport)) {
                return true;
            }
        }
        return false;
    }

    /** These runways of an airport are in use from now on, and no other of it. */
    void use(String airport, List<String> runways) {
        List<Boolean> after = new ArrayList<>(inUse.get());
        for (int i = 0; i < funnels.size(); i++) {
            Approach approach = funnels.get(i).approach();
            if (approach.airport().equals(airport)) {
                after.set(i, runways.contains(approach.runway()));
            }
        }
        inUse.set(List.copyOf(after));
        revision.set(revisions.next());
    }

    List<RunwayState> all() {
        List<RunwayState> all = new ArrayList<>();
        for (int i = 0; i < funnels.size(); i++) {
            Approach approach = funnels.get(i).approach();
            all.add(new RunwayState(approach.airport(), approach.runway(), isInUse(i)));
        }
        return all;
    }

    long revision() {
        return revision.get();
    }

    StateCapture capture() {
        List<Boolean> used = inUse.get();
        long revisionNow = revision.get();
        return out -> {
            used.forEach(out::writeBoolean);
            out.writeLong(revisionNow);
        };
    }

    /**
     * Reads what a capture wrote. A runway new at an airport that had others is not in use.
     *
     * @param before the approaches at that time, in their order
     */
    void read(StateInput in, List<Approach> before) {
        List<Boolean> used = new ArrayList<>(inUse.get());
        for (int i = 0; i < funnels.size(); i++) {
            String airport = funnels.get(i).approach().airport();
            boolean wasKnown = before.stream().anyMatch(one -> one.airport().equals(airport));
            used.set(i, used.get(i) && !wasKnown);
        }
        for (int i = 0; i < before.size(); i++) {
            boolean wasInUse = in.readBoolean();
            int present = presentIndex(i, before);
            if (present >= 0) {
                used.set(present, wasInUse);
            }
        }
        inUse.set(List.copyOf(used));
        revision.set(in.readLong());
    }

    /** The present index of the approach that had this one among these, from 0; -1: it is gone. */
    int presentIndex(int index, List<Approach> before) {
        for (int i = 0; i < funnels.size() && index >= 0 && index < before.size(); i++) {
            Approach approach = funnels.get(i).approach();
            if (approach.airport().equals(before.get(index).airport())
                    && approach.runway().equals(before.get(index).runway())) {
                return i;
            }
        }
        return -1;
    }
}
