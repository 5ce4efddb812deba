package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tracker and its sensors: plots in, system tracks out.
 *
 * <p>Each call of {@link #report(Plot, FeedLine, long)}, {@link #report(SensorMessage, FeedLine,
 * long)}, {@link #setEnabled} and each {@link Evaluation} is one unit of work: the caller commits
 * it, or rolls it back when it throws.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Surveillance {

    public Surveillance(
            UnitOfWork work,
            SystemPlane plane,
            List<SensorSite> sites,
            TrackerParameters parameters,
            TrackObserver observer) {
        throw new UnsupportedOperationException();
    }

    /** Takes one plot. Any values are allowed. */
    public PlotOutcome report(Plot plot, FeedLine line, long modelTimeMicros) {
        throw new UnsupportedOperationException();
    }

    /** Takes one service message; false when its sensor is unknown or a field is out of range. */
    public boolean report(SensorMessage message, FeedLine line, long modelTimeMicros) {
        throw new UnsupportedOperationException();
    }

    /**
     * The work that is due at a tick: closing scan sectors, the lives of tracks, sensors' health.
     * Changes nothing itself; the caller runs each evaluation in this order as its own unit.
     */
    public List<Evaluation> advance(long modelTimeMicros) {
        throw new UnsupportedOperationException();
    }

    /** Switches a sensor on or off; false when there is no such sensor. */
    public boolean setEnabled(int sacSic, boolean enabled) {
        throw new UnsupportedOperationException();
    }

    /** The track with this number, tentative ones too, or null; any int may be asked for. */
    public @Nullable SystemTrack track(int number) {
        throw new UnsupportedOperationException();
    }

    /** All tracks, tentative ones too, by number. */
    public List<SystemTrack> tracks() {
        throw new UnsupportedOperationException();
    }

    /** One more than the greatest track number in use: loops over numbers run below this. */
    public int trackLimit() {
        throw new UnsupportedOperationException();
    }

    /** Tracks of the picture (confirmed or coasting) that hold this address, by number. */
    public List<SystemTrack> tracksWithAddress(int address) {
        throw new UnsupportedOperationException();
    }

    /** Tracks of the picture that hold this Mode 3/A code, by number. */
    public List<SystemTrack> tracksWithMode3A(int code) {
        throw new UnsupportedOperationException();
    }

    /** All sensors, in the adaptation's order. */
    public List<SensorStatus> sensors(long modelTimeMicros) {
        throw new UnsupportedOperationException();
    }

    /** Plots rejected for each reason, unknown sensors too; counts above 0, sorted by name. */
    public List<SensorStatus.Count> rejects() {
        throw new UnsupportedOperationException();
    }

    /** The greatest {@link SystemTrack#revision} given so far. */
    public long revision() {
        throw new UnsupportedOperationException();
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public Capture capture() {
        throw new UnsupportedOperationException();
    }

    /** Writes all state: {@code capture().write(output)}. */
    public void write(StateOutput output) {
        capture().write(output);
    }

    /** Replaces all state by what was written; the caller commits. */
    public void read(StateInput input) {
        throw new UnsupportedOperationException();
    }

    /** State frozen at one moment; immutable. */
    public interface Capture {
        void write(StateOutput output);
    }
}
