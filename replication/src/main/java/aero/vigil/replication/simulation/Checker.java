package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.ReplicaStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every event, whatever goes wrong. Knows the whole world: all disks, all
 * processes of all times, all that clients were told.
 */
final class Checker implements HashedLog.Watcher {

    /** The number of members, as of the last op known committed. */
    private int groupSize;

    /** The number of the epoch, as of that op. */
    private long epoch;

    private final Machines machines;

    /** The incarnations that the committed log names, as of the last op known committed. */
    private final List<Incarnation> named;

    /** By which committed op each replacement was named. */
    private final Map<Incarnation, Long> namedAt = new HashMap<>();

    private final Map<Digest, Replaced> replacements = new HashMap<>();
    private final Map<Digest, Resized> resizings = new HashMap<>();
    private final TimeInvariants time;
    private final Transcript transcript;

    /** The committed log, op by op, as whoever knew first said. */
    private final List<Digest> committed = new ArrayList<>();

    /** The view in which whoever knew first was, op by op. */
    private final List<Long> committedIn = new ArrayList<>();

    /** Entries by the view and op of their first append. */
    private final Map<ViewAndOp, Digest> appended = new HashMap<>();

    private final Map<Long, Leader> leaders = new HashMap<>();
    private final List<Digest> frames = new ArrayList<>();
    private final Map<Long, Digest> checkpoints = new HashMap<>();
    private final Map<RequestName, Long> effects = new HashMap<>();
    private final TreeMap<String, Long> happened = new TreeMap<>();
    private final ClientHistory clients = new ClientHistory();
    private final Map<Long, Digest> reads = new HashMap<>();
    private long expectedView = -1;

    /** What ledgers held while they were corrupted. */
    private final Set<Long> corruptHistories = new HashSet<>();

    private long acknowledgedOp;
    private long digest = 1;

    private record ViewAndOp(long view, long op) {}

    /** What a REPLACE_MEMBER says: an own reading of it. */
    private record Replaced(int index, Incarnation next) {}

    /** What a RECONFIGURE says: an own reading of it. */
    private record Resized(long epoch, int groupSize, Incarnation added) {}

    private record Leader(int node, long life) {}

    /** A client's request, whatever its operation. */
    private record RequestName(long client, long number) {}

    /**
     * @param machines all that ever ran
     */
    Checker(
            int groupSize,
            Machines machines,
            List<Incarnation> named,
            TimeInvariants time,
            Transcript transcript) {
        this.groupSize = groupSize;
        this.machines = machines;
        this.named = new ArrayList<>(named);
        this.time = time;
        this.transcript = transcript;
    }

    /** From now on nothing happens that may end this view. */
    void expectView(long view) {
        expectedView = view;
    }

    /** What clients asked and heard; to be checked when all is over. */
    ClientHistory clients() {
        return clients;
    }

    /** Counts that something seldom has happened, so that tests see that it was tested. */
    void count(String what) {
        happened.merge(what, 1L, Long::sum);
    }

    void count(ReplicaStatus.Counter counter) {
        happened.merge("core " + counter.name(), counter.value(), Long::sum);
    }

    /** What has happened, and how often. */
    Map<String, Long> happened() {
        return happened;
    }

    /** A number that depends on everything seen so far. */
    long digest() {
        return digest;
    }

    void mix(long value) {
        digest = (digest ^ value) * 0x9E3779B97F4A7C15L;
        digest ^= digest >>> 31;
    }

    long committedOp() {
        return committed.size();
    }

    long acknowledgedOp() {
        return acknowledgedOp;
    }

    /** One process of one replica, from start to death. */
    final class Life {
        private final int node;
        private final long life;
        private final SimulatedDisk disk;
        private long commitNumber;
        private long viewNumber;
        private long lastFrame;
        private final TimeInvariants.Primary primary = time.new Primary();
        private boolean corrupt;

        Life(int node, long life, SimulatedDisk disk) {
            this.node = node;
            this.life = life;
            this.disk = disk;
        }

        /** An operation took effect here. */
        void took(long opNumber, byte[] operation) {
            RequestName name =
                    new RequestName(
                            SimulatedClient.clientOf(operation),
                            SimulatedClient.numberOf(operation));
            Long first = effects.putIfAbsent(name, opNumber);
            if (first != null && first != opNumber) {
                throw new InvariantViolation(
                        "exactly once",
                        name + " took effect at op " + first + " and at op " + opNumber);
            }
            if (name.number() > 1) {
                Long before = effects.get(new RequestName(name.client(), name.number() - 1));
                if (before == null || before >= opNumber) {
                    throw new InvariantViolation(
                            "order of a session", name + " at op " + opNumber + " after " + before);
                }
            }
        }

        /** A tick was applied here. */
        void ticked(long frameNumber, long stampMicros) {
            time.ticked(frameNumber, stampMicros);
        }

        /** What a step puts out; whether it leads after it. */
        void put(Outputs outputs, boolean leading) {
            for (JournalRecord record : outputs.write()) {
                if (record instanceof JournalRecord.Entries entries) {
                    entries.entries().forEach(Checker.this::appendedOnce);
                    if (leading) {
                        primary.appended(entries);
                    }
                }
            }
            for (Alarm alarm : outputs.alarms()) {
                if (alarm.code().equals("BODIES_LOST") && !disk.wasEverDamaged()) {
                    throw new InvariantViolation(
                            "nothing is lost that no damage took", alarm.text());
                }
                if (alarm.code().endsWith("_CONFLICT")) {
                    throw new InvariantViolation("no conflict", alarm.text());
                }
            }
            for (FrameCut frame : outputs.frames()) {
                cut(frame);
            }
        }

        /** The state is that of a checkpoint; right, unless that was taken of a corrupted one. */
        void restored(long history) {
            lastFrame = 0;
            corrupt = corruptHistories.contains(history);
        }

        /** From here on what this process computes is not to be compared. */
        void corrupted() {
            corrupt = true;
        }

        boolean isCorrupt() {
            return corrupt;
        }

        /** A state is captured, and may be gone on from later. */
        void captured(long history) {
            if (corrupt) {
                corruptHistories.add(history);
            }
        }

        /** A checkpoint of its state is given out. */
        void checkpoint(long opNumber, Digest digest) {
            if (!corrupt) {
                Checker.this.checkpoint(opNumber, digest);
            }
        }

        private void cut(FrameCut frame) {
            if (lastFrame > 0 && frame.number() != lastFrame + 1) {
                throw new InvariantViolation(
                        "frames in order",
                        "frame " + frame.number() + " after " + lastFrame + " at " + node);
            }
            lastFrame = frame.number();
            if (corrupt) {
                return;
            }
            int at = (int) frame.number() - 1;
            if (at > frames.size()) {
                throw new InvariantViolation(
                        "frames in order", "frame " + frame.number() + " is nobody's next");
            }
            if (at == frames.size()) {
                frames.add(frame.digest());
                mix(frame.digest().hashCode());
            } else if (!frames.get(at).equals(frame.digest())) {
                throw new InvariantViolation(
                        "equal frames",
                        "frame "
                                + frame.number()
                                + " is "
                                + frame.digest()
                                + " at "
                                + node
                                + ", elsewhere "
                                + frames.get(at));
            }
        }

        /** What this process is now. */
        void is(long viewNow, long commitNow, boolean leading) {
            if (commitNow < commitNumber || viewNow < viewNumber) {
                throw new InvariantViolation(
                        "views and commits never go back",
                        "view "
                                + viewNumber
                                + " to "
                                + viewNow
                                + ", commit "
                                + commitNumber
                                + " to "
                                + commitNow
                                + " at "
                                + node);
            }
            if (expectedView >= 0 && viewNow != expectedView) {
                throw new InvariantViolation(
                        "harmless faults end no view",
                        node + " is in view " + viewNow + " instead of " + expectedView);
            }
            viewNumber = viewNow;
            while (commitNumber < commitNow) {
                commitNumber++;
                knowsCommitted(commitNumber);
            }
            if (viewNow >>> 48 > epoch) {
                throw new InvariantViolation(
                        "an epoch begins when the last is over",
                        node + " is in epoch " + (viewNow >>> 48) + " instead of " + epoch);
            }
            if (leading) {
                leads(viewNow);
            }
        }

        private void knowsCommitted(long op) {
            Digest hash = disk.handedLog().at(op);
            if (op < disk.handedLog().base() && op <= committed.size()) {
                return; // a checkpoint of what is known to be committed stands for it
            }
            if (hash == null) {
                throw new InvariantViolation("committed is held", "op " + op + " at " + node);
            }
            if (op <= committed.size()) {
                if (!committed.get((int) op - 1).equals(hash)) {
                    throw new InvariantViolation(
                            "agreement", "op " + op + " is another one at " + node);
                }
                return;
            }
            int holders = 0;
            Replaced replaced = replacements.get(hash);
            for (int i = 0; i < Math.min(groupSize, named.size()); i++) {
                boolean counts = replaced == null || replaced.index() != i;
                if (counts && machines.withIncarnation(named.get(i)).hasForced(op, hash)) {
                    holders++;
                }
            }
            if (holders <= groupSize / 2) {
                throw new InvariantViolation(
                        "committed is on a majority of disks",
                        "op " + op + " is on " + holders + ", says " + node);
            }
            if (replaced != null) {
                named.set(replaced.index(), replaced.next());
                namedAt.put(replaced.next(), op);
                count("members replaced");
            }
            Resized resized = resizings.get(hash);
            if (resized != null) {
                resize(resized);
            }
            committed.add(hash);
            committedIn.add(viewNumber);
            mix(hash.hashCode());
        }

        private void resize(Resized resized) {
            if (Math.abs(resized.groupSize() - groupSize) != 1) {
                throw new InvariantViolation(
                        "majorities of neighbouring epochs meet",
                        "from " + groupSize + " members to " + resized.groupSize());
            }
            count(resized.groupSize() > groupSize ? "groups grown" : "groups shrunk");
            epoch = resized.epoch();
            groupSize = resized.groupSize();
            if (resized.added().equals(Incarnation.NONE)) {
                return;
            }
            if (groupSize > named.size()) {
                named.add(resized.added());
            } else {
                named.set(groupSize - 1, resized.added());
            }
        }

        private void leads(long view) {
            Leader me = new Leader(node, life);
            Leader first = leaders.putIfAbsent(view, me);
            if (first == null) {
                count("views led");
            }
            if (first != null && !first.equals(me)) {
                throw new InvariantViolation(
                        "one primary a view", "view " + view + " had " + first + ", then " + me);
            }
        }
    }

    /** A disk that had lost something says that it has it again (rule 20). */
    void recovered(SimulatedDisk disk) {
        count("recoveries durable");
        disk.lost()
                .forEach(
                        (hash, op) -> {
                            if (op > disk.durableLog().base() // a checkpoint stands for the rest
                                    && isCommitted(op, hash)
                                    && !hash.equals(disk.durableLog().at(op))) {
                                throw new InvariantViolation(
                                        "recovery ends with all that was promised",
                                        "op " + op + " is committed and not there");
                            }
                        });
    }

    /** The op that has made it a member in another's place; beyond all if none is committed. */
    long namedAt(Incarnation replacement) {
        return namedAt.getOrDefault(replacement, Long.MAX_VALUE);
    }

    /** A log is reported to end for certain (rules 18 and 19). */
    void reported(SimulatedDisk disk, Message.DoViewChange report) {
        if (!report.tailCertain() || disk.lost().isEmpty()) {
            return;
        }
        disk.lost()
                .forEach(
                        (hash, op) -> {
                            if (op > report.opNumber() && isCommitted(op, hash)) {
                                throw new InvariantViolation(
                                        "a certain end is one",
                                        "op "
                                                + op
                                                + " was promised and is committed, the log ends at "
                                                + report.opNumber());
                            }
                        });
    }

    private boolean isCommitted(long op, Digest hash) {
        return op <= committed.size() && committed.get((int) op - 1).equals(hash);
    }

    private void appendedOnce(LogEntry entry) {
        if (entry.kind() == EntryKind.CHECKPOINT_VOUCHED) {
            vouched(CheckpointId.of(entry));
        }
        if (entry.kind() == EntryKind.REPLACE_MEMBER) {
            ByteBuffer operation = ByteBuffer.wrap(entry.operation());
            replacements.put(
                    entry.hash(),
                    new Replaced(
                            operation.getInt(0),
                            new Incarnation(operation.getLong(20), operation.getLong(28))));
        }
        Resized over = resizings.get(entry.previousHash());
        if (over != null && entry.viewNumber() >>> 48 < over.epoch()) {
            throw new InvariantViolation(
                    "a reconfiguration is the last op of its epoch", entry.toString());
        }
        if (entry.kind() == EntryKind.RECONFIGURE) {
            ByteBuffer operation = ByteBuffer.wrap(entry.operation());
            long firstView = operation.getLong(0);
            resizings.put(
                    entry.hash(),
                    new Resized(
                            firstView >>> 48,
                            (int) (firstView >>> 40) & 0xff,
                            new Incarnation(operation.getLong(8), operation.getLong(16))));
        }
        Digest before =
                appended.putIfAbsent(
                        new ViewAndOp(entry.viewNumber(), entry.opNumber()), entry.hash());
        if (before != null && !before.equals(entry.hash())) {
            throw new InvariantViolation(
                    "one entry a view and op",
                    "view " + entry.viewNumber() + " op " + entry.opNumber());
        }
    }

    @Override
    public void adopting(HashedLog log, long viewNumber, long forkOp, List<Digest> replacement) {
        count("logs adopted");
        if (!replacement.isEmpty()) {
            count("logs adopted in pieces");
        }
        if (forkOp < log.opNumber()) {
            count("logs truncated");
        }
        long last = Math.min(log.opNumber(), committed.size());
        for (long op = Math.max(forkOp, log.base()) + 1; op <= last; op++) {
            if (committedIn.get((int) op - 1) > viewNumber) {
                continue; // by replicas that have left this view; who has not may still drop it
            }
            Digest truth = committed.get((int) op - 1);
            int at = (int) (op - forkOp - 1);
            @Nullable Digest next = at < replacement.size() ? replacement.get(at) : null;
            if (truth.equals(log.at(op)) && !truth.equals(next)) {
                throw new InvariantViolation(
                        "committed is never dropped", "op " + op + " leaves a durable log");
            }
        }
    }

    void checkpoint(long opNumber, Digest bytes) {
        Digest first = checkpoints.putIfAbsent(opNumber, bytes);
        if (first != null && !first.equals(bytes)) {
            throw new InvariantViolation("equal checkpoints", "op " + opNumber);
        }
    }

    /** Rule 16: the log vouches for what is right, and for nothing else. */
    private void vouched(CheckpointId checkpoint) {
        count("checkpoints vouched for");
        if (!checkpoint.digest().equals(checkpoints.get(checkpoint.opNumber()))) {
            throw new InvariantViolation(
                    "what is vouched for is right", "op " + checkpoint.opNumber());
        }
    }

    /** A client was told that its request was applied at this op. */
    void acknowledged(ClientId client, long number, long opNumber, long acknowledgedBefore) {
        if (opNumber > committed.size()) {
            throw new InvariantViolation(
                    "acknowledged is committed", client + " " + number + " at op " + opNumber);
        }
        if (opNumber <= acknowledgedBefore) {
            throw new InvariantViolation(
                    "linearizable",
                    client
                            + " "
                            + number
                            + " took effect at op "
                            + opNumber
                            + ", before it was asked for (op "
                            + acknowledgedBefore
                            + ")");
        }
        acknowledgedOp = Math.max(acknowledgedOp, opNumber);
        transcript.happens(
                Transcript.NOBODY,
                new Transcript.Acknowledged((int) client.high() - 1, number, opNumber));
        mix(opNumber);
    }

    /**
     * A client has read the state after this op.
     *
     * @param leastOp what it must contain: all that anybody was told of before it was asked for, if
     *     it is linearizable (rule 22), else what this client wrote
     */
    void read(int client, long opNumber, long leastOp, boolean linearizable, byte[] state) {
        if (opNumber < leastOp) {
            throw new InvariantViolation(
                    linearizable ? "linearizable reads" : "a client reads its writes",
                    "client "
                            + client
                            + " read at op "
                            + opNumber
                            + " what stood at op "
                            + leastOp);
        }
        if (opNumber > committed.size()) {
            throw new InvariantViolation("read is committed", client + " at op " + opNumber);
        }
        Digest digestOfState = Digest.of(state);
        Digest first = reads.putIfAbsent(opNumber, digestOfState);
        if (first != null && !first.equals(digestOfState)) {
            throw new InvariantViolation("equal reads", "the state after op " + opNumber);
        }
        if (linearizable) {
            acknowledgedOp = Math.max(acknowledgedOp, opNumber);
        }
        count(linearizable ? "reads, linearizable" : "reads of own writes");
        mix(opNumber);
    }
}
