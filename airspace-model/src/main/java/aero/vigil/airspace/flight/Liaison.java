package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the sectors around a flight tell each other about it, beside the transfer of control.
 *
 * @param note in the label, empty: none
 * @param noteVersion the flight's version at which the note changed
 * @param pointOuts oldest first
 * @param notices oldest first
 */
public record Liaison(
        String note, int noteVersion, List<PointOut> pointOuts, List<Notice> notices) {

    /** Most point-outs of a flight at once. */
    public static final int MOST_POINT_OUTS = 8;

    /** Most notices of a flight at once; beyond, the oldest goes. */
    static final int MOST_NOTICES = 8;

    /** How long a point-out or a notice is shown: 15 minutes, a first setting. */
    static final long KEPT_MICROS = 15 * 60_000_000L;

    /** Nothing told. */
    public static final Liaison NONE = new Liaison("", 0, List.of(), List.of());

    public Liaison {
        pointOuts = List.copyOf(pointOuts);
        notices = List.copyOf(notices);
    }

    /** The same with another note. */
    public Liaison withNote(String text, int version) {
        return new Liaison(text, version, pointOuts, notices);
    }

    /** The same with one more point-out, which replaces one between the same sectors. */
    public Liaison withPointOut(PointOut pointOut) {
        List<PointOut> all =
                without(pointOuts, one -> one.isBetween(pointOut.from(), pointOut.to()));
        all.add(pointOut);
        return new Liaison(note, noteVersion, all, notices);
    }

    /** The same with all point-outs to some sectors acknowledged. */
    public Liaison acknowledgedIn(List<String> sectors, String user) {
        List<PointOut> all = new ArrayList<>();
        for (PointOut one : pointOuts) {
            boolean seen = sectors.contains(one.to()) && !one.isAcknowledged();
            all.add(seen ? one.acknowledged(user) : one);
        }
        return new Liaison(note, noteVersion, all, notices);
    }

    /** The same with one more notice. */
    public Liaison telling(Notice notice) {
        List<Notice> all = new ArrayList<>(notices);
        all.add(notice);
        int cut = Math.max(0, all.size() - MOST_NOTICES);
        return new Liaison(note, noteVersion, pointOuts, all.subList(cut, all.size()));
    }

    /** The same without the notices to some sectors. */
    public Liaison heardIn(List<String> sectors) {
        return new Liaison(
                note, noteVersion, pointOuts, without(notices, one -> sectors.contains(one.to())));
    }

    /** The same after a sector has assumed the flight: what was shown to it is settled. */
    public Liaison assumedBy(String sector) {
        return new Liaison(
                note, noteVersion, without(pointOuts, one -> one.to().equals(sector)), notices);
    }

    /** The same without what has been shown long enough. */
    Liaison at(long nowMicros) {
        if (pointOuts.isEmpty() && notices.isEmpty()) {
            return this;
        }
        Liaison fresh =
                new Liaison(
                        note,
                        noteVersion,
                        without(pointOuts, one -> one.sinceMicros() + KEPT_MICROS < nowMicros),
                        without(notices, one -> one.sinceMicros() + KEPT_MICROS < nowMicros));
        return fresh.equals(this) ? this : fresh;
    }

    /** What is left of it when the flight is over. */
    Liaison over() {
        return new Liaison(note, noteVersion, List.of(), List.of());
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone) {
        List<T> left = new ArrayList<>(all);
        left.removeIf(gone);
        return left;
    }

    void write(StateOutput out) {
        out.writeString(note);
        out.writeInt(noteVersion);
        out.writeInt(pointOuts.size());
        pointOuts.forEach(one -> one.write(out));
        out.writeInt(notices.size());
        notices.forEach(one -> one.write(out));
    }

    static Liaison read(StateInput in) {
        String note = in.readString();
        int version = in.readInt();
        List<PointOut> pointOuts = new ArrayList<>();
        for (int i = in.readLength(24); i > 0; i--) {
            pointOuts.add(PointOut.read(in));
        }
        List<Notice> notices = new ArrayList<>();
        for (int i = in.readLength(20); i > 0; i--) {
            notices.add(Notice.read(in));
        }
        return new Liaison(note, version, pointOuts, notices);
    }
}
