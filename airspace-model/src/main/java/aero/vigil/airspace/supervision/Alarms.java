package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AlarmName;
import aero.vigil.airspace.supervision.Conditions.Condition;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alarms that the model itself raises, by name. One that has ended is kept until it is
 * acknowledged, a day at most, unless somebody's doing has ended it; when it comes again it is
 * another occurrence.
 */
public final class Alarms {

    /** Most alarms: what has ended goes first; what then has no room is not raised. */
    public static final int CAPACITY = 256;

    /** How long an alarm that has ended waits to be acknowledged: a day. */
    static final long KEPT_MICROS = 24L * 3_600_000_000L;

    private final RevisionCounter revisions;
    private final Attentions attentions;
    private final Cell<List<Alarm>> all;
    private final Cell<Long> revision;

    Alarms(UnitOfWork work, RevisionCounter revisions, Attentions attentions) {
        this.revisions = revisions;
        this.attentions = attentions;
        all = new Cell<>(work, List.of());
        revision = new Cell<>(work, 0L);
    }

    /** Those that stand, and those that have ended unacknowledged, by name. */
    public List<Alarm> all() {
        return all.get();
    }

    /** The picture's revision at the last change. */
    long revision() {
        return revision.get();
    }

    /** Raises what is so and was not, and ends what was so and is not. */
    void observe(List<Condition> conditions, long nowMicros) {
        SortedMap<AlarmName, Condition> standing = new TreeMap<>();
        for (Condition condition : conditions) {
            standing.put(condition.name(), condition);
        }
        SortedMap<AlarmName, Alarm> after = new TreeMap<>();
        for (Alarm alarm : all.get()) {
            boolean ends = alarm.stands() && !standing.containsKey(alarm.name());
            Alarm now = ends ? alarm.ended(nowMicros) : alarm;
            boolean isDealtWith = ends && Conditions.endsByHand(alarm.name());
            if (!isDealtWith && !isOver(now, nowMicros)) {
                after.put(now.name(), now);
            }
        }
        standing.forEach(
                (name, condition) -> {
                    Alarm before = after.get(name);
                    if (before != null || hasRoom(after)) {
                        after.put(name, raised(condition, before, nowMicros));
                    }
                });
        List<Alarm> list = List.copyOf(after.values());
        if (!list.equals(all.get())) {
            all.set(list);
            revision.set(revisions.next());
        }
    }

    /** A condition that names its beginning begins anew when it names a later one. */
    private static Alarm raised(Condition condition, @Nullable Alarm before, long nowMicros) {
        long since = condition.sinceMicros() == 0 ? nowMicros : condition.sinceMicros();
        boolean goesOn =
                before != null
                        && before.stands()
                        && (condition.sinceMicros() == 0 || before.sinceMicros() >= since);
        return new Alarm(
                condition.name(),
                condition.text(),
                goesOn && before != null ? before.sinceMicros() : since,
                0);
    }

    private boolean isOver(Alarm alarm, long nowMicros) {
        return !alarm.stands()
                && (attentions.isAcknowledged(alarm.name(), alarm.sinceMicros())
                        || nowMicros - alarm.endedMicros() > KEPT_MICROS);
    }

    /** Whether there is room for another, perhaps after forgetting one that has ended. */
    private static boolean hasRoom(SortedMap<AlarmName, Alarm> alarms) {
        if (alarms.size() < CAPACITY) {
            return true;
        }
        for (Alarm alarm : alarms.values()) {
            if (!alarm.stands()) {
                alarms.remove(alarm.name());
                return true;
            }
        }
        return false;
    }

    StateCapture capture() {
        List<Alarm> now = all.get();
        long revisionNow = revision.get();
        return out -> {
            out.writeLong(revisionNow);
            out.writeInt(now.size());
            for (Alarm alarm : now) {
                out.writeString(alarm.name().kind());
                out.writeString(alarm.name().subject());
                out.writeString(alarm.text());
                out.writeLong(alarm.sinceMicros());
                out.writeLong(alarm.endedMicros());
            }
        };
    }

    void read(StateInput in) {
        revision.set(in.readLong());
        List<Alarm> read = new ArrayList<>();
        for (int i = in.readLength(28); i > 0; i--) {
            read.add(
                    new Alarm(
                            new AlarmName(in.readString(), in.readString()),
                            in.readString(),
                            in.readLong(),
                            in.readLong()));
        }
        all.set(List.copyOf(read));
    }
}
