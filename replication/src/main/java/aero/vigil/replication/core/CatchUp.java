package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fetching of a checkpoint by a replica whose log ends before those of the others begin, or far
 * behind (VRR §5.2 with §5.1; rule 16).
 *
 * <p>{@link #seek} is the one entry: "I hold nothing above this op". The others say which
 * checkpoints they have; one that the log vouches for is taken, or one that f + 1 have, or, when
 * fewer answer, that of one normal replica, flagged. Its pieces come from any replica that has it,
 * few at a time and at most one a clock tick, so that nobody is slowed; each is checked as it
 * comes, and kept on disk, so that a restart goes on where it was. When the whole is durable, the
 * log begins there, and what follows is fetched as ever.
 */
public class CatchUp {

    /** Pieces asked for and not here yet. */
    private static final int PIECES_IN_FLIGHT = 2;

    /** A piece that has not come is asked for again, elsewhere. */
    private static final int ASK_AGAIN_TICKS = 10;

    private static final int SEEK_AGAIN_TICKS = 10;

    /** So long an unvouched checkpoint of a single replica is not taken: others may answer yet. */
    private static final int PATIENCE_TICKS = 50;

    /** Where nobody has one by then, the log is asked for again. */
    private static final int SEEK_TICKS = 200;

    /** Pieces read for others and not sent yet, all askers together. */
    private static final int MOST_READS = 4;

    /** What is not durable by then never will be: its disk has failed. */
    private static final int STORE_TICKS = 1_000;

    /** The piece that is the list of all the others. */
    static final int LIST = -1;

    private final ReplicaState state;
    private Phase phase = Phase.IDLE;

    /** Nothing at or below is wanted. */
    private long aboveOp;

    private long sinceTick;

    /** When something last came of what is sought, or is to be stored. */
    private long advancedTick;

    private final Message.@Nullable CheckpointOffer[] offers;

    private CheckpointId target = CheckpointId.NONE;
    private @Nullable CheckpointPieces pieces;
    private byte[] bytes = {};
    private final BitSet here = new BitSet();
    private final BitSet holders = new BitSet();

    /** Which pieces were asked for. */
    private final Map<Integer, Asked> asked = new LinkedHashMap<>();

    private int lastAsked;

    /** Whether only the state is wanted, not a log that begins there. */
    private boolean reload;

    /** Whether the target is what one replica alone says. */
    private boolean borrowing;

    private int readsUnderWay;

    /** Whom, and when. */
    private record Asked(int holder, long tick) {}

    private enum Phase {
        IDLE,
        /** Asking who has what. */
        SEEKING,
        /** Pieces are on their way. */
        FETCHING,
        /** All are here, the whole not yet durable. */
        STORING,
        /** Durable; it waits for a log to go on above it. */
        READY
    }

    protected CatchUp(ReplicaState state) {
        this.state = state;
        this.offers = new Message.@Nullable CheckpointOffer[state.places];
    }

    /** Whether a checkpoint is sought or on its way. */
    boolean isUnderWay() {
        return phase != Phase.IDLE && !reload;
    }

    /** Whether it is under way and not stuck. */
    boolean isAdvancing() {
        return isUnderWay()
                && (phase == Phase.STORING
                        || state.tick - advancedTick <= Timing.MAX_TIMEOUT_TICKS);
    }

    /** This replica holds nothing above this op, and the others' logs may not reach so far back. */
    void seek(long op) {
        if (reload) {
            stop(); // a checkpoint further on replaces the state as well
        }
        aboveOp = op;
        if (phase == Phase.READY && target.opNumber() <= op) {
            stop();
        }
        if (phase == Phase.IDLE) {
            state.counters.count("checkpoints.sought");
            advancedTick = state.tick;
            beginSeeking();
        }
    }

    private void beginSeeking() {
        phase = Phase.SEEKING;
        sinceTick = state.tick;
        Arrays.fill(offers, null);
        ask();
    }

    private void ask() {
        state.sendToOthers(new Message.FindCheckpoint(state.viewNumber, aboveOp));
    }

    private void stop() {
        phase = Phase.IDLE;
        reload = false;
        target = CheckpointId.NONE;
        pieces = null;
        bytes = new byte[0];
        here.clear();
        asked.clear();
    }

    /** Fetches the bytes of this very checkpoint, for a state that is discarded (rule 21). */
    void fetchState(CheckpointId wanted) {
        if (phase == Phase.STORING || phase == Phase.READY) {
            return; // one further on is about to replace the state anyway
        }
        reload = true;
        holders.set(0, state.reach());
        holders.clear(state.index);
        begin(wanted);
    }

    /** Somebody asks what there is. Promises nothing, and so is answered in any status. */
    void findCheckpoint(int from, Message.FindCheckpoint message) {
        Checkpoints checkpoints = state.execution.checkpoints();
        boolean sound = !state.divergence.isDoubtful();
        List<CheckpointId> held = new ArrayList<>();
        List<CheckpointId> computed = new ArrayList<>();
        for (CheckpointId each : checkpoints.held()) {
            if (each.opNumber() > message.aboveOp()) {
                held.add(each);
                if (sound && checkpoints.isComputed(each)) {
                    computed.add(each);
                }
            }
        }
        state.send(
                from,
                new Message.CheckpointOffer(
                        state.viewNumber,
                        sound && state.isNormal() && !isUnderWay(),
                        held,
                        computed,
                        checkpoints.vouched()));
    }

    /** Somebody says what it has. */
    void checkpointOffer(int from, Message.CheckpointOffer message) {
        if (phase == Phase.FETCHING && message.held().contains(target)) {
            holders.set(from);
        }
        if (phase != Phase.SEEKING) {
            return;
        }
        offers[from] = message;
        choose();
    }

    private void choose() {
        CheckpointId best = CheckpointId.NONE;
        for (CheckpointId candidate : candidates()) {
            if (candidate.opNumber() > best.opNumber() && isVouched(candidate)) {
                best = candidate;
            }
        }
        borrowing = false;
        if (best.opNumber() == 0 && state.tick - sinceTick >= PATIENCE_TICKS) {
            best = ofOneNormalReplica();
            borrowing = true;
        }
        if (best.opNumber() > 0) {
            fetch(best);
        }
    }

    private List<CheckpointId> candidates() {
        List<CheckpointId> candidates = new ArrayList<>();
        for (Message.CheckpointOffer offer : offers) {
            if (offer != null) {
                for (CheckpointId held : offer.held()) {
                    if (held.opNumber() > aboveOp) {
                        candidates.add(held);
                    }
                }
            }
        }
        return candidates;
    }

    /** Whether the log vouches for it, or f + 1 have computed the same (rule 16). */
    protected boolean isVouched(CheckpointId candidate) {
        int same = 0;
        for (int i = 0; i < offers.length; i++) {
            Message.CheckpointOffer offer = offers[i];
            if (offer != null) {
                if (offer.vouched().equals(candidate)) {
                    return true;
                }
                same += i < state.groupSize() && offer.computed().contains(candidate) ? 1 : 0;
            }
        }
        return same >= state.quorum();
    }

    /** What is taken, flagged, when too few answer that could vouch for anything. */
    private CheckpointId ofOneNormalReplica() {
        int answers = 0;
        CheckpointId newest = CheckpointId.NONE;
        for (int i = 0; i < offers.length; i++) {
            Message.CheckpointOffer offer = offers[i];
            if (offer == null) {
                continue;
            }
            answers += offer.normal() && i < state.groupSize() ? 1 : 0;
            for (CheckpointId held : offer.held()) {
                if (offer.normal() && held.opNumber() > Math.max(aboveOp, newest.opNumber())) {
                    newest = held;
                }
            }
        }
        if (answers >= state.quorum() || newest.opNumber() == 0) {
            return CheckpointId.NONE;
        }
        state.alarm(
                "CHECKPOINT_UNVOUCHED",
                "too few replicas answer to vouch for the checkpoint of op "
                        + newest.opNumber()
                        + ": it is taken from one");
        return newest;
    }

    private void fetch(CheckpointId wanted) {
        phase = Phase.FETCHING;
        holders.clear();
        for (int i = 0; i < offers.length; i++) {
            Message.CheckpointOffer offer = offers[i];
            if (offer != null && offer.held().contains(wanted)) {
                holders.set(i);
            }
        }
        begin(wanted);
    }

    private void begin(CheckpointId wanted) {
        phase = Phase.FETCHING;
        if (!wanted.equals(target)) {
            advancedTick = state.tick;
            target = wanted;
            pieces = null;
            here.clear();
        }
        asked.clear();
        askNext();
    }

    /** At most one a clock tick, so that a transfer takes no line and no disk for itself. */
    private void askNext() {
        int next = nextPiece();
        if (next == Integer.MAX_VALUE) {
            return;
        }
        Asked before = asked.get(next);
        if (before != null) {
            holders.clear(before.holder()); // it does not answer
        }
        int holder = nextHolder();
        if (holder < 0) {
            noHolder();
            return;
        }
        asked.put(next, new Asked(holder, state.tick));
        state.send(holder, new Message.GetCheckpoint(state.viewNumber, target, next));
    }

    private int nextPiece() {
        for (Map.Entry<Integer, Asked> each : asked.entrySet()) {
            if (state.tick - each.getValue().tick() >= ASK_AGAIN_TICKS) {
                return each.getKey();
            }
        }
        CheckpointPieces list = pieces;
        if (list == null) {
            return asked.isEmpty() ? LIST : Integer.MAX_VALUE;
        }
        if (asked.size() >= PIECES_IN_FLIGHT) {
            return Integer.MAX_VALUE;
        }
        int piece = here.nextClearBit(0);
        while (asked.containsKey(piece)) {
            piece = here.nextClearBit(piece + 1);
        }
        return piece < list.count() ? piece : Integer.MAX_VALUE;
    }

    /** In turn; the primary only if nobody else has it. */
    private int nextHolder() {
        for (int i = 1; i <= state.reach(); i++) {
            int holder = (lastAsked + i) % state.reach();
            boolean spared = holder == state.primary() && holders.cardinality() > 1;
            if (holders.get(holder) && !spared) {
                lastAsked = holder;
                return holder;
            }
        }
        return -1;
    }

    void clockTick() {
        switch (phase) {
            case SEEKING -> {
                if (isReached() || state.tick - sinceTick >= SEEK_TICKS) {
                    stop(); // or nobody has one: then by the log
                } else if ((state.tick - sinceTick) % SEEK_AGAIN_TICKS == 0) {
                    ask();
                    choose();
                }
            }
            case FETCHING -> {
                if (!reload && isReached()) {
                    stop();
                } else {
                    askNext();
                }
            }
            case READY -> settle();
            case STORING -> {
                if (state.tick - sinceTick >= STORE_TICKS) {
                    stop();
                }
            }
            case IDLE -> {}
        }
    }

    /** Whether the log has got there by itself. */
    private boolean isReached() {
        return state.log.opNumber() > aboveOp
                && state.isNormal()
                && state.log.opNumber() >= target.opNumber()
                && state.isWholeThrough(Math.max(aboveOp + 1, target.opNumber()));
    }

    /** Somebody asks for a piece: it is read elsewhere. */
    void getCheckpoint(int from, Message.GetCheckpoint message) {
        if (readsUnderWay >= MOST_READS) {
            state.counters.count("checkpoints.readsRefused");
            return;
        }
        readsUnderWay++;
        state.outputs.readCheckpoint(
                new CheckpointRead(from, message.checkpoint(), message.piece()));
    }

    /** A piece was read, or could not be. */
    void checkpointPieceRead(Input.CheckpointPieceRead read) {
        readsUnderWay--;
        CheckpointRead wanted = read.wanted();
        state.send(
                wanted.to(),
                new Message.CheckpointPiece(
                        state.viewNumber,
                        wanted.checkpoint(),
                        wanted.piece(),
                        read.pieces(),
                        read.bytes()));
    }

    /** A piece has come, or the list of them, or the word that there is none. */
    void checkpointPiece(int from, Message.CheckpointPiece message) {
        if (phase != Phase.FETCHING || !message.checkpoint().equals(target)) {
            return;
        }
        CheckpointPieces list = message.pieces();
        byte[] part = message.bytes();
        if (message.piece() == LIST && list != null) {
            takeList(from, list);
        } else if (message.piece() >= 0 && part != null) {
            takePiece(from, message.piece(), part);
        } else {
            lacks(from, message.piece());
        }
    }

    private void lacks(int from, int piece) {
        holders.clear(from);
        asked.remove(piece);
        if (holders.isEmpty()) {
            noHolder();
        }
    }

    private void noHolder() {
        if (reload) {
            stop(); // asked for again, perhaps in a newer one
        } else {
            beginSeeking();
        }
    }

    private void takeList(int from, CheckpointPieces list) {
        if (pieces != null) {
            return;
        }
        if (!list.digest().equals(target.digest())
                || list.pieceBytes() != state.bounds.checkpointPieceBytes()) {
            refused(from, LIST);
            return;
        }
        pieces = list;
        bytes = new byte[Math.toIntExact(list.lengthBytes())];
        here.clear();
        asked.remove(LIST);
        IncomingCheckpoint kept = state.incoming;
        if (kept != null && kept.checkpoint().equals(target)) {
            resume(kept, list);
        }
        completeIfWhole();
    }

    /** What a former life has kept. */
    private void resume(IncomingCheckpoint kept, CheckpointPieces list) {
        for (int piece = 0; piece < list.count(); piece++) {
            byte[] part = kept.piece(list, piece);
            if (part != null && list.isPiece(piece, part)) {
                put(list, piece, part);
                state.counters.count("checkpoints.piecesKept");
            }
        }
    }

    private void takePiece(int from, int piece, byte[] part) {
        CheckpointPieces list = pieces;
        if (list == null || here.get(piece)) {
            return;
        }
        if (!list.isPiece(piece, part)) {
            refused(from, piece);
            return;
        }
        put(list, piece, part);
        asked.remove(piece);
        state.counters.count("checkpoints.pieces");
        state.outputs.keepCheckpointPiece(new KeptPiece(target, list, piece, part));
        completeIfWhole();
    }

    private void put(CheckpointPieces list, int piece, byte[] part) {
        System.arraycopy(part, 0, bytes, (int) list.offset(piece), part.length);
        here.set(piece);
        advancedTick = state.tick;
    }

    private void refused(int from, int piece) {
        state.counters.count("checkpoints.piecesRefused");
        state.alarm(
                "CHECKPOINT_DAMAGED",
                from,
                "replica " + from + " has sent a damaged piece of checkpoint " + target.opNumber());
        lacks(from, piece);
    }

    private void completeIfWhole() {
        CheckpointPieces list = pieces;
        if (list != null && here.cardinality() == list.count()) {
            if (reload) {
                CheckpointId wanted = target;
                byte[] whole = bytes;
                stop();
                state.divergence.loaded(wanted, whole);
                return;
            }
            phase = Phase.STORING;
            sinceTick = state.tick;
            byte[] whole = bytes;
            state.outputs.checkpoint(
                    new CheckpointCapture(target.opNumber(), () -> whole, true, borrowing));
        }
    }

    /** A checkpoint is durable: perhaps the one that was fetched. */
    void published(CheckpointId checkpoint) {
        if (phase == Phase.STORING && checkpoint.equals(target)) {
            phase = Phase.READY;
            advancedTick = state.tick;
            settle();
        }
    }

    /** Lets the log begin at the checkpoint, as soon as there is a log to go on with. */
    private void settle() {
        if (target.opNumber() <= state.execution.appliedOp()) {
            stop(); // the log has got there by itself
        } else if (target.opNumber() <= state.commitNumber) {
            passOverHoles();
        } else if (state.adoption.isUnderWay()) {
            state.adoption.checkpointFetched();
        } else if (state.isNormal() && !state.isPrimary()) {
            beginLog();
        }
    }

    /** All up to the checkpoint is committed, and bodies of it are nowhere: its state will do. */
    private void passOverHoles() {
        if (state.isWholeThrough(target.opNumber())) {
            return; // it is about to be applied
        }
        Checkpoints.Head head = head();
        state.counters.count("checkpoints.taken");
        state.counters.count("checkpoints.takenForHoles");
        state.log.beginBehind(new LogBase(head.opNumber(), head.hash()));
        takeOver();
        state.execution.logReplaced();
        state.repair.askAnew();
        stop();
        state.adoption.forced();
    }

    /** Within a view: nothing up to the checkpoint is missing any more. */
    private void beginLog() {
        if (target.opNumber() <= state.log.opNumber()) {
            return; // commits will tell
        }
        Checkpoints.Head head = head();
        LogBase base = new LogBase(head.opNumber(), head.hash());
        takeState(head);
        state.outputs.write(new JournalRecord.LogBegins(base));
        state.durability.logAdopted(state.durability.forcedOp(), base.opNumber());
        state.commitNumber = base.opNumber();
        state.execution.logReplaced();
        state.normalOperation.logBegan();
        stop();
    }

    /** The fetched checkpoint, if it is durable; of an op above this one. */
    Checkpoints.@Nullable Head ready(long op) {
        return phase == Phase.READY && target.opNumber() > op ? head() : null;
    }

    private Checkpoints.Head head() {
        Checkpoints.Head head = Checkpoints.headOf(bytes);
        if (head.opNumber() != target.opNumber()) {
            throw new AssertionError(
                    "the checkpoint of op "
                            + target.opNumber()
                            + " says that it is of op "
                            + head.opNumber());
        }
        return head;
    }

    /** Who the members were at the fetched checkpoint. */
    byte[] members() {
        return Checkpoints.membersOf(bytes);
    }

    /** The log begins behind the checkpoint and the state is its state; nothing else changes. */
    void takeState(Checkpoints.Head head) {
        state.counters.count("checkpoints.taken");
        state.log.beginAt(new LogBase(head.opNumber(), head.hash()), head.timestampMicros());
        takeOver();
    }

    private void takeOver() {
        state.divergence.replaced(target, borrowing);
        state.execution.takeOver(target, bytes);
    }

    /** The log of a view that begins at the checkpoint is adopted. */
    void taken() {
        stop();
    }
}
