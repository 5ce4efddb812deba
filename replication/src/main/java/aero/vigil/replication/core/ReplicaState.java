package aero.vigil.replication.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one replica that its concerns share (replication.md §2), what it puts out in this
 * step, and the way from one concern to another.
 *
 * <p>Invariants, checked at the end of each step: logView ≤ viewNumber, equal when NORMAL;
 * appliedOp ≤ commitNumber ≤ opNumber.
 */
@SuppressWarnings("NullAway.Init") // the concerns are joined right after they are made
public final class ReplicaState {

    final ReplicaConfiguration configuration;
    final Assembly assembly;
    final int index;

    /** How many members there may ever be: those behind the group's are learners. */
    final int places;

    final Bounds bounds;

    final Log log;
    final Durability durability;
    final Peers peers;
    final ClusterClock clock;
    final Ticks ticks;
    final Counters counters = new Counters();

    GreyPrimary greyPrimary;
    Growth growth;
    Leadership leadership;
    NormalOperation normalOperation;
    ViewChange viewChange;
    Adoption adoption;
    Suspicion suspicion;
    StateTransfer stateTransfer;
    Vouching vouching;
    Repair repair;
    DiskSpace space;
    CatchUp catchUp;
    Divergence divergence;
    @Nullable IncomingCheckpoint incoming;
    ClientRequests clientRequests;
    ReadIndex readIndex;
    Upgrades upgrades;
    Execution execution;
    Membership membership;
    Recovery recovery;

    ReplicaStatus.Status status;
    long viewNumber;
    long logView;
    long adoptedOp;
    Digest adoptedHash;
    final Incarnation incarnation;

    /** The view whose log the journal held at the start, as far as its records say. */
    final long journalLogView;

    /** Durable: something promised is not here; only the vote that ends recovery clears it. */
    boolean recoveringMark;

    /** Another incarnation has this member's place: this one never takes part again. */
    boolean replaced;

    /** False if something promised may stand behind the end of the log (rule 18). */
    boolean tailCertain;

    /** What is known to be committed and held here. */
    long commitNumber;

    /** The greatest commit-number heard of, held here or not. */
    long knownCommitNumber;

    /** When that last rose: then a majority was there. */
    long committedMicros;

    /** What every member has durably, says the primary: nobody will ever ask for it. */
    long passedByAllOp;

    /** One more than the greatest place that was heard of. */
    private int reach;

    /** Clock ticks since the start. */
    long tick;

    ClockReading now;
    Outputs outputs = new Outputs();

    ReplicaState(
            ReplicaConfiguration configuration,
            Recovered recovered,
            LogReader reader,
            Assembly assembly,
            ClockReading now) {
        this.assembly = assembly;
        this.configuration = configuration;
        this.index = configuration.index();
        this.places = configuration.places();
        this.reach = index + 1;
        this.bounds = configuration.bounds();
        this.now = now;
        this.log = new Log(recovered.log(), reader, configuration.bounds());
        this.durability = new Durability(recovered.vote().generation(), recovered.log().opNumber());
        this.peers = new Peers(places, index, () -> growth.counted());
        this.clock = assembly.clusterClock(configuration);
        this.ticks = assembly.ticks(configuration);
        this.incarnation = recovered.vote().incarnation();
        Vote vote = recovered.vote();
        boolean voteBehind = recovered.log().logView() > vote.logView();
        this.journalLogView = recovered.log().logView();
        this.logView = Math.max(vote.logView(), journalLogView);
        this.viewNumber = Math.max(vote.viewNumber(), logView);
        this.adoptedOp = voteBehind ? recovered.log().adoptedOp() : vote.adoptedOp();
        this.adoptedHash = voteBehind ? recovered.log().adoptedHash() : vote.adoptedHash();
        if (voteBehind) {
            durability.voteChanged();
        }
        this.tailCertain = recovered.tailCertain();
        this.commitNumber = Math.max(recovered.log().commitNumber(), recovered.checkpointOp());
        this.knownCommitNumber = commitNumber;
        this.committedMicros = now.monotonicMicros();
        this.recoveringMark = vote.recovering();
        this.status =
                recoveringMark
                        ? ReplicaStatus.Status.RECOVERING
                        : viewNumber == logView
                                ? ReplicaStatus.Status.NORMAL
                                : ReplicaStatus.Status.VIEW_CHANGE;
    }

    boolean isNormal() {
        return status == ReplicaStatus.Status.NORMAL;
    }

    boolean isViewChange() {
        return status == ReplicaStatus.Status.VIEW_CHANGE;
    }

    /** The number of replicas in the epoch of this view, N. */
    int groupSize() {
        return configuration.groupSize(viewNumber);
    }

    /** How many of them are a majority: f + 1 of 2f + 1. */
    int quorum() {
        return assembly.majorityOf(groupSize());
    }

    /** Whether this replica counts for anything in its view; else it is a learner. */
    boolean isMember() {
        return index < groupSize();
    }

    /** The members and the learners that are there: all that are told what is said to all. */
    int reach() {
        return Math.max(groupSize(), reach);
    }

    /** Somebody is there, in a place and in a view: all of its members are to be told things. */
    void reached(int place, long view) {
        reach = Math.max(reach, Math.max(place + 1, configuration.groupSize(view)));
    }

    /** The primary of this view. */
    int primary() {
        return configuration.primaryOf(viewNumber);
    }

    boolean isPrimary() {
        return primary() == index;
    }

    /**
     * Sends what promises nothing but that this replica is durably in its view: at once if it is,
     * and else as soon as it will be.
     */
    void send(int to, Message message) {
        if (durability.isVoteForced()) {
            outputs.sendNow(to, message);
        } else {
            outputs.afterForce(to, message);
        }
    }

    void sendToOthers(Message message) {
        for (int to = 0; to < reach(); to++) {
            if (to != index) {
                send(to, message);
            }
        }
    }

    /** Sends what promises that everything handed out so far is durable. */
    void promise(int to, Message message) {
        outputs.afterForce(to, message);
    }

    /** Sends what says that the log is held to its end, when it is held as it must be. */
    void acknowledge(int to, Message message) {
        if (configuration.acknowledgedWhen() == AcknowledgedWhen.IN_MEMORY) {
            send(to, message);
        } else {
            promise(to, message);
        }
    }

    /** Up to where this replica says that it has the log. */
    long heldOp() {
        return configuration.acknowledgedWhen() == AcknowledgedWhen.IN_MEMORY
                ? log.opNumber()
                : durability.forcedOp();
    }

    /** Hands entries to the journal that were just appended. */
    void writeEntries(List<LogEntry> entries) {
        outputs.write(new JournalRecord.Entries(viewNumber, logView, commitNumber, entries));
        durability.entriesWritten(log.opNumber());
    }

    /** What this replica knows to be committed, if it is more than before. */
    void learnCommitNumber(long heard) {
        if (heard > knownCommitNumber) {
            knownCommitNumber = heard;
            committedMicros = now.monotonicMicros();
        }
        commitNumber = Math.max(commitNumber, Math.min(heard, log.opNumber()));
    }

    /** Says who the members are; the receiver, if it was replaced, hears that too. */
    void tellMembers(int to, Incarnation receiver) {
        send(
                to,
                new Message.Members(
                        viewNumber,
                        membership.changes(),
                        membership.named(),
                        membership.isRetired(receiver) ? receiver : Incarnation.NONE,
                        membership.addressesToTell()));
    }

    /** Another has this member's place. */
    void beReplaced() {
        if (!replaced) {
            replaced = true;
            status = ReplicaStatus.Status.RECOVERING;
            normalOperation.leaveView();
            adoption.cancel();
            outputs.discardHeldMessages();
            alarm(
                    Alarm.MEMBER_REPLACED,
                    "member "
                            + index
                            + " was replaced by another disk: this one, incarnation "
                            + incarnation
                            + ", never takes part again; remove it");
        }
    }

    /** What an acknowledgement says besides; of a borrowed state it is no witness (rule 16). */
    Health health() {
        boolean witness = !divergence.isBorrowed();
        return new Health(
                commitNumber,
                witness ? execution.frameNumber() : 0,
                execution.frameDigest(),
                now.wallMicros(),
                witness ? execution.checkpoints().computed() : CheckpointId.NONE,
                execution.stateMachine().newestVersion(),
                configuration.release(),
                space.isLow(),
                catchUp.isAdvancing());
    }

    /** Something about this replica. */
    void alarm(String code, String text) {
        alarm(code, index, text);
    }

    /** Something about another one. */
    void alarm(String code, int subject, String text) {
        counters.count("alarm." + code);
        outputs.alarm(code, subject, text);
    }

    /** Whether no body is missing above what is applied, up to this op. */
    boolean isWholeThrough(long op) {
        Hole next = log.holes().firstAbove(execution.appliedOp());
        return next == null || next.firstOp() > op;
    }

    /** Closes the step and gives out what it wants done. */
    Outputs takeOutputs() {
        log.takeFound().forEach(repair::found);
        repair.count();
        checkInvariants();
        Vote vote = null;
        if (durability.takeVoteChanged()) {
            vote =
                    new Vote(
                            durability.voteGeneration(),
                            viewNumber,
                            logView,
                            adoptedOp,
                            adoptedHash,
                            incarnation,
                            recoveringMark);
        }
        Outputs finished = outputs;
        finished.members(membership.takeChanged());
        finished.finish(
                vote,
                durability.journalSequence(),
                durability.voteGeneration(),
                durability.isAllForced());
        outputs = new Outputs();
        return finished;
    }

    private void checkInvariants() {
        if (logView > viewNumber || (isNormal() && logView != viewNumber)) {
            throw new AssertionError(status + " in view " + viewNumber + ", log view " + logView);
        }
        if (commitNumber > log.opNumber() || execution.appliedOp() > commitNumber) {
            throw new AssertionError(
                    "applied "
                            + execution.appliedOp()
                            + ", committed "
                            + commitNumber
                            + ", log to "
                            + log.opNumber());
        }
    }
}
