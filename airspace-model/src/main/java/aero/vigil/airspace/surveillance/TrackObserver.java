package aero.vigil.airspace.surveillance;

import org.jspecify.annotations.Nullable;

/**
 * Told of each change of a track inside the unit of work that makes it; what it changes in turn,
 * through tables of the same unit of work, is undone with it.
 */
public interface TrackObserver {

    /** Nothing is to be told. */
    TrackObserver NONE =
            new TrackObserver() {
                @Override
                public void trackChanged(@Nullable SystemTrack before, SystemTrack after) {}

                @Override
                public void trackEnded(SystemTrack last, int successor) {}
            };

    /** A track was begun ({@code before} is null) or changed. */
    void trackChanged(@Nullable SystemTrack before, SystemTrack after);

    /**
     * A track has ended.
     *
     * @param successor the track that carries on the same aircraft (duplicates merged), 0: none
     */
    void trackEnded(SystemTrack last, int successor);
}
