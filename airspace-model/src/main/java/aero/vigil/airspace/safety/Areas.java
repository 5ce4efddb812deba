package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.Area;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The areas of the adaptation, those that supervisors define, and which of them are active. */
final class Areas {

    /** Most areas that supervisors have defined at once. */
    static final int MOST_DEFINED = 64;

    private static final double FEET_PER_LEVEL = 100;

    private final Region region;
    private final RevisionCounter revisions;

    /** Those of the adaptation in its order, then those defined. */
    private final Table<AreaState> areas;

    private final int adapted;
    private final Cell<Integer> active;
    private final Cell<Long> revision;

    Areas(UnitOfWork work, RevisionCounter revisions, Region region) {
        this.region = region;
        this.revisions = revisions;
        List<Area> given = region.adaptation().safetyNets().areas();
        adapted = given.size();
        areas = new Table<>(work, "areas", adapted + MOST_DEFINED);
        active = new Cell<>(work, 0);
        revision = new Cell<>(work, 0L);
        for (int i = 0; i < adapted; i++) {
            Area area = given.get(i);
            AreaState.Definition definition =
                    new AreaState.Definition(
                            area.name(),
                            area.kind(),
                            region.laid(area.volumes()),
                            area.schedule(),
                            area.permittedTypes(),
                            List.of(),
                            0,
                            0);
            areas.set(i + 1, new AreaState(definition, false, false, 0, List.of()));
        }
    }

    /** The area with this index, or null: indexes run from 1 below {@link #limit}. */
    @Nullable AreaState get(int index) {
        return areas.get(index);
    }

    int limit() {
        return areas.limit();
    }

    /** Whether any area is active: mostly few are. */
    boolean isAnyActive() {
        return active.get() > 0;
    }

    /** Whether a place is inside the area of this name, active or not. */
    boolean isInside(String name, double x, double y, double feet) {
        AreaState area = areas.get(indexOf(name));
        return area != null && area.contains(x, y, feet);
    }

    /** The index of the area with this name, 0: there is none. */
    int indexOf(String name) {
        for (int i = 1; i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area != null && area.definition().name().equals(name)) {
                return i;
            }
        }
        return 0;
    }

    boolean isAdapted(int index) {
        return index >= 1 && index <= adapted;
    }

    /**
     * The present index of the area that had this one under an adaptation with these areas, 0: it
     * is gone.
     */
    int presentIndex(int index, List<Area> before) {
        return index > before.size()
                ? adapted + index - before.size()
                : index < 1 ? 0 : indexOf(before.get(index - 1).name());
    }

    /** Makes an area active or not by hand. */
    void activate(int index, boolean isActive, long untilMicros, List<String> permitted) {
        AreaState area = areas.get(index);
        if (area == null) {
            throw new AssertionError("no area " + index);
        }
        set(index, new AreaState(area.definition(), isActive, true, untilMicros, permitted));
    }

    /** Defines an area, or defines it anew; false when there are too many. */
    boolean define(
            String name,
            AreaKind kind,
            List<LatLon> border,
            int floor,
            int ceiling,
            long untilMicros) {
        int index = indexOf(name);
        for (int i = adapted + 1; index == 0 && i <= adapted + MOST_DEFINED; i++) {
            index = areas.get(i) == null ? i : 0;
        }
        if (index != 0) {
            set(index, defined(name, kind, border, floor, ceiling, true, untilMicros, List.of()));
        }
        return index != 0;
    }

    private AreaState defined(
            String name,
            AreaKind kind,
            List<LatLon> border,
            int floor,
            int ceiling,
            boolean isActive,
            long untilMicros,
            List<String> permitted) {
        AreaState.Definition definition =
                new AreaState.Definition(
                        name,
                        kind,
                        List.of(
                                region.laid(
                                        border, floor * FEET_PER_LEVEL, ceiling * FEET_PER_LEVEL)),
                        List.of(),
                        List.of(),
                        border,
                        floor,
                        ceiling);
        return new AreaState(definition, isActive, true, untilMicros, permitted);
    }

    /** Removes an area that was defined. */
    void remove(int index) {
        set(index, null);
    }

    private void set(int index, @Nullable AreaState after) {
        AreaState before = areas.get(index);
        areas.set(index, after);
        int more = after != null && after.isActive() ? 1 : 0;
        int fewer = before != null && before.isActive() ? 1 : 0;
        active.set(active.get() + more - fewer);
        revision.set(revisions.next());
    }

    /** Whether an area is due to change by its schedule or the end of an order. */
    boolean isDue(long nowMicros) {
        for (int i = 1; i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area != null && area.isDue(nowMicros)) {
                return true;
            }
        }
        return false;
    }

    /** Changes what is due to change. */
    void advance(long nowMicros) {
        for (int i = 1; i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area != null && area.isDue(nowMicros)) {
                set(i, area.definition().isDefined() ? null : area.byScheduleAt(nowMicros));
            }
        }
    }

    List<AreaState> all() {
        List<AreaState> all = new ArrayList<>();
        for (int i = 1; i < areas.limit(); i++) {
            AreaState area = areas.get(i);
            if (area != null) {
                all.add(area);
            }
        }
        return all;
    }

    long revision() {
        return revision.get();
    }

    StateCapture capture() {
        @Nullable Object[] rows = areas.copy();
        int count = areas.size();
        long revisionNow = revision.get();
        return out -> {
            out.writeInt(count);
            for (int i = 1; i < rows.length; i++) {
                if (rows[i] instanceof AreaState area) {
                    out.writeInt(i);
                    write(area, out);
                }
            }
            out.writeLong(revisionNow);
        };
    }

    private static void write(AreaState area, StateOutput out) {
        AreaState.Definition definition = area.definition();
        out.writeInt(definition.border().size());
        if (definition.isDefined()) {
            for (LatLon place : definition.border()) {
                out.writeDouble(place.latitude());
                out.writeDouble(place.longitude());
            }
            out.writeString(definition.name());
            out.writeString(definition.kind().name());
            out.writeInt(definition.floor());
            out.writeInt(definition.ceiling());
        }
        out.writeBoolean(area.isActive());
        out.writeBoolean(area.isByHand());
        out.writeLong(area.untilMicros());
        out.writeInt(area.permittedCallsigns().size());
        area.permittedCallsigns().forEach(out::writeString);
    }

    /**
     * Reads what a capture wrote; an area that is no more is left out.
     *
     * @param before the adaptation's areas at that time
     */
    void read(StateInput in, List<Area> before) {
        int count = in.readLength(18);
        for (int n = 0; n < count; n++) {
            int index = presentIndex(in.readInt(), before);
            AreaState area = read(areas.get(index), in);
            if (area != null) {
                set(index, area);
            }
        }
        revision.set(in.readLong());
    }

    /** Says that all of it is to be told again. */
    void tellAgain() {
        revision.set(revisions.next());
    }

    private @Nullable AreaState read(@Nullable AreaState present, StateInput in) {
        List<LatLon> border = new ArrayList<>();
        for (int i = in.readLength(16); i > 0; i--) {
            border.add(new LatLon(in.readDouble(), in.readDouble()));
        }
        if (!border.isEmpty()) {
            String name = in.readString();
            AreaKind kind = AreaKind.valueOf(in.readString());
            int floor = in.readInt();
            int ceiling = in.readInt();
            boolean isActive = in.readBoolean();
            in.readBoolean();
            return defined(
                    name, kind, border, floor, ceiling, isActive, in.readLong(), readPermitted(in));
        }
        boolean isActive = in.readBoolean();
        boolean isByHand = in.readBoolean();
        long until = in.readLong();
        List<String> permitted = readPermitted(in);
        return present == null
                ? null
                : new AreaState(present.definition(), isActive, isByHand, until, permitted);
    }

    private static List<String> readPermitted(StateInput in) {
        List<String> permitted = new ArrayList<>();
        for (int i = in.readLength(4); i > 0; i--) {
            permitted.add(in.readString());
        }
        return permitted;
    }
}
