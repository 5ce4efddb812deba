package aero.vigil.replication.core;

import aero.vigil.replication.core.Peers.Peer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normal operation at the primary (VRR §4.1, steps 2, 4 and 6): stamps, batches and sends what
 * arrives, counts what is forced, and beats.
 */
public class Leadership {

    private static final byte[] NO_OPERATION = {};

    /** Entries that a repeated Prepare reads back from the journal at most. */
    private static final int MAX_REREAD = 0;

    /** Without f + 1 agreeing clocks for this long, the earliest of those heard is taken. */
    private static final int CLOCK_PATIENCE_TICKS = 50;

    private static final int MAX_REPEAT_ROUNDS = 32;

    /** Answers to older heartbeats say too little about a clock. */
    private static final int ROUNDS_REMEMBERED = 32;

    private final ReplicaState state;

    private boolean leading;

    /** Not followed by f backups for a timeout: it neither beats nor answers, and may resume. */
    private boolean isolated;

    /** The last ops of Prepares that are not committed. */
    private final Deque<Long> preparesInFlight = new ArrayDeque<>();

    private long announcedCommitNumber;
    private long round;

    /** This machine's monotonic clock when a heartbeat left, by its round. */
    private final long[] roundSentMicros = new long[ROUNDS_REMEMBERED];

    /** Whom a member that has lost its disk wants to be, by index. */
    private final @Nullable Incarnation[] wanted;

    /** A person wants another primary: nothing new is ordered, and what is ordered commits. */
    private boolean draining;

    private long drainingTick;

    private long beganTick;
    private boolean ticksBegun;

    protected Leadership(ReplicaState state) {
        this.state = state;
        this.wanted = new @Nullable Incarnation[state.places];
    }

    boolean isLeading() {
        return leading;
    }

    /** Whether it leads and is followed: only then may anybody take its word. */
    boolean isFollowed() {
        return leading && !isolated;
    }

    /** The view is this replica's, its log adopted and durable (VRR §4.2, step 3). */
    void begin() {
        leading = true;
        isolated = false;
        draining = false;
        preparesInFlight.clear();
        Arrays.fill(wanted, null);
        announcedCommitNumber = state.commitNumber;
        round = 0;
        beganTick = state.tick;
        state.peers.beginView(state.tick);
        state.greyPrimary.beginView();
        state.upgrades.beginView();
        state.divergence.beginView();
        state.clock.beginLeading(state.quorum(), state.log.lastTimestampMicros(), state.now);
        ticksBegun = false;
        adjustClock();
        for (int to = 0; to < state.reach(); to++) {
            if (to != state.index) {
                tellStartView(to);
            }
        }
        advanceCommitNumber();
    }

    private void beginTicks() {
        ticksBegun = true;
        state.ticks.beginView(
                state.execution.unapplied().lastTickMicros(), state.clock.read(state.now));
    }

    void end() {
        leading = false;
        state.growth.leaveView();
        preparesInFlight.clear();
    }

    /** Somebody asks for the view that this replica leads. */
    void tellStartView(int to) {
        state.send(
                to,
                new Message.StartView(
                        state.viewNumber,
                        state.log.opNumber(),
                        state.log.hash(),
                        state.commitNumber));
    }

    /** Backup to primary: forced (VRR §4.1, step 4). Cumulative; rule 3. */
    void prepareOk(int from, Message.PrepareOk message) {
        if (!leading) {
            return;
        }
        Peer peer = state.peers.get(from);
        peer.appended(Math.max(peer.appendedOp, message.opNumber()), state.tick);
        heard(from, message.health());
        count(from, message.opNumber(), message.hash());
    }

    private void heard(int from, Health health) {
        state.peers.get(from).health = health;
        if (from >= state.groupSize()) {
            return; // a learner's word is none
        }
        state.vouching.reported(from, health.checkpoint());
        state.upgrades.reported(from, health.newestVersion());
        state.divergence.reported(from, health);
    }

    /** Backup to primary: alive, and forced up to here. */
    void commitOk(int from, Message.CommitOk message) {
        if (!leading) {
            return;
        }
        Peer peer = state.peers.get(from);
        if (message.round() > peer.round) {
            peer.round = message.round();
            peer.appended(message.appendedOp(), state.tick);
            if (from < state.groupSize()) {
                hearClock(from, message);
            }
            state.readIndex.roundHeard();
        }
        heard(from, message.health());
        count(from, message.opNumber(), message.hash());
    }

    /** Only a heartbeat's answer bounds when a clock was read: a PrepareOk waits for a force. */
    private void hearClock(int from, Message.CommitOk answer) {
        long age = round - answer.round();
        if (age >= 0 && age < roundSentMicros.length) {
            state.clock.hear(
                    from,
                    answer.health().wallClockMicros(),
                    roundSentMicros[(int) (answer.round() % roundSentMicros.length)],
                    state.now);
        }
    }

    private void count(int from, long opNumber, Digest hash) {
        Peer peer = state.peers.get(from);
        if (opNumber <= peer.acknowledgedOp) {
            return;
        }
        boolean conflict =
                opNumber <= state.commitNumber
                        ? state.log.conflicts(opNumber, hash)
                        : !state.log.has(opNumber, hash);
        if (conflict) {
            state.alarm(
                    "LOG_CONFLICT",
                    "replica "
                            + from
                            + " acknowledges another op "
                            + opNumber
                            + " in view "
                            + state.viewNumber);
            return;
        }
        peer.acknowledgedOp = opNumber;
        advanceCommitNumber();
    }

    /** How many replicas must have forced an op before it is committed (rule 1): f + 1. */
    protected int forcesToCommit() {
        return state.quorum();
    }

    /** Any f + 1 forces in this view commit (rule 1). */
    void advanceCommitNumber() {
        if (!leading) {
            return;
        }
        long before = state.commitNumber;
        while (commitMore()) {
            // A replacement that is committed changes who counts for what stands behind it.
        }
        if (state.commitNumber > before) {
            state.greyPrimary.progressed();
            while (!preparesInFlight.isEmpty()
                    && preparesInFlight.element() <= state.commitNumber) {
                preparesInFlight.remove();
            }
        }
    }

    /** The primary's own force counts as one, like any other (rule 1). */
    protected long ownForcedOp() {
        return state.heldOp();
    }

    /** The end of this primary's log, forced or not. */
    protected final long ownOpNumber() {
        return state.log.opNumber();
    }

    /**
     * Commits up to the next replacement at most, and that only by f + 1 others than the member
     * replaced (rule 20): the new incarnation recovers from f + 1 others, and must find it there.
     *
     * @return whether a replacement was committed
     */
    private boolean commitMore() {
        long own = ownForcedOp();
        long forced = state.peers.quorumForcedOp(forcesToCommit(), own);
        Membership.Replacement next = state.membership.firstUncommitted();
        if (next != null && forced >= next.opNumber()) {
            boolean committed =
                    state.membership.mayCommit(next.index(), next.index())
                            || state.peers.quorumForcedOpWithout(next.index(), state.quorum(), own)
                                    >= next.opNumber();
            state.learnCommitNumber(committed ? next.opNumber() : next.opNumber() - 1);
            if (committed) {
                state.peers.get(next.index()).forget();
            }
            return committed;
        }
        if (forced > state.commitNumber) {
            state.learnCommitNumber(forced);
        }
        return false;
    }

    /**
     * A disk that was lost comes back as another incarnation and asks to be the member (rule 20).
     * Not while the present one is heard: then there are two machines with one index.
     */
    void replacementWanted(int index, Incarnation next) {
        if (!isOrdering()) {
            return;
        }
        if (state.tick - state.peers.get(index).heardTick < state.suspicion.timeoutTicks()) {
            state.counters.count("members.stillThere");
            return;
        }
        wanted[index] = next;
    }

    private int appendReplacements(List<LogEntry> entries) {
        int bytes = 0;
        for (int i = 0; i < wanted.length; i++) {
            Incarnation next = wanted[i];
            if (next == null) {
                continue;
            }
            wanted[i] = null;
            Membership.Replacement replacement = state.membership.replacementBy(i, next);
            if (replacement != null) {
                LogEntry entry =
                        append(
                                EntryKind.REPLACE_MEMBER,
                                ClientId.RESERVED,
                                0,
                                0,
                                replacement.encode());
                entries.add(entry);
                bytes += entry.sizeBytes();
            }
        }
        return bytes;
    }

    /** At the end of a step: what has arrived becomes Prepares, as far as the window is open. */
    void prepareArrived() {
        if (!isOrdering()) {
            return;
        }
        boolean prepared = false;
        while (preparesInFlight.size() < state.bounds.preparesInFlight()
                && !state.growth.endsEpoch()) {
            List<LogEntry> entries = nextBatch();
            if (entries.isEmpty()) {
                break;
            }
            state.writeEntries(entries);
            preparesInFlight.add(state.log.opNumber());
            state.sendToOthers(new Message.Prepare(state.viewNumber, state.commitNumber, entries));
            prepared = true;
        }
        if (prepared) {
            announcedCommitNumber = state.commitNumber;
        } else if (state.commitNumber > announcedCommitNumber) {
            sendCommit(0);
        }
    }

    private boolean isOrdering() {
        return leading && !isolated && state.clock.isSet() && !isGrey() && !givesWay();
    }

    /**
     * Gives way to another primary as gently as can be: what is ordered is committed first, or has
     * a timeout for it, and what waits to be ordered is kept by those it was asked of, for the next
     * view.
     */
    void stepDown() {
        if (!leading || state.groupSize() == 1 || givesWay()) {
            state.counters.count("stepDowns.refused");
            return;
        }
        state.counters.count("stepDowns");
        draining = true;
        drainingTick = state.tick;
        endDrained();
    }

    /** Whether nothing is ordered any more because another is to lead. */
    protected boolean givesWay() {
        return draining || state.suspicion.hasAbdicated();
    }

    private void endDrained() {
        boolean drained = state.commitNumber == state.log.opNumber();
        if (draining && (drained || state.tick - drainingTick >= state.suspicion.timeoutTicks())) {
            draining = false;
            state.counters.count(drained ? "stepDowns.drained" : "stepDowns.undrained");
            state.suspicion.abdicate();
            state.suspicion.evaluate();
        }
    }

    private List<LogEntry> nextBatch() {
        List<LogEntry> entries = new ArrayList<>();
        Reconfiguration change = state.growth.due();
        if (change != null) {
            appendOwn(entries, EntryKind.RECONFIGURE, change.encode());
            return entries;
        }
        int bytes = appendReplacements(entries);
        if (isTickDue()) {
            state.ticks.made(state.clock.read(state.now));
            bytes += appendOwn(entries, EntryKind.TICK, NO_OPERATION);
        }
        CheckpointId agreed = state.vouching.due();
        if (agreed != null && entries.size() < state.bounds.batchEntries()) {
            bytes += appendOwn(entries, EntryKind.CHECKPOINT_VOUCHED, agreed.encode());
        }
        int version = state.upgrades.due();
        if (version != 0 && entries.size() < state.bounds.batchEntries()) {
            bytes += appendOwn(entries, EntryKind.UPGRADE, Upgrades.operation(version));
        }
        while (entries.size() < state.bounds.batchEntries() && !state.clientRequests.isEmpty()) {
            int room = entries.isEmpty() ? Integer.MAX_VALUE : state.bounds.messageBytes() - bytes;
            ClientRequest request = state.clientRequests.next(room);
            if (request == null) {
                break;
            }
            LogEntry entry =
                    append(
                            request.kind(),
                            request.clientId(),
                            request.sessionOp(),
                            request.requestNumber(),
                            request.operation());
            entries.add(entry);
            bytes += entry.sizeBytes();
        }
        return entries;
    }

    private boolean isTickDue() {
        return state.ticks.isDue(
                state.clock.read(state.now),
                state.execution.unapplied().lastTickOp(),
                state.commitNumber);
    }

    private int appendOwn(List<LogEntry> entries, EntryKind kind, byte[] operation) {
        LogEntry own = append(kind, ClientId.RESERVED, 0, 0, operation);
        entries.add(own);
        return own.sizeBytes();
    }

    private LogEntry append(
            EntryKind kind,
            ClientId clientId,
            long sessionOp,
            long requestNumber,
            byte[] operation) {
        Log log = state.log;
        LogEntry entry =
                LogEntry.create(
                        kind,
                        log.opNumber() + 1,
                        state.viewNumber,
                        state.clock.stampAfter(log.lastTimestampMicros(), state.now),
                        clientId,
                        sessionOp,
                        requestNumber,
                        operation,
                        log.hash());
        log.append(entry);
        state.execution.appended(entry);
        return entry;
    }

    /** What every member's log holds durably and knows to be committed. */
    private long passedByAll() {
        long passed = Math.min(state.durability.forcedOp(), state.commitNumber);
        for (int i = 0; i < state.groupSize(); i++) {
            if (i != state.index) {
                Peer peer = state.peers.get(i);
                Health health = peer.health;
                passed =
                        Math.min(
                                passed,
                                health == null
                                        ? 0
                                        : Math.min(peer.acknowledgedOp, health.commitNumber()));
            }
        }
        state.passedByAllOp = Math.max(state.passedByAllOp, passed);
        return state.passedByAllOp;
    }

    private void sendCommit(long withRound) {
        announcedCommitNumber = state.commitNumber;
        state.sendToOthers(
                new Message.Commit(
                        state.viewNumber,
                        state.commitNumber,
                        state.log.opNumber(),
                        state.log.hash(),
                        withRound,
                        state.clock.read(state.now),
                        state.divergence.newestAgreed(),
                        passedByAll()));
    }

    void clockTick() {
        if (!leading) {
            return;
        }
        adjustClock();
        checkIsolation();
        if (state.space.shouldGiveWay()) {
            state.suspicion.abdicate();
        }
        state.greyPrimary.clockTick(ownForcedOp());
        endDrained();
        if (isolated && state.tick % Timing.REPEAT_TICKS == 0) {
            sayView();
        }
        if (!leading || isolated || isGrey() || state.suspicion.hasAbdicated()) {
            return; // whoever hears a heartbeat takes its wish for another primary back
        }
        beginRound();
        for (int i = 0; i < state.reach(); i++) {
            if (i != state.index) {
                repeatPrepare(i);
            }
        }
    }

    /**
     * Of two primaries that nobody follows, each of its own view, the later one must be heard: a
     * heartbeat, which neither sends, is the only other message that nobody asks for.
     */
    private void sayView() {
        state.sendToOthers(new Message.NewerView(state.viewNumber));
    }

    private void beginRound() {
        round++;
        roundSentMicros[(int) (round % roundSentMicros.length)] = state.now.monotonicMicros();
        sendCommit(round);
        state.readIndex.roundBegun(round);
    }

    /** Reads wait for a heartbeat: it leaves at once. */
    void beginReadRound() {
        if (leading && !isolated && !isGrey() && !state.suspicion.hasAbdicated()) {
            beginRound();
        }
    }

    private void adjustClock() {
        int deviant = state.clock.adjust(state.now);
        if (deviant >= 0) {
            state.alarm(
                    "CLOCK_OFF",
                    deviant,
                    "the clock of replica " + deviant + " is off; it is not used");
        }
        if (!state.clock.isSet()
                && state.tick - beganTick >= CLOCK_PATIENCE_TICKS
                && state.clock.setEarliest(state.now)) {
            state.alarm("CLOCK_ALONE", "no majority of clocks agrees; taking the earliest");
        }
        if (state.clock.isSet() && !ticksBegun) {
            beginTicks();
        }
    }

    private void checkIsolation() {
        boolean followed =
                state.peers.heardWithin(state.suspicion.timeoutTicks(), state.tick)
                        >= state.quorum() - 1;
        if (isolated && followed) {
            state.greyPrimary.progressed();
        } else if (!isolated && !followed) {
            state.counters.count("primary.isolated");
        }
        isolated = !followed;
    }

    /** Whether it is followed and should be replaced all the same (rule 1). */
    protected boolean isGrey() {
        return leading
                && state.groupSize() > 1
                && (state.greyPrimary.isDiskBehindOthers()
                        || (!isolated && state.greyPrimary.isUnheard(ownForcedOp())));
    }

    /**
     * A Prepare that was not appended leaves again after two heartbeats, then ever more seldom.
     * They are counted by the backup's own answers: where lines keep order, an answer to a later
     * heartbeat without the entries says that they are lost, and slowness alone says nothing.
     */
    protected void repeatPrepare(int to) {
        Peer peer = state.peers.get(to);
        if (peer.appendedOp == 0) {
            return; // it has not said yet where its log ends
        }
        if (peer.appendedOp >= peer.expectedOp) {
            peer.expectedOp = state.log.opNumber();
            peer.expectedRound = round;
            peer.repeatAfterRounds = Timing.PREPARE_REPEAT_ROUNDS;
            return;
        }
        if (peer.round - peer.expectedRound < peer.repeatAfterRounds) {
            return;
        }
        List<LogEntry> entries = state.log.piece(peer.appendedOp + 1, MAX_REREAD);
        if (entries.isEmpty()) {
            return; // it lags further than memory reaches, and asks for it itself
        }
        peer.expectedRound = round;
        peer.repeatAfterRounds = Math.min(MAX_REPEAT_ROUNDS, 2 * peer.repeatAfterRounds);
        state.counters.count("prepares.repeated");
        state.send(to, new Message.Prepare(state.viewNumber, state.commitNumber, entries));
    }
}
