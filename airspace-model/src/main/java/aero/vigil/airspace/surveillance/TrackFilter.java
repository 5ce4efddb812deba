package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.History.Snapshot;
import org.jspecify.annotations.Nullable;

/** Runs a track's two filters over its history, putting late plots in where they belong. */
final class TrackFilter {

    private final ImmFilter horizontal = new ImmFilter();
    private double distance;
    private boolean hasRestarted;

    /** Normalised innovation squared of the latest plot updated or gated with. */
    double distance() {
        return distance;
    }

    /** ln det S that belongs to {@link #distance} after {@link #gate}. */
    double logDeterminant() {
        return horizontal.logDeterminant();
    }

    /** Whether the latest update had to begin the filter again from the plot alone. */
    boolean hasRestarted() {
        return hasRestarted;
    }

    History start(Measurement first) {
        return History.of(new Snapshot(first, horizontal.start(first), nextVertical(null, first)));
    }

    /** A history of one state that was told with its velocity, metres a second on the plane. */
    History startMoving(Measurement told, double vx, double vy, @Nullable VerticalState vertical) {
        return History.of(
                new Snapshot(
                        told, horizontal.startMoving(told, vx, vy), nextVertical(vertical, told)));
    }

    /** The track's history with one more plot, or null when the plot is too late for it. */
    @Nullable History update(TrackRow row, Measurement plot) {
        return update(row.history(), row.isHistoryWhole(), plot);
    }

    /**
     * The history with one more plot, or null when the plot is too late for it.
     *
     * @param isWhole whether it begins with the track's first plot: then a plot from before that
     *     one begins the track anew and all others follow
     */
    @Nullable History update(History history, boolean isWhole, Measurement plot) {
        int base = history.baseFor(plot.timeMicros());
        if (base < 0) {
            return isWhole && history.reaches(plot.timeMicros()) ? begunBy(plot, history) : null;
        }
        hasRestarted = false;
        Snapshot[] later = new Snapshot[history.size() - base];
        Snapshot before = history.get(base);
        later[0] = next(before, plot);
        double ownDistance = horizontal.distance();
        for (int i = 1; i < later.length; i++) {
            later[i] = next(later[i - 1], history.get(base + i).measurement());
        }
        distance = ownDistance;
        return history.replacedAfter(base, later);
    }

    private History begunBy(Measurement plot, History history) {
        hasRestarted = false;
        Snapshot[] later = new Snapshot[history.size()];
        Snapshot before = start(plot).latest();
        for (int i = 0; i < later.length; i++) {
            later[i] = next(i == 0 ? before : later[i - 1], history.get(i).measurement());
            distance = i == 0 ? horizontal.distance() : distance;
        }
        return History.of(before).replacedAfter(0, later);
    }

    /** Measures how far a plot is from a track; false when it is too late for its history. */
    boolean gate(TrackRow row, Measurement plot) {
        History history = row.history();
        int base = history.baseFor(plot.timeMicros());
        if (base >= 0) {
            Snapshot before = history.get(base);
            horizontal.gate(before.horizontal(), seconds(before, plot), plot);
        } else if (row.isHistoryWhole() && history.reaches(plot.timeMicros())) {
            Measurement first = history.get(0).measurement();
            double apart = (first.timeMicros() - plot.timeMicros()) / 1e6;
            horizontal.gate(horizontal.start(plot), apart, first);
        } else {
            return false;
        }
        distance = horizontal.distance();
        return Double.isFinite(distance);
    }

    PlanarMotion motion(History history) {
        Snapshot latest = history.latest();
        return horizontal.estimate(latest.horizontal(), latest.timeMicros());
    }

    private Snapshot next(Snapshot before, Measurement plot) {
        double[] state = horizontal.update(before.horizontal(), seconds(before, plot), plot);
        if (!ImmFilter.isSound(state)) {
            state = horizontal.start(plot);
            hasRestarted = true;
        }
        return new Snapshot(plot, state, nextVertical(before.vertical(), plot));
    }

    private static @Nullable VerticalState nextVertical(
            @Nullable VerticalState before, Measurement plot) {
        return plot.flightLevel() == Plot.ABSENT
                ? before
                : VerticalFilter.update(before, plot.timeMicros(), plot.flightLevel());
    }

    private static double seconds(Snapshot before, Measurement plot) {
        return (plot.timeMicros() - before.timeMicros()) / 1e6;
    }
}
