package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incarnation of each member the log names (rule 20): op 1 names the first, and each {@link
 * EntryKind#REPLACE_MEMBER} another one. A message of an incarnation that is not named is not
 * counted, so that neither an old message nor an old machine nor a newly formatted disk can vote.
 *
 * <p>A new incarnation is named as soon as its op is known to be committed, which is before it is
 * applied. Applied ones are part of every checkpoint; those behind are kept with their ops.
 */
public class Membership {

    private final ReplicaState state;

    /** By place, as of the applied op. */
    private final Incarnation[] applied;

    /** Where whoever is named in a place is reached, as of the applied op. */
    private final MemberAddresses[] appliedAddresses;

    /** The last change of the group's size that is applied. */
    private Reconfiguration appliedSize = Reconfiguration.NONE;

    /** Those that stand in the log and are not applied, in order. */
    private final List<Reconfiguration> unappliedSizes = new ArrayList<>();

    /** Every incarnation that was replaced, in order; none of them is ever named again. */
    private final List<Incarnation> retired = new ArrayList<>();

    /** What stands in the log and is not applied, in order. */
    private final List<Replacement> unapplied = new ArrayList<>();

    /** What others have said is committed, where it is more than is known here. */
    private List<Incarnation> taught = List.of();

    private long taughtChanges;

    /** Where others have said that the members are reached, where they know of more changes. */
    private List<MemberAddresses> hinted = List.of();

    private long hintedChanges;

    /** Whether another roll may be due than the one last told. */
    private boolean rollChanged = true;

    private @Nullable MemberRoll lastTold;

    protected Membership(ReplicaState state) {
        this.state = state;
        List<Member> members = state.configuration.genesis().members();
        this.applied = new Incarnation[state.places];
        Arrays.fill(applied, Incarnation.NONE);
        members.forEach(each -> applied[each.index()] = each.incarnation());
        this.appliedAddresses = new MemberAddresses[state.places];
        Arrays.fill(appliedAddresses, MemberAddresses.NONE);
        members.forEach(each -> appliedAddresses[each.index()] = MemberAddresses.of(each));
    }

    /**
     * The operation of a REPLACE_MEMBER.
     *
     * @param opNumber where it stands; 0 as long as it does not
     * @param index of the member replaced
     * @param former the incarnation named until then
     * @param next the one named from then on
     */
    record Replacement(long opNumber, int index, Incarnation former, Incarnation next) {

        private static final int BYTES = 4 + 4 * 8;

        byte[] encode() {
            return new Bytes()
                    .putInt(index)
                    .putLong(former.high())
                    .putLong(former.low())
                    .putLong(next.high())
                    .putLong(next.low())
                    .toArray();
        }

        static Replacement of(LogEntry entry) {
            if (entry.operation().length != BYTES) {
                throw new AssertionError(entry + " is no replacement");
            }
            ByteReader reader = new ByteReader(entry.operation());
            return new Replacement(
                    entry.opNumber(),
                    reader.getInt(),
                    new Incarnation(reader.getLong(), reader.getLong()),
                    new Incarnation(reader.getLong(), reader.getLong()));
        }
    }

    /** Whether this is the incarnation that the committed log names for this member. */
    protected boolean isNamed(int index, Incarnation incarnation) {
        return named(index).equals(incarnation);
    }

    /**
     * Whether the committed log has another in this replica's place. Where the body of a committed
     * op is missing, the very replacement that names this replica may stand; and what others teach
     * may be older than that, and name the one before this. So does the own log, as long as it does
     * not reach the epoch of the view.
     */
    final boolean namesAnother() {
        return state.isMember()
                && committedSize().epoch() >= Epoch.numberOf(state.viewNumber)
                && !isNamed(state.index, state.incarnation)
                && state.isWholeThrough(state.commitNumber);
    }

    /**
     * Whether the log names it, committed or not: enough to be heard of a later view, and to be
     * believed that the primary is silent, for neither promises anything.
     */
    protected final boolean isInLog(int index, Incarnation incarnation) {
        return !(unapplied.isEmpty() && unappliedSizes.isEmpty())
                && namedAt(index, Long.MAX_VALUE).equals(incarnation);
    }

    /** Whether this incarnation was replaced by another, and may never come back. */
    final boolean isRetired(Incarnation incarnation) {
        for (Replacement each : unapplied) {
            if (each.opNumber() <= state.commitNumber && each.former().equals(incarnation)) {
                return true;
            }
        }
        return retired.contains(incarnation);
    }

    private Incarnation named(int index) {
        if (taughtChanges > changes()) {
            return nameIn(taught, index);
        }
        return namedAt(index, state.commitNumber);
    }

    private Incarnation namedAt(int index, long opNumber) {
        Incarnation named = applied[index];
        for (Reconfiguration each : unappliedSizes) {
            // Before replacements: a member that comes is none that was replaced.
            if (each.adds(index) && (each.opNumber() <= opNumber || isPast(each))) {
                named = each.added();
            }
        }
        for (Replacement each : unapplied) {
            if (each.opNumber() <= opNumber
                    && each.index() == index
                    && each.former().equals(named)) {
                named = each.next();
            }
        }
        return named;
    }

    /** What the committed log names, by index. */
    final List<Incarnation> named() {
        Incarnation[] named = new Incarnation[applied.length];
        Arrays.setAll(named, this::named);
        return listOf(named);
    }

    /** What the log names at this op, committed or not, where all bodies up to it are there. */
    final List<Incarnation> namedAt(long opNumber) {
        Incarnation[] named = new Incarnation[applied.length];
        Arrays.setAll(named, i -> namedAt(i, opNumber));
        return listOf(named);
    }

    /**
     * What a log names at its end, read off its bodies.
     *
     * @param own this replica's, which is that log up to the fork
     * @param appliedOp the last op applied
     * @param forkOp where it goes on otherwise than the own one
     * @param staged the replacements behind, in any order
     * @return null if a body cannot be read
     */
    final @Nullable List<Incarnation> namedBy(
            Log own, long appliedOp, long forkOp, List<LogEntry> staged) {
        Incarnation[] named = applied.clone();
        for (long op = appliedOp + 1; op <= forkOp; op++) {
            LogEntry entry = own.at(op);
            if (entry == null) {
                return null;
            }
            replace(named, entry);
        }
        return withReplacements(named, staged);
    }

    /** What a log names at its end that begins at a checkpoint with these members. */
    final List<Incarnation> namedBehind(byte[] captured, List<LogEntry> staged) {
        return withReplacements(byPlace(MemberRoll.decode(captured).named()), staged);
    }

    private Incarnation[] byPlace(List<Incarnation> named) {
        Incarnation[] places = new Incarnation[applied.length];
        Arrays.setAll(places, i -> nameIn(named, i));
        return places;
    }

    /** Who has this place in a list, if it has so many. */
    static Incarnation nameIn(List<Incarnation> named, int index) {
        return index < named.size() ? named.get(index) : Incarnation.NONE;
    }

    /** A list of those that were ever named: never fewer than op 1 names. */
    private List<Incarnation> listOf(Incarnation[] byPlace) {
        int count = state.configuration.groupSize();
        while (count < byPlace.length && !byPlace[count].equals(Incarnation.NONE)) {
            count++;
        }
        return List.of(Arrays.copyOf(byPlace, count));
    }

    /** Whether an entry says who the members are. */
    static boolean concerns(LogEntry entry) {
        return entry.kind() == EntryKind.REPLACE_MEMBER || entry.kind() == EntryKind.RECONFIGURE;
    }

    private List<Incarnation> withReplacements(Incarnation[] named, List<LogEntry> staged) {
        List<LogEntry> behind = new ArrayList<>(staged);
        behind.sort(Comparator.comparingLong(LogEntry::opNumber));
        behind.forEach(entry -> replace(named, entry));
        return listOf(named);
    }

    static void replace(Incarnation[] named, LogEntry entry) {
        if (entry.kind() == EntryKind.REPLACE_MEMBER) {
            Replacement replacement = Replacement.of(entry);
            int index = replacement.index();
            if (index >= 0 && index < named.length && named[index].equals(replacement.former())) {
                named[index] = replacement.next();
            }
        } else if (entry.kind() == EntryKind.RECONFIGURE) {
            Reconfiguration next = Reconfiguration.of(entry);
            for (int i = 0; i < named.length; i++) {
                named[i] = next.adds(i) ? next.added() : named[i];
            }
        }
    }

    /** How many changes of the members are committed: who knows more knows better. */
    final long changes() {
        long committed = 0;
        for (Replacement each : unapplied) {
            committed += each.opNumber() <= state.commitNumber ? 1 : 0;
        }
        return retired.size() + committed + committedSize().epoch();
    }

    /** The first replacement that is not known to be committed, or null. */
    final @Nullable Replacement firstUncommitted() {
        for (Replacement each : unapplied) {
            if (each.opNumber() > state.commitNumber) {
                return each;
            }
        }
        return null;
    }

    /** Whether this member's word counts for the op that replaces that one: another's does. */
    protected boolean mayCommit(int index, int replaced) {
        return index != replaced;
    }

    /** The op that would make this the member, or null where there may be none. */
    final @Nullable Replacement replacementBy(int index, Incarnation next) {
        if (firstUncommitted() != null
                || retired.size() + unapplied.size() >= Limits.MAX_REPLACEMENTS
                || isRetired(next)
                || isNamed(index, next)) {
            return null;
        }
        return new Replacement(0, index, named(index), next);
    }

    /** Another replica says what is committed; no correct one says what is not. */
    final void teach(long changes, List<Incarnation> named) {
        if (named.size() >= state.configuration.groupSize()
                && named.size() <= applied.length
                && changes > Math.max(changes(), taughtChanges)) {
            taughtChanges = changes;
            taught = named;
            rollChanged = true;
        }
    }

    /** An entry was appended to the log. */
    final void appended(LogEntry entry) {
        if (entry.kind() == EntryKind.REPLACE_MEMBER) {
            unapplied.add(Replacement.of(entry));
        } else if (entry.kind() == EntryKind.RECONFIGURE) {
            unappliedSizes.add(Reconfiguration.of(entry));
        }
    }

    /**
     * A RECONFIGURE takes effect: it did so for views when it was committed, and from here on for
     * whoever reads a checkpoint.
     */
    final void applySize(LogEntry entry) {
        Reconfiguration next = Reconfiguration.of(entry);
        if (!unappliedSizes.isEmpty() && unappliedSizes.get(0).opNumber() == next.opNumber()) {
            unappliedSizes.remove(0);
        }
        if (next.epoch() > appliedSize.epoch()) {
            appliedSize = next;
            replace(applied, entry);
            place(appliedAddresses, next);
            state.growth.applied(next);
            rollChanged = true;
            state.counters.count("epochs");
        }
    }

    /** The last change of the group's size that the log has, committed or not. */
    final Reconfiguration lastSize() {
        return unappliedSizes.isEmpty()
                ? appliedSize
                : unappliedSizes.get(unappliedSizes.size() - 1);
    }

    /** The last change of the group's size that is known to be committed. */
    final Reconfiguration committedSize() {
        Reconfiguration committed = appliedSize;
        for (Reconfiguration each : unappliedSizes) {
            if (each.opNumber() <= state.commitNumber || isPast(each)) {
                committed = each;
            }
        }
        return committed;
    }

    /** Whether the log of a view in the epoch that this one begins was adopted: with it, then. */
    private boolean isPast(Reconfiguration each) {
        return each.epoch() <= Epoch.numberOf(state.logView);
    }

    /** A REPLACE_MEMBER takes effect; one that does not name the present incarnation has none. */
    final void apply(LogEntry entry) {
        Replacement replacement = Replacement.of(entry);
        if (!unapplied.isEmpty() && unapplied.get(0).opNumber() == entry.opNumber()) {
            unapplied.remove(0);
        }
        int index = replacement.index();
        if (index >= 0 && index < applied.length && applied[index].equals(replacement.former())) {
            retired.add(replacement.former());
            applied[index] = replacement.next();
            rollChanged = true;
            state.counters.count("members.replaced");
        }
    }

    /**
     * Another log is the own one from here on: what was cut off must not be taken for committed.
     *
     * @param staged of what stands behind the fork, what concerns the members
     */
    final void adopted(long forkOp, List<LogEntry> staged) {
        unappliedSizes.removeIf(each -> each.opNumber() > forkOp);
        for (LogEntry entry : staged) {
            if (entry.kind() == EntryKind.RECONFIGURE && entry.opNumber() > forkOp) {
                unappliedSizes.add(Reconfiguration.of(entry));
            }
        }
        unappliedSizes.removeIf(each -> each.epoch() <= appliedSize.epoch());
        unappliedSizes.sort(Comparator.comparingLong(Reconfiguration::opNumber));
    }

    /** Another log was adopted, durably. */
    final void rebuild(Log log, long appliedOp) {
        unapplied.clear();
        unappliedSizes.clear();
        rollChanged = true;
        for (long op = appliedOp + 1; op <= log.opNumber(); op++) {
            LogEntry entry = log.at(op);
            if (entry != null) { // else its body is missing: it comes when it is repaired
                appended(entry);
            }
        }
        unapplied.removeIf(each -> retired.contains(each.former())); // applied, and now once more
        unappliedSizes.removeIf(each -> each.epoch() <= appliedSize.epoch());
    }

    /** Whom the committed log names, if it is other than when last asked; else null. */
    final @Nullable MemberRoll takeChanged() {
        if (!rollChanged && unapplied.isEmpty() && unappliedSizes.isEmpty()) {
            return null; // asked at every step
        }
        rollChanged = false;
        MemberRoll now =
                new MemberRoll(named(), retired(), committedSize().firstView(), addresses());
        if (now.equals(lastTold)) {
            return null;
        }
        lastTold = now;
        return now;
    }

    /** Of what the log names, committed or not: to try and reach somebody promises nothing. */
    private List<MemberAddresses> addresses() {
        MemberAddresses[] reached = appliedAddresses.clone();
        unappliedSizes.forEach(each -> place(reached, each));
        if (hintedChanges > changes()) {
            for (int i = 0; i < hinted.size(); i++) {
                reached[i] = hinted.get(i).isKnown() ? hinted.get(i) : reached[i];
            }
        }
        return List.of(reached);
    }

    /** What others need to be told: nothing where op 1 says it all. */
    final List<MemberAddresses> addressesToTell() {
        return committedSize().epoch() == 0 ? List.of() : addresses();
    }

    /** Another replica says where the members are reached: good enough to try. */
    final void hint(long changes, List<MemberAddresses> told) {
        if (!told.isEmpty()
                && told.size() <= appliedAddresses.length
                && changes > Math.max(changes(), hintedChanges)) {
            hintedChanges = changes;
            hinted = told;
            rollChanged = true;
        }
    }

    /** Whoever comes is reached where the op says. */
    static void place(MemberAddresses[] reached, Reconfiguration next) {
        for (int i = 0; i < reached.length; i++) {
            if (next.adds(i) && next.addresses().isKnown()) {
                reached[i] = next.addresses();
            }
        }
    }

    private List<Incarnation> retired() {
        List<Incarnation> all = new ArrayList<>(retired);
        for (Replacement each : unapplied) {
            if (each.opNumber() <= state.commitNumber) {
                all.add(each.former());
            }
        }
        return all;
    }

    /** A capture of what is applied. */
    final Encodable capture() {
        return new MemberRoll(
                        listOf(applied),
                        retired,
                        appliedSize.firstView(),
                        List.of(appliedAddresses.clone()))
                ::encode;
    }

    final void restore(byte[] captured) {
        MemberRoll roll = MemberRoll.decode(captured);
        Arrays.setAll(applied, i -> nameIn(roll.named(), i));
        appliedSize = Reconfiguration.begun(roll.firstView());
        for (int i = 0; i < roll.addresses().size() && i < appliedAddresses.length; i++) {
            appliedAddresses[i] = roll.addresses(i);
        }
        retired.clear();
        retired.addAll(roll.retired());
        rollChanged = true;
    }
}
