package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.SystemTrack.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tracks as another centre tells them, where no sensor of our own covers: its state replaces ours,
 * whole. It is filtered already, so it is never one more measurement (airspace algorithms §4.10).
 */
final class ReplacementTracks {

    private static final int HITS = 2;

    private final Sensors sensors;
    private final TrackTable tracks;
    private final TrackFilter filter;
    private final Tracker tracker;

    ReplacementTracks(Sensors sensors, TrackTable tracks, TrackFilter filter, Tracker tracker) {
        this.sensors = sensors;
        this.tracks = tracks;
        this.filter = filter;
        this.tracker = tracker;
    }

    /** Takes one state of another centre's track. */
    PlotOutcome take(AdmittedPlot plot, ReportedPosition told, long nowMicros) {
        Measurement at = tracker.place(plot, null);
        if (sensors.coversOwn(at.xMetres(), at.yMetres(), nowMicros)) {
            return PlotOutcome.rejected(PlotReject.COVERED_BY_OWN_SENSOR);
        }
        Radar centre = sensors.radar(plot.radar());
        double[] velocity = centre.velocity(told);
        TrackRow row = known(plot, at);
        if (row == null) {
            History history = filter.startMoving(at, velocity[0], velocity[1], null);
            int number =
                    tracks.begin(
                            TrackLife.begun(at.timeMicros(), false),
                            TrackIdentity.UNKNOWN.heard(plot.plot(), at.timeMicros()),
                            history,
                            List.of(
                                    TrackSensor.first(
                                            plot.radar(), plot.plot(), at, plot.sources())),
                            nowMicros);
            return number == 0
                    ? PlotOutcome.rejected(PlotReject.TRACK_TABLE_FULL)
                    : PlotOutcome.applied(number);
        }
        History.Snapshot latest = row.history().latest();
        if (at.timeMicros() <= latest.timeMicros()) {
            return PlotOutcome.rejected(PlotReject.TOO_LATE_FOR_TRACK);
        }
        TrackLife life = row.life().withUpdate(at.timeMicros(), true, false);
        TrackSensor before = row.sensor(plot.radar());
        TrackSensor teller =
                before == null
                        ? TrackSensor.first(plot.radar(), plot.plot(), at, plot.sources())
                        : before.updated(plot.plot(), at, before.meanNis(), false, plot.sources());
        boolean isShown = life.state() != State.TENTATIVE || life.hasHits(HITS, HITS);
        tracks.put(
                row.number(),
                isShown ? life.withState(State.CONFIRMED) : life,
                row.identity().heard(plot.plot(), at.timeMicros()),
                filter.startMoving(at, velocity[0], velocity[1], latest.vertical()),
                TrackRow.with(row.sensors(), teller),
                nowMicros);
        return PlotOutcome.applied(row.number());
    }

    /** The track of that number of this centre, or the one of the same address, or null. */
    private @Nullable TrackRow known(AdmittedPlot plot, Measurement at) {
        for (TrackRow row : tracks.near(at.xMetres(), at.yMetres())) {
            TrackSensor sensor = row.sensor(plot.radar());
            if (sensor != null
                    && sensor.radarTrackNumber() != Plot.ABSENT
                    && sensor.radarTrackNumber() == plot.plot().trackNumber()
                    && !row.identity().contradicts(plot.plot())) {
                return row;
            }
        }
        if (TrackIdentity.hasAddress(plot.plot())) {
            List<TrackRow> holders = tracks.withAddress(plot.plot().address());
            return holders.size() == 1 ? holders.get(0) : null;
        }
        return null;
    }
}
