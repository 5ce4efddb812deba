package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/** Which alerts the supervisor does not want raised. */
public final class Inhibitions {

    /** Most at once. */
    static final int CAPACITY = 128;

    private final Areas areas;
    private final RevisionCounter revisions;
    private final Cell<List<Inhibition>> inhibitions;
    private final Cell<Long> revision;

    Inhibitions(UnitOfWork work, RevisionCounter revisions, Areas areas) {
        this.areas = areas;
        this.revisions = revisions;
        inhibitions = new Cell<>(work, List.of());
        revision = new Cell<>(work, 0L);
    }

    /** Whether alerts of a kind about a track, its flight or where it is are not wanted. */
    boolean isInhibited(NetKind kind, Subject subject) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.kind() == kind
                    && (isAboutIt(inhibition, subject) || isInside(inhibition, subject))) {
                return true;
            }
        }
        return false;
    }

    /** The same for two: one of them is meant, or both are inside an area that is. */
    boolean isInhibited(NetKind kind, Subject one, Subject other) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.kind() == kind
                    && (isAboutIt(inhibition, one)
                            || isAboutIt(inhibition, other)
                            || (isInside(inhibition, one) && isInside(inhibition, other)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether alerts of a kind about a flight or its track are not wanted. */
    public boolean isInhibited(NetKind kind, int flight, int track) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.kind() == kind && isAbout(inhibition, flight, track)) {
                return true;
            }
        }
        return false;
    }

    /** Whether alerts of a kind at a place are not wanted. */
    public boolean isInhibitedAt(NetKind kind, double x, double y, double feet) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.kind() == kind
                    && !inhibition.area().isEmpty()
                    && areas.isInside(inhibition.area(), x, y, feet)) {
                return true;
            }
        }
        return false;
    }

    /** Whether alerts of a kind about an area itself are not wanted. */
    boolean isAreaInhibited(NetKind kind, String area) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.kind() == kind && inhibition.area().equals(area)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutIt(Inhibition inhibition, Subject subject) {
        return isAbout(inhibition, subject.flightId(), subject.track().number());
    }

    private static boolean isAbout(Inhibition inhibition, int flight, int track) {
        return inhibition.track() != 0
                ? inhibition.track() == track
                : inhibition.flight() != 0 && inhibition.flight() == flight;
    }

    private boolean isInside(Inhibition inhibition, Subject subject) {
        return !inhibition.area().isEmpty()
                && areas.isInside(
                        inhibition.area(), subject.x(), subject.y(), subject.level().feet());
    }

    List<Inhibition> all() {
        return inhibitions.get();
    }

    long revision() {
        return revision.get();
    }

    /** Puts one in, in place of one about the same; false when there are too many. */
    boolean put(Inhibition inhibition) {
        List<Inhibition> after = without(inhibition);
        if (after.size() >= CAPACITY) {
            return false;
        }
        after.add(inhibition);
        replace(after);
        return true;
    }

    /** Takes out the one about the same; false when there is none. */
    boolean remove(Inhibition inhibition) {
        List<Inhibition> after = without(inhibition);
        if (after.size() == inhibitions.get().size()) {
            return false;
        }
        replace(after);
        return true;
    }

    private List<Inhibition> without(Inhibition inhibition) {
        List<Inhibition> others = new ArrayList<>();
        for (Inhibition present : inhibitions.get()) {
            if (!present.isAbout(inhibition)) {
                others.add(present);
            }
        }
        return others;
    }

    private void replace(List<Inhibition> after) {
        inhibitions.set(List.copyOf(after));
        revision.set(revisions.next());
    }

    /** Whether one has run out. */
    boolean isDue(long nowMicros) {
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.untilMicros() <= nowMicros) {
                return true;
            }
        }
        return false;
    }

    /** Takes out those that have run out. */
    void advance(long nowMicros) {
        List<Inhibition> after = new ArrayList<>();
        for (Inhibition inhibition : inhibitions.get()) {
            if (inhibition.untilMicros() > nowMicros) {
                after.add(inhibition);
            }
        }
        replace(after);
    }

    StateCapture capture() {
        List<Inhibition> all = inhibitions.get();
        long revisionNow = revision.get();
        return out -> {
            out.writeInt(all.size());
            all.forEach(inhibition -> inhibition.write(out));
            out.writeLong(revisionNow);
        };
    }

    void read(StateInput in) {
        List<Inhibition> all = new ArrayList<>();
        for (int i = in.readLength(24); i > 0; i--) {
            all.add(Inhibition.read(in));
        }
        inhibitions.set(List.copyOf(all));
        revision.set(in.readLong());
    }
}
