package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AlarmName;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What supervisors have said of alarms, whoever raised them: the model does not know whether an
 * alarm of a replica stands, only up to which occurrence it was seen (docs/adr/0040).
 *
 * <p>The latest {@link #CAPACITY} alarms that were spoken of, oldest word first. What is shelved is
 * never forgotten before its end; an acknowledgement that is forgotten shows its alarm again.
 */
public final class Attentions {

    /** Most alarms kept. */
    public static final int CAPACITY = 128;

    /** The longest shelving: a day. */
    static final long LONGEST_SHELVING_MICROS = 24L * 3_600_000_000L;

    /** How far a machine's clock may be ahead of the log's. */
    private static final long CLOCK_TOLERANCE_MICROS = 60_000_000L;

    /** Loss of quorum, and what says that replicas do not have the same. */
    private static final List<String> NEVER_SHELVED =
            List.of(
                    "QUORUM_LOST",
                    "DIVERGED",
                    "DIGESTS_DIFFER",
                    "CHECKPOINT_DIFFERS",
                    "LOG_CONFLICT",
                    "VIEW_CONFLICT");

    private final RevisionCounter revisions;
    private final Cell<List<Attention>> all;
    private final Cell<Long> revision;

    Attentions(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        all = new Cell<>(work, List.of());
        revision = new Cell<>(work, 0L);
    }

    /** What was said of each alarm, the oldest word first. */
    public List<Attention> all() {
        return all.get();
    }

    /** The picture's revision at the last change. */
    long revision() {
        return revision.get();
    }

    /** Whether the occurrence that began then is acknowledged. */
    boolean isAcknowledged(AlarmName name, long sinceMicros) {
        Attention said = of(name);
        return said != null && said.acknowledgedSinceMicros() >= sinceMicros;
    }

    /**
     * Acknowledges an occurrence and those before it.
     *
     * @param latestMicros the latest time by any clock of the group
     */
    public Result acknowledge(AlarmName name, long sinceMicros, long latestMicros, Author author) {
        if (sinceMicros < 1 || sinceMicros > latestMicros + CLOCK_TOLERANCE_MICROS) {
            return Result.rejected(
                    Reason.TIME_INVALID, "no occurrence of " + name + " can have begun then");
        }
        Attention before = of(name);
        if (before != null && before.acknowledgedSinceMicros() >= sinceMicros) {
            return Result.accepted(0, 0, "acknowledged already by " + before.acknowledged().user());
        }
        Attention base = before == null ? Attention.to(name) : before;
        return store(base.acknowledgedBy(author, sinceMicros), author.micros());
    }

    /** Shelves an alarm, or shelves it anew. */
    public Result shelve(AlarmName name, long untilMicros, String reason, Author author) {
        if (NEVER_SHELVED.contains(name.kind())) {
            return Result.rejected(
                    Reason.NOT_SHELVABLE, "an alarm of kind " + name.kind() + " is never shelved");
        }
        long now = author.micros();
        if (untilMicros <= now || untilMicros - LONGEST_SHELVING_MICROS > now) {
            return Result.rejected(
                    Reason.TIME_INVALID, "the end is in the past or more than 24 hours ahead");
        }
        Attention before = of(name);
        Attention base = before == null ? Attention.to(name) : before;
        return store(base.shelvedBy(author, untilMicros, reason), now);
    }

    /** Ends a shelving. */
    public Result unshelve(AlarmName name, Author author) {
        Attention before = of(name);
        if (before == null || !before.isShelved(author.micros())) {
            return Result.rejected(Reason.NOT_SHELVED, name + " is not shelved");
        }
        return store(before.shelvedBy(author, 0, ""), author.micros());
    }

    private @Nullable Attention of(AlarmName name) {
        for (Attention attention : all.get()) {
            if (attention.name().equals(name)) {
                return attention;
            }
        }
        return null;
    }

    private Result store(Attention attention, long nowMicros) {
        List<Attention> others = new ArrayList<>(all.get());
        others.removeIf(other -> other.name().equals(attention.name()));
        if (others.size() >= CAPACITY && !makeRoom(others, nowMicros)) {
            return Result.rejected(
                    Reason.TABLE_FULL, CAPACITY + " alarms are shelved: end one of the shelvings");
        }
        others.add(attention);
        set(others);
        return Result.accepted();
    }

    /** Forgets the oldest word about an alarm that is not shelved. */
    private static boolean makeRoom(List<Attention> others, long nowMicros) {
        for (int i = 0; i < others.size(); i++) {
            if (!others.get(i).isShelved(nowMicros)) {
                others.remove(i);
                return true;
            }
        }
        return false;
    }

    private void set(List<Attention> attentions) {
        all.set(List.copyOf(attentions));
        revision.set(revisions.next());
    }

    StateCapture capture() {
        List<Attention> now = all.get();
        long revisionNow = revision.get();
        return out -> {
            out.writeLong(revisionNow);
            out.writeInt(now.size());
            now.forEach(attention -> attention.write(out));
        };
    }

    void read(StateInput in) {
        revision.set(in.readLong());
        List<Attention> read = new ArrayList<>();
        for (int i = in.readLength(60); i > 0; i--) {
            read.add(Attention.read(in));
        }
        all.set(List.copyOf(read));
    }
}
