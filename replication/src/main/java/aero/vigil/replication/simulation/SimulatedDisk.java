package aero.vigil.replication.simulation;

import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.IncomingCheckpoint;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The disk of one machine, with its page cache apart, and the journal thread that writes to it.
 *
 * <p>A record is handed over, then written (page cache), then forced. A killed process loses what
 * is not written; a power cut loses what is not forced, from some point of it on. The vote is
 * written after the records that came with it are forced.
 */
final class SimulatedDisk implements LogReader {

    /** Records in one file. */
    private static final int FILE_RECORDS = 8;

    private final EventQueue events;
    private final SeededRandom random;
    private final SeedPlan plan;
    private final Checker checker;
    private final DiskRules rules;

    /** Everything handed over, the first {@code written} of them written, {@code forced} forced. */
    private final List<JournalRecord> records = new ArrayList<>();

    private int written;
    private int forced;

    /** The log as forced, and as handed over. */
    private HashedLog durableLog;

    /** What was forced for this member and then lost to damage, or with a disk. */
    private final Map<Digest, Long> lost = new HashMap<>();

    /** The incarnations that this disk had before its vote was lost. */
    private final List<Incarnation> former = new ArrayList<>();

    /** Whether the log that the vote stands on is gone, and none was adopted since. */
    private boolean logLost;

    /** Whether the journal's end was damaged, and no log was adopted since. */
    private boolean uncertain;

    /** Whether damage has ever taken anything. */
    private boolean everDamaged;

    /** Records that cannot be read any more, with intact ones behind them. */
    private final TreeSet<Integer> damaged = new TreeSet<>();

    /** The bodies of the durable log that are lost with them, and not repaired yet. */
    private final TreeMap<Long, Digest> missing = new TreeMap<>();

    /** Of these, what no start has read since, and no promise stands on yet. */
    private final TreeMap<Long, Digest> unnoticed = new TreeMap<>();

    /** The last op that this disk's replica has promised to hold. */
    private long promisedOp = 1;

    private HashedLog handedLog;
    private RecoveredLog index = new RecoveredLog();

    private Vote durableVote;

    /** Every vote that became durable, with how many records were forced then. */
    private final List<ForcedVote> votes = new ArrayList<>();

    private boolean voteCopyDamaged;
    private @Nullable Runnable forceFailure;
    private @Nullable Vote voteBeingWritten;
    private @Nullable Vote voteHanded;

    /** The two newest, and what was fetched. */
    private final TreeMap<Long, StoredCheckpoint> checkpoints = new TreeMap<>();

    /** When pieces of a checkpoint were last read for another replica, by op. */
    private final Map<Long, Long> readMicros = new HashMap<>();

    private static final long FETCHED_MICROS = 30_000_000;

    /** Pieces of the checkpoint that is being fetched. */
    private @Nullable IncomingCheckpoint incoming;

    /** Records before this one are let go of; whole files of them. */
    private int firstKept;

    /** The ops up to here went with them. */
    private long letGoBelow;

    private int base;
    private boolean forcing;
    private long epoch;
    private long slowUntilMicros;
    private long slowForceMicros;

    /** Until when forces that began on a slow disk are under way. */
    private long slowForceEndsMicros;

    private Consumer<Input.Forced> onForced = forcedInput -> {};

    private record ForcedVote(Vote vote, int forcedRecords) {}

    SimulatedDisk(
            EventQueue events,
            SeededRandom random,
            SeedPlan plan,
            LogEntry genesis,
            Vote initialVote,
            Checker checker,
            DiskRules rules) {
        this.rules = rules;
        this.checker = checker;
        this.events = events;
        this.random = random;
        this.plan = plan;
        this.durableLog = new HashedLog(checker);
        this.handedLog = new HashedLog(null);
        this.durableVote = initialVote;
        votes.add(new ForcedVote(initialVote, 1));
        JournalRecord first = new JournalRecord.Entries(0, 0, 1, List.of(genesis));
        records.add(first);
        written = 1;
        forced = 1;
        durableLog.add(first);
    }

    HashedLog durableLog() {
        return durableLog;
    }

    HashedLog handedLog() {
        return handedLog;
    }

    Vote durableVote() {
        return durableVote;
    }

    /** For a while, forces take about this long. */
    void slowDown(long forceMicros, long forMicros) {
        slowForceMicros = forceMicros;
        slowUntilMicros = events.nowMicros() + forMicros;
    }

    void speedUp() {
        slowUntilMicros = 0;
        forceFailure = null;
    }

    /** Whether a force that began on a slow disk is still under way: not even speedUp ends it. */
    boolean isSlow() {
        return events.nowMicros() < Math.max(slowUntilMicros, slowForceEndsMicros);
    }

    /** The process is gone; what it had written is in the page cache. */
    void processDied() {
        epoch++;
        forcing = false;
        slowForceEndsMicros = 0;
        voteHanded = null;
        forceFailure = null;
        truncate(written);
    }

    /** The machine is without power: of what is not forced, some first part may have survived. */
    void powerLost() {
        processDied();
        int kept = forced + random.below(written - forced + 1);
        if (kept < written) {
            checker.count("records lost with power");
        }
        truncate(kept);
        written = kept;
        if (voteBeingWritten != null && random.percent(50)) {
            voteBeingWritten = null;
        }
        if (incoming != null && random.percent(50)) {
            incoming = null;
        }
    }

    /**
     * Of what was forced the last record or two cannot be read. Not those that a vote or checkpoint
     * stands on: a start without them is refused.
     */
    void damageTail() {
        everDamaged = true;
        int kept = forced;
        while (kept > forced - 2 && mayBeDamaged(kept - 1) && tells(kept - 1)) {
            kept--;
            HashedLog shorter = logOf(kept);
            if (shorter.opNumber() < durableVote.adoptedOp()
                    || (!checkpoints.isEmpty() && shorter.opNumber() < checkpoints.lastKey())) {
                kept++;
                break;
            }
            loses(durableLog, shorter);
            durableLog = shorter;
            uncertain = true;
        }
        if (kept < forced) {
            checker.count("forced records lost to damage");
        }
        truncate(kept);
        written = kept;
        forced = kept;
        durableLog.watchedBy(checker);
        forgetTruncated();
        if (!rules.keepsVoteOutsideJournal()) {
            while (votes.size() > 1 && votes.get(votes.size() - 1).forcedRecords() > kept) {
                votes.remove(votes.size() - 1);
            }
            durableVote = votes.get(votes.size() - 1).vote();
        }
    }

    /**
     * Up to so many records in a row, somewhere below intact ones that tell what was lost, cannot
     * be read any more: damage to a file, or a file that is gone or somebody else's.
     */
    void damageRecords(int most) {
        everDamaged = true;
        int last = lastTelling() - 1;
        if (last < firstKept) {
            return;
        }
        int from = firstKept + random.below(last + 1 - firstKept);
        int to = Math.min(last, from + random.below(most));
        for (int i = from; i <= to; i++) {
            if (damaged.add(i)) {
                for (LogEntry entry : entriesOf(records.get(i))) {
                    lose(entry.opNumber(), entry.hash());
                }
            }
        }
        checker.count("records lost to damage");
    }

    /** The last forced record that says what stood before it. */
    private int lastTelling() {
        for (int i = forced - 1; i >= firstKept; i--) {
            if (!damaged.contains(i)
                    && (records.get(i) instanceof JournalRecord.Entries
                            || records.get(i) instanceof JournalRecord.LogAdopted)) {
                return i;
            }
        }
        return 0;
    }

    /** Whether something that can be read stands before this record. */
    private boolean tells(int record) {
        for (int i = firstKept; i < record; i++) {
            if (!damaged.contains(i)
                    && (records.get(i) instanceof JournalRecord.Entries
                            || records.get(i) instanceof JournalRecord.LogAdopted)) {
                return true;
            }
        }
        return false;
    }

    private void lose(long op, Digest hash) {
        if (hash.equals(durableLog.at(op))) {
            missing.put(op, hash);
            unnoticed.put(op, hash);
            loseWhatIsPromised();
        }
    }

    /**
     * A promise stands on what was forced; damage that nobody has noticed takes it, not the word.
     */
    private void loseWhatIsPromised() {
        SortedMap<Long, Digest> promised = unnoticed.headMap(promisedOp + 1);
        promised.forEach((op, hash) -> lost.put(hash, op));
        promised.clear();
    }

    private void forgetTruncated() {
        missing.headMap(Math.max(durableLog.base(), letGoBelow) + 1).clear();
        missing.entrySet().removeIf(body -> !body.getValue().equals(durableLog.at(body.getKey())));
    }

    /** One copy of the newest vote cannot be read any more. */
    void damageVote() {
        voteCopyDamaged = true;
        checker.count("copies of votes lost to damage");
    }

    /** The next force fails; the process stops for that. */
    void failNextForce(Runnable onFailure) {
        forceFailure = onFailure;
    }

    /** The replica promises to hold everything up to this op. */
    void promised(long op) {
        promisedOp = Math.max(promisedOp, op);
        loseWhatIsPromised();
    }

    /** Whether every record can be read, repaired or not. */
    boolean isReadable() {
        return damaged.isEmpty();
    }

    /** Whether something forced is lost and not had again. */
    boolean isDamaged() {
        return !isWhole();
    }

    private boolean mayBeDamaged(int record) {
        return record > firstKept
                && !(records.get(record) instanceof JournalRecord.LogAdopted)
                && !(records.get(record) instanceof JournalRecord.LogBegins);
    }

    private HashedLog logOf(int count) {
        HashedLog log = new HashedLog(null);
        records.subList(Math.min(firstKept, count), count).forEach(log::add);
        return log;
    }

    /** Whether something promised may stand behind the log's end. */
    boolean isUncertain() {
        return uncertain;
    }

    /** Whether this op was forced, even if damage took it since. */
    boolean hasForced(long op, Digest hash) {
        return (hash.equals(durableLog.at(op)) && !hash.equals(missing.get(op)))
                || lost.containsKey(hash);
    }

    /** Of what was forced only this is left: an end of the journal may hold what truncated it. */
    private void loses(HashedLog whole, HashedLog left) {
        long op = whole.base();
        for (Digest hash : whole.hashesAfter(op)) {
            op++;
            if (op > left.base() && !hash.equals(left.at(op))) {
                lost.put(hash, op);
            }
        }
    }

    /** Whether this is, or was before its vote was lost, the disk of this incarnation. */
    boolean is(Incarnation incarnation) {
        return durableVote.incarnation().equals(incarnation) || former.contains(incarnation);
    }

    boolean wasEverDamaged() {
        return everDamaged;
    }

    /** What was forced and lost, with its op. */
    Map<Digest, Long> lost() {
        return lost;
    }

    /**
     * This disk stands for another, which is lost. If the log names this one already, what the
     * other has forced behind that counts for nothing, then or now.
     */
    void hasLost(SimulatedDisk other) {
        everDamaged = true;
        lost.putAll(other.lost);
        loses(other.durableLog, new HashedLog(null));
        long namedAt = checker.namedAt(durableVote.incarnation());
        lost.values().removeIf(op -> op > namedAt);
    }

    /** Both copies of a pair of votes are damaged: format --recover keeps the journal. */
    void loseVote(Incarnation next) {
        everDamaged = true;
        index = new RecoveredLog();
        for (int place = firstKept; place < forced; place++) {
            indexRecord(place);
        }
        boolean adopted = index.adoptedOp() > 0;
        LogEntry first = ((JournalRecord.Entries) records.get(0)).entries().get(0);
        voteBeingWritten = null;
        former.add(durableVote.incarnation());
        durableVote =
                new Vote(
                        1,
                        index.logView(),
                        index.logView(),
                        adopted ? index.adoptedOp() : first.opNumber(),
                        adopted ? index.adoptedHash() : first.hash(),
                        next,
                        true);
    }

    /** The journal's end is gone, mostly with what the vote stands on. */
    void loseLog() {
        keepOfLog(1 + random.below(forced));
    }

    /** So is everything from the last adoption on. */
    void loseLastAdoption() {
        keepOfLog(beforeLastAdoption());
    }

    private void keepOfLog(int least) {
        everDamaged = true;
        Long newest = checkpoints.floorKey(durableLog.opNumber());
        int kept = least;
        while (kept <= firstKept
                || (newest != null
                        && kept < forced
                        && !Objects.equals(durableLog.at(newest), logOf(kept).at(newest)))) {
            kept++;
        }
        if (logOf(kept).opNumber() < durableVote.adoptedOp()) {
            checker.count("logs lost");
            logLost = true;
        } else if (logViewOf(kept) < durableVote.logView()
                && logOf(kept).opNumber() > durableVote.adoptedOp()) {
            checker.count("adoptions lost");
            logLost = true; // what it had cut off is there again
        } else {
            uncertain = true;
        }
        HashedLog shorter = logOf(kept);
        loses(durableLog, shorter);
        durableLog = shorter;
        durableLog.watchedBy(checker);
        truncate(kept);
        written = kept;
        forced = kept;
    }

    /** So many records stand before the last adoption, or all of them if there was none. */
    private int beforeLastAdoption() {
        for (int i = forced - 1; i > firstKept; i--) {
            if (records.get(i) instanceof JournalRecord.LogAdopted) {
                return i;
            }
        }
        return forced;
    }

    /** The view whose log these records make. */
    private long logViewOf(int count) {
        long view = 0;
        for (JournalRecord each : records.subList(0, count)) {
            if (each instanceof JournalRecord.LogAdopted adopted) {
                view = adopted.viewNumber();
            } else if (each instanceof JournalRecord.Entries entries) {
                view = Math.max(view, entries.logView());
            }
        }
        return view;
    }

    /** Whether nothing that was promised is missing here, as far as this disk knows. */
    boolean isWhole() {
        return !uncertain && !logLost && !durableVote.recovering() && missing.isEmpty();
    }

    private void truncate(int kept) {
        while (records.size() > kept) {
            records.remove(records.size() - 1);
        }
        damaged.tailSet(kept).clear();
    }

    /** A process starts: what it reads is forced first (rule 17). */
    Recovered recover(Consumer<Input.Forced> forcedListener) {
        onForced = forcedListener;
        unnoticed.clear();
        if (rules.forcesWhatAStartReads()) {
            forceThrough(records.size());
        }
        if (voteCopyDamaged && !rules.writesVoteTwice() && votes.size() > 1) {
            durableVote = votes.get(votes.size() - 2).vote();
        }
        voteCopyDamaged = false;
        if (voteBeingWritten != null) {
            if (durableVote.recovering() && !voteBeingWritten.recovering()) {
                checker.recovered(this);
                logLost = false;
            }
            durableVote = voteBeingWritten;
            voteBeingWritten = null;
        }
        base = records.size();
        index = new RecoveredLog();
        handedLog = new HashedLog(null);
        for (int place = firstKept; place < records.size(); place++) {
            indexRecord(place);
            handedLog.add(records.get(place));
        }
        boolean certain = (!uncertain && !index.endsInLoss()) || !rules.tellsDamageFromTears();
        StoredCheckpoint newest = newestOfThisLog();
        index.beginBehind(newest == null ? 0 : newest.opNumber());
        if (newest != null) {
            checker.count("restarts from a checkpoint");
        }
        return new Recovered(durableVote, index, newest, certain);
    }

    private @Nullable StoredCheckpoint newestOfThisLog() {
        for (StoredCheckpoint each :
                checkpoints.headMap(index.opNumber(), true).descendingMap().values()) {
            if (Recovered.belongs(each.state(), index, this)) {
                return each;
            }
        }
        return null;
    }

    private void indexRecord(int place) {
        if (place % FILE_RECORDS == 0) {
            index.fileBegins();
        }
        if (damaged.contains(place)) {
            index.recordsLost();
        } else {
            index.add(place, records.get(place));
        }
    }

    private void forceThrough(int count) {
        written = Math.max(written, count);
        while (forced < count) {
            JournalRecord record = records.get(forced);
            durableLog.add(record);
            if (record instanceof JournalRecord.LogAdopted) {
                uncertain = false;
            }
            forced++;
            if (record instanceof JournalRecord.Repaired repaired) {
                repaired.entries().forEach(entry -> missing.remove(entry.opNumber()));
                checker.count("bodies repaired");
            } else if (record instanceof JournalRecord.LogAdopted
                    || record instanceof JournalRecord.LogBegins) {
                forgetTruncated();
            }
        }
    }

    /** Takes over what a step wants written. */
    void handOver(Outputs outputs) {
        for (JournalRecord record : outputs.write()) {
            handedLog.add(record);
            records.add(record);
            indexRecord(records.size() - 1);
        }
        if (outputs.vote() != null) {
            voteHanded = outputs.vote();
        }
        if (base + outputs.journalSequence() != records.size()) {
            throw new InvariantViolation(
                    "journal sequence",
                    outputs.journalSequence() + " said, " + (records.size() - base) + " handed");
        }
        work();
    }

    /** The journal thread: takes all that waits, writes it, forces it, then the vote. */
    private void work() {
        if (forcing || (written == records.size() && voteHanded == null)) {
            return;
        }
        forcing = true;
        int upTo = records.size();
        written = upTo;
        Vote vote = voteHanded;
        voteHanded = null;
        long mine = epoch;
        events.after(
                forceMicros(),
                () -> {
                    if (mine != epoch) {
                        return;
                    }
                    Runnable failure = forceFailure;
                    if (failure != null) {
                        failure.run();
                        return;
                    }
                    forceThrough(upTo);
                    onForced.accept(new Input.Forced(upTo - base, durableVote.generation()));
                    writeVote(vote);
                });
    }

    private void writeVote(@Nullable Vote vote) {
        if (vote == null) {
            forcing = false;
            work();
            return;
        }
        if (!vote.incarnation().equals(durableVote.incarnation())
                || vote.viewNumber() < durableVote.viewNumber()
                || vote.logView() < durableVote.logView()
                || vote.generation() <= durableVote.generation()) {
            throw new InvariantViolation("votes never go back", durableVote + ", then " + vote);
        }
        voteBeingWritten = vote;
        long mine = epoch;
        events.after(
                forceMicros(),
                () -> {
                    if (mine != epoch) {
                        return;
                    }
                    if (!vote.recovering()) {
                        requireLogOf(vote);
                    }
                    if (durableVote.recovering() && !vote.recovering()) {
                        checker.recovered(this);
                        logLost = false;
                    }
                    durableVote = vote;
                    votes.add(new ForcedVote(vote, forced));
                    voteBeingWritten = null;
                    onForced.accept(new Input.Forced(forced - base, vote.generation()));
                    forcing = false;
                    work();
                });
    }

    /** Rule 12: a vote names the log that it stands for, and that log is durable before it. */
    private void requireLogOf(Vote vote) {
        if (vote.adoptedOp() >= durableLog.base()
                && !vote.adoptedHash().equals(durableLog.at(vote.adoptedOp()))) {
            throw new InvariantViolation(
                    "a vote's log is durable",
                    "view " + vote.logView() + ", op " + vote.adoptedOp());
        }
    }

    private long forceMicros() {
        if (events.nowMicros() < slowUntilMicros) {
            long micros = random.between(slowForceMicros / 2, slowForceMicros);
            slowForceEndsMicros = events.nowMicros() + micros;
            return micros;
        }
        return random.skewed(plan.leastForceMicros(), plan.mostForceMicros());
    }

    /** A checkpoint was written elsewhere and renamed into place. */
    void publishCheckpoint(StoredCheckpoint checkpoint) {
        long opNumber = checkpoint.opNumber();
        if (opNumber > durableLog.opNumber()) {
            throw new InvariantViolation(
                    "checkpoint behind its log",
                    "checkpoint of op " + opNumber + ", log forced to " + durableLog.opNumber());
        }
        checkpoints.put(opNumber, checkpoint);
        keepTwoAndWhatIsFetched();
    }

    /** As the files of a directory: an older one of which a piece was read lately stays. */
    private void keepTwoAndWhatIsFetched() {
        List<Long> ops = new ArrayList<>(checkpoints.descendingKeySet());
        for (int i = 2; i < ops.size(); i++) {
            Long read = readMicros.get(ops.get(i));
            if (read == null || events.nowMicros() - read > FETCHED_MICROS || i >= 4) {
                checkpoints.remove(ops.get(i));
                readMicros.remove(ops.get(i));
            }
        }
    }

    /** The same for another replica, which fetches it in pieces. */
    byte @Nullable [] checkpointForAnother(CheckpointId wanted) {
        byte[] bytes = checkpoint(wanted);
        if (bytes != null) {
            readMicros.put(wanted.opNumber(), events.nowMicros());
        }
        return bytes;
    }

    /** A checkpoint that came from others: the own log does not reach it yet. */
    void publishFetchedCheckpoint(StoredCheckpoint checkpoint) {
        long opNumber = checkpoint.opNumber();
        checkpoints.put(opNumber, checkpoint);
        long reached = durableLog.opNumber();
        checkpoints.keySet().removeIf(op -> op > reached && op < opNumber);
        while (checkpoints.headMap(reached, true).size() > 2) {
            checkpoints.pollFirstEntry();
        }
        incoming = null;
    }

    /** A checkpoint that is here, or null. */
    byte @Nullable [] checkpoint(CheckpointId wanted) {
        StoredCheckpoint there = checkpoints.get(wanted.opNumber());
        byte[] bytes = there == null ? null : there.state();
        return bytes != null
                        && CheckpointPieces.digest(bytes, plan.bounds().checkpointPieceBytes())
                                .equals(wanted.digest())
                ? bytes
                : null;
    }

    /** A checkpoint is not to be found again. */
    void discard(CheckpointId wrong) {
        if (checkpoint(wrong) != null) {
            checkpoints.remove(wrong.opNumber());
        }
    }

    void keep(KeptPiece piece) {
        IncomingCheckpoint before = incoming;
        byte[] bytes =
                before != null && before.checkpoint().equals(piece.checkpoint())
                        ? before.bytes()
                        : new byte[(int) piece.pieces().lengthBytes()];
        System.arraycopy(
                piece.bytes(),
                0,
                bytes,
                (int) piece.pieces().offset(piece.piece()),
                piece.bytes().length);
        incoming = new IncomingCheckpoint(piece.checkpoint(), bytes);
    }

    @Nullable IncomingCheckpoint incoming() {
        return incoming;
    }

    /**
     * Lets go of what is before the older of two checkpoints, whether others have passed it or not.
     *
     * @return where the log begins now, 0 if nothing could be let go of
     */
    long letGo() {
        Map.Entry<Long, StoredCheckpoint> newest = checkpoints.floorEntry(durableLog.opNumber());
        Long older = newest == null ? null : checkpoints.lowerKey(newest.getKey());
        if (older == null) {
            return 0;
        }
        int keep = firstKept;
        while (keep < forced - 2 && isBelow(records.get(keep), older)) {
            keep++;
        }
        keep -= keep % FILE_RECORDS;
        if (keep <= firstKept) {
            return 0;
        }
        firstKept = keep;
        checker.count("logs let go of");
        long before = index.firstOp();
        index.letGoBefore(firstKept);
        if (index.firstOp() > Math.max(older + 1, before)) {
            throw new InvariantViolation(
                    "the log above two checkpoints stays",
                    "it begins at op " + index.firstOp() + ", the older is of op " + older);
        }
        letGoBelow = index.firstOp() - 1;
        forgetTruncated();
        return index.firstOp();
    }

    private static boolean isBelow(JournalRecord record, long op) {
        if (record instanceof JournalRecord.LogAdopted adopted) {
            return adopted.opNumber() < op;
        }
        if (record instanceof JournalRecord.LogBegins begins) {
            return begins.base().opNumber() < op;
        }
        List<LogEntry> entries = entriesOf(record);
        return entries.isEmpty() || entries.get(entries.size() - 1).opNumber() < op;
    }

    @Override
    public long firstOp() {
        return index.firstOp();
    }

    @Override
    public @Nullable LogEntry read(long opNumber) {
        if (opNumber < index.firstOp()
                || opNumber > index.opNumber()
                || index.isMissing(opNumber)) {
            return null;
        }
        for (int place = (int) index.placeAtOrBefore(opNumber); place < records.size(); place++) {
            List<LogEntry> entries = entriesOf(records.get(place));
            if (!entries.isEmpty()) {
                int at = (int) (opNumber - entries.get(0).opNumber());
                if (at >= 0 && at < entries.size()) {
                    if (damaged.contains(place)) {
                        return null;
                    }
                    if (place >= Math.max(forced, base)) {
                        throw new InvariantViolation(
                                "only forced records are read", "op " + opNumber);
                    }
                    return entries.get(at);
                }
            }
        }
        throw new InvariantViolation("log can be read", "op " + opNumber + " is not found");
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
