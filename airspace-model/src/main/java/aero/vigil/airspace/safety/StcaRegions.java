package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.PlaneVolume;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where which parameters of STCA hold. Two aircraft in different regions go by the stricter of the
 * two in everything.
 */
public final class StcaRegions {

    private final List<Region> regions;

    /** By the indexes of two regions; the last index is the airspace outside all. */
    private final StcaFilters[][] filters;

    private final StcaFilters widest;

    /**
     * A region.
     *
     * @param parameters null: two inside it are no conflict
     */
    public record Region(
            String name, List<PlaneVolume> volumes, @Nullable StcaParameters parameters) {
        public Region {
            volumes = List.copyOf(volumes);
        }

        private boolean contains(double x, double y, double feet) {
            for (PlaneVolume volume : volumes) {
                if (volume.contains(x, y, feet)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param outside holds where no region does
     * @param regions the first that holds an aircraft counts
     */
    public StcaRegions(StcaParameters outside, List<Region> regions) {
        this.regions = List.copyOf(regions);
        List<StcaParameters> parameters = new ArrayList<>();
        StcaParameters strictest = outside;
        for (Region region : this.regions) {
            StcaParameters own = region.parameters();
            parameters.add(own == null ? outside : own);
            strictest = own == null ? strictest : strictest.stricter(own);
        }
        parameters.add(outside);
        int count = parameters.size();
        filters = new StcaFilters[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                filters[a][b] = new StcaFilters(parameters.get(a).stricter(parameters.get(b)));
            }
        }
        widest = new StcaFilters(strictest);
    }

    /** The index of the region that holds an aircraft; of all outside when none does. */
    int indexAt(double x, double y, double feet) {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).contains(x, y, feet)) {
                return i;
            }
        }
        return regions.size();
    }

    /**
     * What two in these regions are tested against; null: they are not, both in an inhibited one.
     */
    @Nullable StcaFilters between(int a, int b) {
        boolean isInhibited = a == b && a < regions.size() && regions.get(a).parameters() == null;
        return isInhibited ? null : filters[a][b];
    }

    /** What no pair anywhere exceeds: for the coarse filter. */
    StcaFilters widest() {
        return widest;
    }
}
