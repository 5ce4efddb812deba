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

    void read(StateInput in) {
        List<Boolean> used = new ArrayList<>();
        for (int i = 0; i < funnels.size(); i++) {
            used.add(in.readBoolean());
        }
        inUse.set(List.copyOf(used));
        revision.set(in.readLong());
    }
}
