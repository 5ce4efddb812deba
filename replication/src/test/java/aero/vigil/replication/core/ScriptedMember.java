package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One member of a scripted group: a replica with a journal and a vote that the test forces. */
final class ScriptedMember implements LogReader {

    private final ScriptedGroup group;
    final int index;

    /** Everything handed over, and how much of it is forced. */
    final List<JournalRecord> journal = new ArrayList<>();

    int forced;

    /** Of the journal: what cannot be read any more. */
    final Set<Integer> damaged = new HashSet<>();

    Vote vote;
    private Vote handedVote;
    private RecoveredLog log = new RecoveredLog();
    private int base;
    @Nullable CheckpointCapture checkpoint;
    private byte[] checkpointBytes = {};
    private long checkpointOp;

    private @Nullable Replica replica;
    Recorder machine = new Recorder();
    private HeldMessages held = new HeldMessages();
    final List<ClientReply> replies = new ArrayList<>();
    final List<QueryAnswer> answers = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();

    /** Added to what the machine's wall clock shows. */
    long wallOffsetMicros;

    /** Whether forces do not end. */
    boolean stalled;

    private long nonce;

    /** What the next start finds of the journal's end (rule 18). */
    boolean tailCertain = true;

    /** What an acknowledgement of this member says. */
    AcknowledgedWhen acknowledgedWhen = AcknowledgedWhen.FORCED;

    ScriptedMember(ScriptedGroup group, int index, LogEntry genesis) {
        this(
                group,
                index,
                genesis,
                Vote.initial(genesis, group.genesis().members().get(index).incarnation()));
    }

    /** A member with a disk that was made with this vote. */
    ScriptedMember(ScriptedGroup group, int index, LogEntry genesis, Vote vote) {
        this.group = group;
        this.index = index;
        this.vote = vote;
        this.handedVote = vote;
        journal.add(new JournalRecord.Entries(0, 0, 1, List.of(genesis)));
        forced = 1;
    }

    boolean isUp() {
        return replica != null;
    }

    Replica replica() {
        Replica running = replica;
        if (running == null) {
            throw new AssertionError("member " + index + " is down");
        }
        return running;
    }

    ReplicaStatus status() {
        return replica().status(now());
    }

    long counter(String name) {
        return status().counters().stream()
                .filter(counter -> counter.name().equals(name))
                .mapToLong(ReplicaStatus.Counter::value)
                .sum();
    }

    ClockReading now() {
        return new ClockReading(
                group.micros() + 7_000_000L * index, group.micros() + wallOffsetMicros);
    }

    void start() {
        forced = journal.size();
        base = journal.size();
        log = new RecoveredLog();
        for (int i = 0; i < journal.size(); i++) {
            if (damaged.contains(i)) {
                log.recordsLost();
            } else {
                log.add(i, journal.get(i));
            }
        }
        log.beginBehind(checkpointOp);
        handedVote = vote;
        held = new HeldMessages();
        machine = new Recorder();
        Replica started =
                new Replica(
                        new ReplicaConfiguration(group.genesis(), index, Timing.strict())
                                .with(acknowledgedWhen),
                        machine,
                        checkpointOp == 0
                                ? Recovered.ofLogAlone(vote, log, tailCertain)
                                : new Recovered(
                                        vote, log, checkpointOp, checkpointBytes, tailCertain),
                        this);
        replica = started;
        perform(started.start(now(), ++nonce));
    }

    /** The journal loses the records that hold these ops. */
    void damage(long firstOp, long lastOp) {
        for (int i = 0; i < journal.size(); i++) {
            for (LogEntry entry : entriesOf(journal.get(i))) {
                if (entry.opNumber() >= firstOp && entry.opNumber() <= lastOp) {
                    damaged.add(i);
                }
            }
        }
    }

    /** The process dies; what it has written is there at the next start. */
    void kill() {
        replica = null;
    }

    /** The machine loses power, and its disk the last so many records, forced as they were. */
    void loseLast(int records) {
        replica = null;
        for (int i = 0; i < records; i++) {
            journal.remove(journal.size() - 1);
        }
    }

    /** The process dies, and the last so many records turn out to be damaged. */
    void damageLast(int records) {
        loseLast(records);
        tailCertain = false;
    }

    void take(Input input) {
        replica().step(input, now());
        flush();
    }

    private void flush() {
        perform(replica().flush(now()));
        do {
            perform(replica().apply(now()));
        } while (replica().hasMoreToApply());
    }

    boolean hasUnforced() {
        return forced < journal.size() || handedVote.generation() > vote.generation();
    }

    /** Everything handed over becomes durable: the journal, then the vote. */
    void force() {
        forced = journal.size();
        vote = handedVote;
        Input.Forced completion = new Input.Forced(forced - base, vote.generation());
        held.release(completion).forEach(out -> group.sent(index, out));
        take(completion);
    }

    private void perform(Outputs outputs) {
        for (JournalRecord record : outputs.write()) {
            log.add(journal.size(), record);
            journal.add(record);
        }
        Vote newVote = outputs.vote();
        if (newVote != null) {
            handedVote = newVote;
        }
        held.hold(outputs);
        outputs.sendNow().forEach(out -> group.sent(index, out));
        replies.addAll(outputs.replies());
        answers.addAll(outputs.answers());
        outputs.alarms().forEach(alarm -> alarms.add(alarm.code()));
        CheckpointCapture capture = outputs.checkpoint();
        if (capture != null) {
            checkpoint = capture;
        }
    }

    /** The checkpoint that was last given out becomes durable. */
    void publishCheckpoint() {
        CheckpointCapture capture = checkpoint;
        if (capture == null) {
            throw new AssertionError("no checkpoint was given out at " + index);
        }
        publishCheckpointOf(capture.checkpoint().encode());
    }

    /** So does one of other bytes. */
    void publishCheckpointOf(byte[] bytes) {
        CheckpointCapture capture = checkpoint;
        if (capture == null) {
            throw new AssertionError("no checkpoint was given out at " + index);
        }
        checkpointBytes = bytes;
        checkpointOp = capture.opNumber();
        take(
                new Input.CheckpointPublished(
                        checkpointOp,
                        CheckpointPieces.digest(bytes, Limits.CHECKPOINT_PIECE_BYTES)));
    }

    /** Those of a replica that has applied nothing. */
    Checkpoints emptyCheckpoints() {
        ReplicaState state =
                new ReplicaState(
                        new ReplicaConfiguration(group.genesis(), index, Timing.strict()),
                        Recovered.ofLogAlone(vote, log, true),
                        this,
                        new Assembly(),
                        now());
        state.membership = new Membership(state);
        state.execution = new Execution(state, new Recorder(), new Assembly());
        return state.execution.checkpoints();
    }

    Digest hashOf(long opNumber) {
        LogEntry entry = read(opNumber);
        if (entry == null) {
            throw new AssertionError("op " + opNumber + " is not in the log of " + index);
        }
        return entry.hash();
    }

    @Override
    public @Nullable LogEntry read(long opNumber) {
        if (opNumber < log.firstOp() || opNumber > log.opNumber() || log.isMissing(opNumber)) {
            return null;
        }
        for (int at = (int) log.placeAtOrBefore(opNumber); at < journal.size(); at++) {
            for (LogEntry entry : entriesOf(journal.get(at))) {
                if (entry.opNumber() == opNumber) {
                    return damaged.contains(at) ? null : entry;
                }
            }
        }
        throw new AssertionError("op " + opNumber + " is not in the journal of " + index);
    }

    private static List<LogEntry> entriesOf(JournalRecord record) {
        if (record instanceof JournalRecord.Entries entries) {
            return entries.entries();
        }
        if (record instanceof JournalRecord.Repaired repaired) {
            return repaired.entries();
        }
        return record instanceof JournalRecord.Staged staged ? staged.entries() : List.of();
    }
}
