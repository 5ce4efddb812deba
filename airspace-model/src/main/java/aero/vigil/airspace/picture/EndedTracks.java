package aero.vigil.airspace.picture;

import aero.vigil.airspace.supervision.FailedEvaluations;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.TrackObserver;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which tracks of the picture have ended since the last frame. */
public final class EndedTracks implements TrackObserver {

    private final Cell<List<Integer>> ended;
    private final FailedEvaluations failures;
    private final TrackObserver next;

    /**
     * @param next told of everything as well, first
     */
    public EndedTracks(UnitOfWork work, FailedEvaluations failures, TrackObserver next) {
        this.ended = new Cell<>(work, List.of());
        this.failures = failures;
        this.next = next;
    }

    @Override
    public void trackChanged(@Nullable SystemTrack before, SystemTrack after) {
        next.trackChanged(before, after);
    }

    @Override
    public void trackEnded(SystemTrack last, int successor) {
        next.trackEnded(last, successor);
        failures.forget(last.number());
        if (last.isInPicture()) {
            List<Integer> all = new ArrayList<>(ended.get());
            all.add(last.number());
            set(all);
        }
    }

    /** Their numbers, in the order of their ends. */
    public List<Integer> get() {
        return ended.get();
    }

    /** Replaces the list: it has been published, or was read. */
    public void set(List<Integer> numbers) {
        ended.set(List.copyOf(numbers));
    }
}
