package aero.vigil.airspace;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.TrackObserver;
import org.jspecify.annotations.Nullable;

/** Passes on to an observer that is made after the tracker it observes. */
final class LateObserver implements TrackObserver {

    private TrackObserver observer = TrackObserver.NONE;

    void set(TrackObserver later) {
        observer = later;
    }

    @Override
    public void trackChanged(@Nullable SystemTrack before, SystemTrack after) {
        observer.trackChanged(before, after);
    }

    @Override
    public void trackEnded(SystemTrack last, int successor) {
        observer.trackEnded(last, successor);
    }
}
