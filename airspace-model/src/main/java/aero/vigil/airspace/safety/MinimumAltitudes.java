package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.PlaneVolume;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.MinimumAltitude;
import java.util.ArrayList;
import java.util.List;

/** The adaptation's minimum altitudes on the plane. */
final class MinimumAltitudes {

    /** Stands where no minimum is given. */
    static final int NONE = Integer.MIN_VALUE;

    private final List<PlaneVolume> places = new ArrayList<>();
    private final List<Integer> feet = new ArrayList<>();
    private int highest = NONE;

    MinimumAltitudes(Region region) {
        for (MinimumAltitude minimum : region.adaptation().safetyNets().minimumAltitudes()) {
            places.add(region.laid(minimum.border(), 0, 1));
            feet.add(minimum.feet());
            highest = Math.max(highest, minimum.feet());
        }
    }

    /** The highest there is anywhere, feet above mean sea level, or {@link #NONE}. */
    int highest() {
        return highest;
    }

    /** The highest that holds at a place, or {@link #NONE}. */
    int at(double x, double y) {
        int found = NONE;
        for (int i = 0; i < places.size(); i++) {
            if (feet.get(i) > found && places.get(i).containsLaterally(x, y)) {
                found = feet.get(i);
            }
        }
        return found;
    }
}
