package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/**
 * The winds by which trajectories are flown: layers by level, straight between them, the lowest and
 * highest beyond them; none: still air.
 */
public final class Winds {

    /** Slowest over the ground that anything is planned, m/s: into a wind it cannot overcome. */
    private static final double SLOWEST = 20;

    private final Cell<List<WindLayer>> layers;
    private final Cell<Integer> version;

    public Winds(UnitOfWork work) {
        layers = new Cell<>(work, List.of());
        version = new Cell<>(work, 0);
    }

    /**
     * Replaces all layers.
     *
     * @param rising by level
     */
    public void set(List<WindLayer> rising) {
        layers.set(List.copyOf(rising));
        version.set(version.get() + 1);
    }

    /** All trajectories are to be flown again: through another airspace. */
    public void flyAgain() {
        version.set(version.get() + 1);
    }

    /** All layers, rising by level. */
    public List<WindLayer> layers() {
        return layers.get();
    }

    /** Grows with each change: a trajectory flown by another is to be flown again. */
    public int version() {
        return version.get();
    }

    /**
     * Speed over the ground along a course, m/s.
     *
     * @param trueAirspeed m/s
     * @param east of the course, with {@code north} a unit vector
     */
    double groundSpeed(double trueAirspeed, double east, double north, double feet) {
        List<WindLayer> all = layers.get();
        if (all.isEmpty()) {
            return trueAirspeed;
        }
        int above = 0;
        while (above < all.size() && all.get(above).feet() < feet) {
            above++;
        }
        WindLayer low = all.get(Math.max(0, above - 1));
        WindLayer high = all.get(Math.min(all.size() - 1, above));
        double span = high.feet() - low.feet();
        double part = span <= 0 ? 0 : (feet - low.feet()) / span;
        double windEast = between(low.eastMetresPerSecond(), high.eastMetresPerSecond(), part);
        double windNorth = between(low.northMetresPerSecond(), high.northMetresPerSecond(), part);
        double along = windEast * east + windNorth * north;
        double across = windEast * north - windNorth * east;
        double forward = Math.sqrt(Math.max(0, trueAirspeed * trueAirspeed - across * across));
        return Math.max(SLOWEST, forward + along);
    }

    private static double between(double low, double high, double part) {
        return low + (high - low) * part;
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        List<WindLayer> all = layers.get();
        int number = version.get();
        return out -> {
            out.writeInt(number);
            out.writeInt(all.size());
            all.forEach(layer -> layer.write(out));
        };
    }

    /** Reads what a capture wrote. */
    public void read(StateInput in) {
        version.set(in.readInt());
        List<WindLayer> all = new ArrayList<>();
        for (int i = in.readLength(12); i > 0; i--) {
            all.add(WindLayer.read(in));
        }
        layers.set(List.copyOf(all));
    }
}
