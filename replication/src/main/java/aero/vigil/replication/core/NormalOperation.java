package aero.vigil.replication.core;

import java.util.List;
import java.util.TreeMap;

/**
 * Normal operation at the backups, and what is common to them and the primary: appending,
 * acknowledging, learning what is committed (VRR §4.1).
 */
public class NormalOperation {

    private final ReplicaState state;

    /** Prepares that wait for one before them, by first op; bounded. */
    private final TreeMap<Long, Message.Prepare> heldPrepares = new TreeMap<>();

    private boolean acknowledgementDue;

    protected NormalOperation(ReplicaState state) {
        this.state = state;
    }

    Leadership leadership() {
        return state.leadership;
    }

    /** Whether this replica is the primary of a view that it has begun itself. */
    boolean isLeading() {
        return state.leadership.isLeading();
    }

    /** Primary to backup: append (VRR §4.1, step 3; rule 3). */
    void prepare(int from, Message.Prepare message) {
        if (from != state.primary() || message.entries().isEmpty()) {
            return;
        }
        state.suspicion.heardPrimary();
        if (!state.isNormal()) {
            hold(message);
            return;
        }
        take(message.entries());
        takeHeld();
        state.learnCommitNumber(message.commitNumber());
    }

    /** Appends what is new of these and follows; what comes too early is held. */
    private void take(List<LogEntry> entries) {
        LogEntry last = entries.get(entries.size() - 1);
        long opNumber = state.log.opNumber();
        if (last.opNumber() <= opNumber) {
            if (state.log.conflicts(last.opNumber(), last.hash())) {
                state.alarm(
                        "LOG_CONFLICT",
                        "view " + state.viewNumber + " has two entries " + last.opNumber());
            }
            acknowledgementDue = true;
            return;
        }
        long firstOp = entries.get(0).opNumber();
        if (firstOp > opNumber + 1) {
            hold(new Message.Prepare(state.viewNumber, state.commitNumber, entries));
            state.stateTransfer.ask();
            return;
        }
        append(entries.subList((int) (opNumber + 1 - firstOp), entries.size()));
    }

    /**
     * Appends entries of this view, if each is what may come next.
     *
     * @return whether they were appended
     */
    boolean append(List<LogEntry> entries) {
        if (entries.isEmpty() || !isChain(entries)) {
            state.alarm("LOG_CONFLICT", "entries of view " + state.viewNumber + " do not follow");
            return false;
        }
        for (LogEntry entry : entries) {
            state.log.append(entry);
            state.execution.appended(entry);
        }
        state.writeEntries(entries);
        acknowledgementDue = true;
        return true;
    }

    private boolean isChain(List<LogEntry> entries) {
        if (!state.log.mayFollow(entries.get(0))) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            LogEntry entry = entries.get(i);
            if (entry.viewNumber() > state.viewNumber) {
                return false;
            }
            if (i > 0) {
                LogEntry before = entries.get(i - 1);
                if (entry.opNumber() != before.opNumber() + 1
                        || !entry.previousHash().equals(before.hash())
                        || entry.timestampMicros() <= before.timestampMicros()) {
                    return false;
                }
            }
        }
        return true;
    }

    private void hold(Message.Prepare message) {
        if (heldPrepares.size() >= state.bounds.heldPrepares()) {
            state.counters.count("prepares.notHeld");
            return;
        }
        heldPrepares.put(message.entries().get(0).opNumber(), message);
    }

    /** Takes the Prepares that were held, as far as they follow now. */
    void takeHeld() {
        while (!heldPrepares.isEmpty()) {
            if (heldPrepares.firstKey() > state.log.opNumber() + 1) {
                return;
            }
            Message.Prepare next = heldPrepares.pollFirstEntry().getValue();
            take(next.entries());
            state.learnCommitNumber(next.commitNumber());
        }
    }

    /** Primary to backup: the heartbeat (VRR §4.1, step 6; rule 4). */
    void commit(int from, Message.Commit message) {
        if (from != state.primary()) {
            return;
        }
        state.suspicion.heardPrimary();
        if (!state.isNormal()) {
            return;
        }
        state.clock.follow(message.clusterClockMicros(), state.now);
        state.divergence.agreed(message.agreed());
        state.passedByAllOp = Math.max(state.passedByAllOp, message.passedByAllOp());
        if (message.opNumber() > state.log.opNumber()) {
            lacksEntries();
        } else if (state.log.conflicts(message.opNumber(), message.hash())) {
            state.alarm(
                    "LOG_CONFLICT",
                    "the primary's op "
                            + message.opNumber()
                            + " of view "
                            + state.viewNumber
                            + " is another than ours");
            return;
        }
        state.learnCommitNumber(message.commitNumber());
        if (message.round() > 0) {
            answerHeartbeat(message.round());
        }
    }

    /** The heartbeat says that the primary's log is longer: what is missing is asked for. */
    protected void lacksEntries() {
        state.stateTransfer.ask();
    }

    /** Names the end of what it holds; nothing, where damage has taken the name of that op. */
    private void answerHeartbeat(long round) {
        long heldOp = Math.min(state.heldOp(), promisableOp());
        if (heldOp < state.log.firstOp() - 1) {
            heldOp = 0; // the log begins at a checkpoint further on, and that is not forced yet
        }
        Digest hash = heldOp == 0 ? null : state.log.hashAt(heldOp);
        state.send(
                state.primary(),
                new Message.CommitOk(
                        state.viewNumber,
                        round,
                        hash == null ? 0 : heldOp,
                        hash == null ? Digest.ZERO : hash,
                        state.log.opNumber(),
                        state.health()));
    }

    /**
     * How far this replica is a copy of what may not be committed yet: not beyond a body that it
     * has lost (replication.md §8). 0 where nothing names that op.
     */
    protected long promisableOp() {
        Hole lost = state.log.holes().firstAbove(state.commitNumber);
        if (lost == null) {
            return state.log.opNumber();
        }
        long before = lost.firstOp() - 1;
        return before > 0 && state.log.hashAt(before) != null ? before : 0;
    }

    /** Where the log ends. */
    protected final long lastOp() {
        return state.log.opNumber();
    }

    /** Bodies that were missing are there again: this replica is a copy of them. */
    void bodiesRepaired() {
        acknowledgementDue = true;
    }

    /** At the end of a step: what was appended is acknowledged, once it is forced. */
    void acknowledgeAppended() {
        if (acknowledgementDue && state.isNormal() && !state.isPrimary()) {
            acknowledgeHeld();
        }
        acknowledgementDue = false;
    }

    private void acknowledgeHeld() {
        long promisable = promisableOp();
        Digest hash = promisable == 0 ? null : state.log.hashAt(promisable);
        if (hash != null) {
            acknowledge(
                    state.primary(),
                    new Message.PrepareOk(state.viewNumber, promisable, hash, state.health()));
        }
    }

    /** A promise that the log is held to its end: it waits for the force, unless told not to. */
    protected void acknowledge(int primary, Message.PrepareOk message) {
        state.acknowledge(primary, message);
    }

    /** Puts out a message that waits for nothing. */
    protected final void sendAtOnce(int to, Message message) {
        state.outputs.sendNow(to, message);
    }

    /** The log begins at a checkpoint now, further on than it ended. */
    void logBegan() {
        acknowledgementDue = true;
        takeHeld();
    }

    /** A view was left. */
    void leaveView() {
        heldPrepares.clear();
        acknowledgementDue = false;
        state.leadership.end();
    }

    /** A backup has adopted the log of the view: it acknowledges it, and takes what was held. */
    void enterViewAsBackup() {
        acknowledgementDue = true;
        takeHeld();
    }
}
