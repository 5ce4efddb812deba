package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import aero.vigil.airspace.runway.RunwaysInUse;
import java.util.ArrayList;
import java.util.List;

/** The final approaches, of which those to runways in use count. */
final class Approaches {

    private final List<ApproachFunnel> funnels = new ArrayList<>();
    private final RunwaysInUse runways;

    Approaches(Region region, RunwaysInUse runways) {
        this.runways = runways;
        for (Approach approach : region.adaptation().safetyNets().approaches()) {
            funnels.add(new ApproachFunnel(approach, region));
        }
    }

    int count() {
        return funnels.size();
    }

    ApproachFunnel funnel(int index) {
        return funnels.get(index);
    }

    boolean isInUse(int index) {
        return runways.isLandedOn(index);
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
