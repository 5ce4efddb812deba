package aero.vigil.airspace.supervision;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The tracks for which an evaluation failed lately: they are shown so. */
public final class FailedEvaluations {

    /** A mark stays this long after the last failure. */
    static final long MARKED_MICROS = 30_000_000L;

    private final RevisionCounter revisions;
    private final Table<Mark> marks;

    public FailedEvaluations(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        marks = new Table<>(work, "failed evaluations", SystemTrack.MAX_NUMBER);
    }

    /**
     * One track's mark.
     *
     * @param failed false once the mark has gone: kept so that this is published
     * @param revision of the picture at the last change of {@code failed}
     */
    public record Mark(boolean failed, long micros, long revision) {}

    /** Marks a track; one that is gone, or 0, is not. */
    public void mark(int track, long nowMicros) {
        if (track >= 1 && track <= SystemTrack.MAX_NUMBER) {
            Mark before = marks.get(track);
            boolean marked = before != null && before.failed();
            long revision = before != null && marked ? before.revision() : revisions.next();
            marks.set(track, new Mark(true, nowMicros, revision));
        }
    }

    /** Takes a track's mark away when nothing has failed for it lately. */
    public void expire(int track, long nowMicros) {
        Mark mark = marks.get(track);
        if (mark != null && mark.failed() && nowMicros - mark.micros() > MARKED_MICROS) {
            marks.set(track, new Mark(false, nowMicros, revisions.next()));
        }
    }

    /** Forgets a track that has ended. */
    public void forget(int track) {
        if (marks.get(track) != null) {
            marks.set(track, null);
        }
    }

    /** Whether a track is marked. */
    public boolean isMarked(int track) {
        return isMarked(marks, track);
    }

    /** Which tracks are marked at this moment: for any thread. */
    public IntPredicate frozenMarks() {
        Rows<Mark> rows = marks.frozen();
        return track -> isMarked(rows, track);
    }

    private static boolean isMarked(Rows<Mark> marks, int track) {
        Mark mark = marks.get(track);
        return mark != null && mark.failed();
    }

    /** The revision at which a track's mark last came or went, 0: never. */
    public long revisionOf(int track) {
        Mark mark = marks.get(track);
        return mark == null ? 0 : mark.revision();
    }

    /** Whether any track has or had a mark: mostly not. */
    public boolean isEmpty() {
        return marks.size() == 0;
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = marks.copy();
        int count = marks.size();
        return out -> {
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof Mark mark) {
                    out.writeInt(i);
                    out.writeBoolean(mark.failed());
                    out.writeLong(mark.micros());
                    out.writeLong(mark.revision());
                }
            }
        };
    }

    /** Reads what a capture wrote. */
    public void read(StateInput in) {
        for (int i = in.readLength(21); i > 0; i--) {
            int track = in.readInt();
            marks.set(track, new Mark(in.readBoolean(), in.readLong(), in.readLong()));
        }
    }
}
