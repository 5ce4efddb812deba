package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private long checkpointOp;

    /** What is on the disk, by op. */
    final TreeMap<Long, StoredCheckpoint> checkpoints = new TreeMap<>();

    /** Pieces of a checkpoint on its way, in the order in which they came. */
    final List<KeptPiece> kept = new ArrayList<>();

    private @Nullable IncomingCheckpoint incoming;

    /** What other threads have done. */
    private final Deque<Input> done = new ArrayDeque<>();

    /** Records before this one are gone. */
    private int firstRecord;

    private @Nullable Replica replica;
    Recorder machine = new Recorder();
    private HeldMessages held = new HeldMessages();
    final List<ClientReply> replies = new ArrayList<>();
    final List<QueryAnswer> answers = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    final List<FrameCut> frames = new ArrayList<>();

    /** Whom the committed log names, as it was last told. */
    MemberRoll roll = new MemberRoll(List.of(), List.of(), 0, List.of());

    /** Added to what the machine's wall clock shows. */
    long wallOffsetMicros;

    /** The software that it runs from its next start on. */
    long release;

    /** Whether what other threads have done is not told. */
    boolean othersStalled;

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
        for (int i = firstRecord; i < journal.size(); i++) {
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
        Map.Entry<Long, StoredCheckpoint> newest = checkpoints.floorEntry(log.opNumber());
        done.clear();
        Replica started =
                new Replica(
                        new ReplicaConfiguration(
                                        group.genesis(),
                                        index,
                                        Timing.strict(),
                                        Bounds.standard(),
                                        release)
                                .with(acknowledgedWhen),
                        machine,
                        new Recovered(
                                vote, log, newest == null ? null : newest.getValue(), tailCertain),
                        this);
        replica = started;
        perform(started.start(now(), ++nonce));
        if (incoming != null) {
            take(new Input.CheckpointKept(incoming));
        }
    }

    /** What its journal says. */
    RecoveredLog recoveredLog() {
        return log;
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

    boolean hasDone() {
        return !done.isEmpty() && !othersStalled;
    }

    /** What other threads have done is told. */
    void takeDone() {
        while (!done.isEmpty()) {
            take(done.remove());
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
        MemberRoll told = outputs.members();
        roll = told == null ? roll : told;
        outputs.sendNow().forEach(out -> group.sent(index, out));
        replies.addAll(outputs.replies());
        answers.addAll(outputs.answers());
        outputs.alarms().forEach(alarm -> alarms.add(alarm.code()));
        CheckpointCapture capture = outputs.checkpoint();
        if (capture != null && !capture.fetched()) {
            checkpoint = capture;
        } else if (capture != null) {
            byte[] bytes = capture.checkpoint().encode();
            checkpoints.put(
                    capture.opNumber(),
                    new StoredCheckpoint(capture.opNumber(), bytes, capture.borrowed()));
            done.add(new Input.CheckpointPublished(capture.opNumber(), digestOf(bytes)));
        }
        outputs.checkpointReads().forEach(this::read);
        CheckpointId wanted = outputs.checkpointToLoad();
        if (wanted != null) {
            byte[] bytes = stateAt(wanted.opNumber());
            boolean right = bytes != null && digestOf(bytes).equals(wanted.digest());
            done.add(new Input.CheckpointLoaded(wanted, right ? bytes : null));
        }
        for (CheckpointId wrong : outputs.discardedCheckpoints()) {
            byte[] bytes = stateAt(wrong.opNumber());
            if (bytes != null && digestOf(bytes).equals(wrong.digest())) {
                checkpoints.remove(wrong.opNumber());
            }
        }
        frames.addAll(outputs.frames());
        for (KeptPiece piece : outputs.keptPieces()) {
            kept.add(piece);
            keep(piece);
        }
    }

    private static Digest digestOf(byte[] bytes) {
        return CheckpointPieces.digest(bytes, Limits.CHECKPOINT_PIECE_BYTES);
    }

    private byte @Nullable [] stateAt(long op) {
        StoredCheckpoint there = checkpoints.get(op);
        return there == null ? null : there.state();
    }

    private void read(CheckpointRead wanted) {
        byte[] bytes = stateAt(wanted.checkpoint().opNumber());
        CheckpointPieces list =
                bytes == null ? null : CheckpointPieces.of(bytes, Limits.CHECKPOINT_PIECE_BYTES);
        done.add(
                new Input.CheckpointPieceRead(
                        wanted,
                        wanted.piece() < 0 ? list : null,
                        wanted.piece() < 0 ? null : part(bytes, list, wanted.piece())));
    }

    private static byte @Nullable [] part(
            byte @Nullable [] bytes, @Nullable CheckpointPieces list, int piece) {
        if (bytes == null || list == null) {
            return null;
        }
        int from = (int) list.offset(piece);
        return Arrays.copyOfRange(bytes, from, from + list.length(piece));
    }

    private void keep(KeptPiece piece) {
        IncomingCheckpoint before = incoming;
        byte[] bytes =
                before != null && before.checkpoint().equals(piece.checkpoint())
                        ? before.bytes()
                        : new byte[(int) piece.pieces().lengthBytes()];
        int offset = (int) piece.pieces().offset(piece.piece());
        System.arraycopy(piece.bytes(), 0, bytes, offset, piece.bytes().length);
        incoming = new IncomingCheckpoint(piece.checkpoint(), bytes);
    }

    /** The journal lets go of the records in which everything is before this op. */
    void letGoBelow(long op) {
        while (entriesOf(journal.get(firstRecord)).stream()
                .allMatch(entry -> entry.opNumber() < op)) {
            firstRecord++;
        }
        log = new RecoveredLog();
        for (int i = firstRecord; i < journal.size(); i++) {
            log.add(i, journal.get(i));
        }
        take(new Input.LogLetGo(log.firstOp()));
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
        checkpointOp = capture.opNumber();
        checkpoints.put(
                checkpointOp, new StoredCheckpoint(checkpointOp, bytes, capture.borrowed()));
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
