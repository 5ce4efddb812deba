package aero.vigil.replication.core;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * View changes (VRR §4.2, hardened): leaving a view durably, reporting the log, choosing the log of
 * the next.
 */
public class ViewChange {

    /** Four questions to four replicas; less than the least time that a new primary has. */
    private static final int STUCK_TICKS = 3 * Timing.REPEAT_TICKS;

    private final ReplicaState state;

    /** At the primary of the view to be: what the others report, by index. */
    private final @Nullable DoViewChange[] reports;

    /** Who reported it: the log that is chosen decides whether that counts (rule 20). */
    private final Incarnation[] reporters;

    /** What this replica reports; counts when what it covers is durable. */
    private @Nullable DoViewChange ownReport;

    /** Whose log was chosen, and could not be had from anybody: it counts as silent. */
    private final boolean[] withheld;

    private int chosenHolder;
    private long chosenLogView;

    /** By whose reports the log was chosen, by index; null where none was needed. */
    private final @Nullable Incarnation[] believed;

    /** Whom a log that was chosen in this view does not name, as its bodies have shown. */
    private final List<Incarnation> unnamed = new ArrayList<>();

    private long leftTick;
    private boolean absenceTold;

    /** By log view: bodies from the op behind this one on are proven to be nowhere (rule 11). */
    private final SortedMap<Long, Long> lastOps = new TreeMap<>();

    protected ViewChange(ReplicaState state) {
        this.state = state;
        this.reports = new @Nullable DoViewChange[state.places];
        this.reporters = new Incarnation[state.places];
        Arrays.fill(reporters, Incarnation.NONE);
        this.withheld = new boolean[state.places];
        this.believed = new @Nullable Incarnation[state.places];
    }

    /** Any message of a replica durably in a later view says that f + 1 wanted it (rule 9). */
    protected void evidence(long viewNumber) {
        leaveFor(viewNumber);
    }

    /** Whether a message is taken at its word: only if its sender is in this replica's view. */
    protected boolean isOfThisView(Message message) {
        return message.viewNumber() == state.viewNumber;
    }

    /** Leaves this view for a later one: durably, and keeping the log. */
    final void leaveFor(long viewNumber) {
        if (viewNumber <= state.viewNumber) {
            throw new AssertionError(
                    "from view " + state.viewNumber + " to " + viewNumber + " is no way");
        }
        state.suspicion.leaveView();
        state.status = ReplicaStatus.Status.VIEW_CHANGE;
        state.viewNumber = viewNumber;
        state.durability.voteChanged();
        dropPromises();
        state.normalOperation.leaveView();
        state.clientRequests.leaveView();
        state.readIndex.leaveView();
        state.adoption.cancel();
        state.repair.askAnew();
        lastOps.clear();
        state.counters.count("viewChanges");
        Arrays.fill(reports, null);
        Arrays.fill(withheld, false);
        unnamed.clear();
        report();
    }

    /** Tells the primary of the view what log this replica has (VRR §4.2, step 2; rule 10). */
    void report() {
        leftTick = state.tick;
        long opNumber = reportedOp();
        Hole gap = state.log.holes().firstAbove(state.execution.appliedOp());
        DoViewChange report =
                new DoViewChange(
                        state.viewNumber,
                        reportedLogView(),
                        state.adoptedOp,
                        state.adoptedHash,
                        opNumber,
                        opNumber == state.log.opNumber()
                                ? state.log.hash()
                                : state.log.required(opNumber).hash(),
                        state.commitNumber,
                        isTailCertain(),
                        damaged(),
                        state.membership.namedAt(gap == null ? opNumber : gap.firstOp() - 1),
                        gap == null ? opNumber : gap.lastOp());
        if (state.isPrimary()) {
            ownReport = report;
            chooseLog();
        } else {
            ownReport = null;
            sendReport(state.primary(), report);
        }
    }

    /** It leaves after a force that covers the vote and what it reports (rule 10). */
    protected void sendReport(int primary, DoViewChange report) {
        state.promise(primary, report);
    }

    /** Puts out a report that waits for nothing. */
    protected final void sendAtOnce(int primary, DoViewChange report) {
        state.outputs.sendNow(primary, report);
    }

    /** What of the view that is left was promised and has not left yet never leaves (rule 10). */
    protected void dropPromises() {
        state.outputs.discardHeldMessages();
    }

    /** The view whose log this is: the log of the greatest one is chosen (rule 11). */
    protected long reportedLogView() {
        return state.logView;
    }

    /** The end of the log, writes in flight included (rule 10). */
    protected long reportedOp() {
        return state.log.opNumber();
    }

    /** The end of what is forced of the log. */
    protected final long forcedOp() {
        return state.durability.forcedOp();
    }

    /** What is lost above commitNumber; more ranges than a message names become wider ones. */
    private List<Hole> damaged() {
        List<Hole> holes = state.log.holes().above(state.commitNumber);
        if (holes.size() <= Limits.MAX_DAMAGED_RANGES) {
            return holes;
        }
        Hole first = holes.get(Limits.MAX_DAMAGED_RANGES - 1);
        Hole last = holes.get(holes.size() - 1);
        List<Hole> named = new ArrayList<>(holes.subList(0, Limits.MAX_DAMAGED_RANGES - 1));
        named.add(new Hole(first.firstOp(), last.lastOp(), last.hash(), first.hashBefore()));
        return named;
    }

    /** Whether nothing promised can have stood behind the log's end: then it nacks (rule 11). */
    protected boolean isTailCertain() {
        return state.tailCertain;
    }

    /** To the primary: I have left all earlier views, and this is my log. */
    void doViewChange(int from, Incarnation incarnation, DoViewChange message) {
        if (!state.isPrimary()) {
            return;
        }
        if (state.isNormal()) {
            if (state.normalOperation.isLeading()) {
                state.normalOperation.leadership().tellStartView(from);
            }
            return;
        }
        if (message.members().isEmpty() || message.members().size() > state.places) {
            state.counters.count("messages.refused");
            return;
        }
        if (message.logView() >= state.viewNumber) {
            state.alarm(
                    "VIEW_CONFLICT",
                    "replica "
                            + from
                            + " has a log of view "
                            + message.logView()
                            + ", which has not begun");
            return;
        }
        reports[from] = message;
        reporters[from] = incarnation;
        chooseLog();
    }

    /** Something became durable: perhaps what the own report covers. */
    void forced() {
        if (state.isViewChange() && state.isPrimary()) {
            chooseLog();
        }
    }

    /** Begins to adopt the log of the view, once enough replicas have reported theirs. */
    private void chooseLog() {
        if (ownReport == null || state.adoption.isUnderWay() || !state.durability.isAllForced()) {
            return;
        }
        reports[state.index] = ownReport;
        reporters[state.index] = state.incarnation;
        @Nullable DoViewChange[] counted = given();
        LogChoice.Chosen chosen = chooseAmongNamed(counted);
        if (chosen == null) {
            Arrays.fill(withheld, false);
            counted = ofMembers();
            chosen = chooseAmongNamed(counted);
        }
        if (chosen != null) {
            chosenHolder = chosen.holder();
            chosenLogView = chosen.logView();
            Arrays.fill(believed, null);
            for (int i = 0; i < counted.length; i++) {
                believed[i] = counted[i] == null ? null : reporters[i];
            }
            state.adoption.begin(
                    chosen.opNumber(), chosen.hash(), chosen.commitNumber(), chosen.holder());
        }
    }

    /**
     * The bodies of the chosen log are here, and say whom it names. A report says so only as far as
     * its sender had them: where a replacement was among those that it had lost, an incarnation was
     * counted that is none of the members (rule 20). Then the log is chosen again.
     *
     * @return whether the choice stands
     */
    protected boolean stands(List<Incarnation> named) {
        boolean stands = true;
        for (int i = 0; i < believed.length; i++) {
            Incarnation reporter = believed[i];
            if (reporter != null && !counts(reporter, Membership.nameIn(named, i))) {
                unnamed.add(reporter);
                stands = false;
            }
        }
        if (!stands) {
            state.counters.count("logs.chosenByUnnamed");
            state.adoption.cancel();
            chooseLog();
        }
        return stands;
    }

    /**
     * Whether it means anything that this one does not have an entry: only a member's word does,
     * and at the primary of a view to be, that of a member of the log that it has chosen.
     */
    boolean mayDeny(int from, Incarnation incarnation, long op) {
        DoViewChange chosen =
                state.isPrimary() && state.isViewChange() && state.adoption.isUnderWay()
                        ? reports[chosenHolder]
                        : null;
        return chosen == null
                ? state.membership.isNamed(from, incarnation)
                : op <= chosen.membersOp()
                        && from < state.groupSize()
                        && counts(incarnation, Membership.nameIn(chosen.members(), from));
    }

    /**
     * An op of the chosen log is at nobody who has answered: proven never to have been committed,
     * or lost everywhere (rule 11). The log is chosen again without it, unless it was committed:
     * then nobody may go on without it.
     */
    void bodyAbsent(long op) {
        if (!state.isPrimary() || !state.isViewChange() || ownReport == null) {
            return;
        }
        long committed = 0;
        for (DoViewChange report : reports) {
            committed = report == null ? committed : Math.max(committed, report.commitNumber());
        }
        if (op <= committed) {
            if (!absenceTold) {
                absenceTold = true;
                state.alarm(
                        "COMMITTED_BODY_LOST",
                        "op " + op + " is committed, and no replica that answers has its body");
            }
            return;
        }
        state.counters.count("bodies.absent");
        lastOps.merge(
                state.adoption.isUnderWay() ? chosenLogView : ownReport.logView(),
                op - 1,
                Math::min);
        state.adoption.cancel();
        state.repair.askAnew();
        chooseLog();
    }

    /**
     * The log to begin with, by the reports of those incarnations that this very log names; the
     * others' are discarded, and the choice is made again (rule 20). Who is not named itself begins
     * no view.
     *
     * @param counted an own copy
     */
    private LogChoice.@Nullable Chosen chooseAmongNamed(@Nullable DoViewChange[] counted) {
        for (int i = 0; i < counted.length; i++) {
            if (unnamed.contains(reporters[i])) {
                counted[i] = null;
            }
        }
        while (true) {
            LogChoice.Chosen chosen =
                    LogChoice.choose(Arrays.asList(counted), state.quorum(), lastOps);
            if (chosen == null) {
                return null;
            }
            DoViewChange log = counted[chosen.holder()];
            if (log == null || !discardUnnamed(counted, log.members())) {
                return counted[state.index] == null ? null : chosen;
            }
            state.counters.count("reports.discarded");
        }
    }

    private boolean discardUnnamed(@Nullable DoViewChange[] counted, List<Incarnation> named) {
        boolean discarded = false;
        for (int i = 0; i < counted.length; i++) {
            if (counted[i] != null && !counts(reporters[i], Membership.nameIn(named, i))) {
                counted[i] = null;
                discarded = true;
            }
        }
        return discarded;
    }

    /** Whether this reporter's word counts where the log names that one. */
    protected boolean counts(Incarnation reporter, Incarnation named) {
        return reporter.equals(named);
    }

    /** What the members of this view have reported; a learner's report asks for an answer only. */
    private @Nullable DoViewChange[] ofMembers() {
        return Arrays.copyOf(reports, state.groupSize());
    }

    /** What was reported by those whose log can be had. */
    private @Nullable DoViewChange[] given() {
        @Nullable DoViewChange[] given = ofMembers();
        for (int i = 0; i < given.length; i++) {
            if (withheld[i]) {
                given[i] = null;
            }
        }
        return given;
    }

    /**
     * The chosen log cannot be had: its holder's small messages pass and its large ones do not.
     * Where f + 1 others have reported, their word is enough, as it is where one is dead.
     */
    private void chooseAnother() {
        withheld[chosenHolder] = true;
        if (chooseAmongNamed(given()) == null) {
            Arrays.fill(withheld, false);
            return; // nobody else's log will do: it is asked for on and on
        }
        state.counters.count("logs.withheld");
        state.adoption.cancel();
        chooseLog();
    }

    /** Primary to backups: the view has begun (VRR §4.2, step 5). */
    void startView(int from, Message.StartView message) {
        if (from != state.primary()) {
            return;
        }
        state.suspicion.heardPrimary();
        if (mayAdopt(message)) {
            state.adoption.begin(message.opNumber(), message.hash(), message.commitNumber(), from);
        } else if (state.isNormal()) {
            state.learnCommitNumber(message.commitNumber());
        }
    }

    /**
     * Whether a StartView of this view is to be adopted: only before it has begun here (rule 13). A
     * late duplicate would truncate entries that were acknowledged since.
     */
    protected boolean mayAdopt(Message.StartView message) {
        return state.isViewChange() && !state.adoption.isUnderWay();
    }

    /** The log of the view is adopted and durable: normal operation begins. */
    void adopted() {
        state.status = ReplicaStatus.Status.NORMAL;
        Arrays.fill(reports, null);
        ownReport = null;
        state.repair.askAnew();
        state.execution.logReplaced();
        state.suspicion.viewEntered();
        state.growth.viewEntered();
        if (state.isPrimary()) {
            if (state.divergence.isDiverged()) {
                state.suspicion.abdicate(); // it has no state to lead with (rule 21)
            } else {
                state.normalOperation.leadership().begin();
            }
        } else {
            state.normalOperation.enterViewAsBackup();
        }
        state.clientRequests.enterView();
        state.readIndex.enterView();
    }

    /** What was said and not answered is said again. */
    void clockTick() {
        if (!state.isViewChange()) {
            return;
        }
        long since = state.tick - leftTick;
        if (since > 0 && since % Timing.REPEAT_TICKS == 0 && !state.adoption.isUnderWay()) {
            repeatReport();
        }
        state.adoption.clockTick();
        if (state.isPrimary()
                && chosenHolder != state.index
                && state.adoption.isStuck(STUCK_TICKS)) {
            chooseAnother();
        }
    }

    private void repeatReport() {
        long since = leftTick;
        report();
        leftTick = since;
    }
}
