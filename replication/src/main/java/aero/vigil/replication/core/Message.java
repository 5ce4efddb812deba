package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one replica says to another. The transport's envelope carries the sender's index and
 * incarnation and the cluster id.
 *
 * <p>The view-number of every message is one that its sender is durably in, so each is evidence of
 * that view (rule 9).
 */
public sealed interface Message {

    /** The sender's durable view. */
    long viewNumber();

    /** From whom this kind of message is taken. */
    default Standing standing() {
        return Standing.NAMED;
    }

    /** From whom a message is taken (rule 20). */
    enum Standing {
        /** From the incarnation that the committed log names, in the same view. */
        NAMED,
        /** From any that was not replaced: the log that is chosen decides whether it counts. */
        REPORT,
        /** From anybody in any view: it promises nothing, or is judged by what it holds. */
        ANYBODY
    }

    /** Gives this message to the method of its kind. */
    void deliverTo(int from, Handler handler);

    /** One method a kind of message. */
    interface Handler {
        void prepare(int from, Prepare message);

        void prepareOk(int from, PrepareOk message);

        void commit(int from, Commit message);

        void commitOk(int from, CommitOk message);

        void startViewChange(int from, StartViewChange message);

        void doViewChange(int from, DoViewChange message);

        void startView(int from, StartView message);

        void newerView(int from, NewerView message);

        void getState(int from, GetState message);

        void newState(int from, NewState message);

        void fetchLog(int from, FetchLog message);

        void logPiece(int from, LogPiece message);

        void forwardedRequests(int from, ForwardedRequests message);

        void requestRefused(int from, RequestRefused message);

        void findCheckpoint(int from, FindCheckpoint message);

        void checkpointOffer(int from, CheckpointOffer message);

        void getCheckpoint(int from, GetCheckpoint message);

        void checkpointPiece(int from, CheckpointPiece message);

        void readIndex(int from, ReadIndex message);

        void readIndexOk(int from, ReadIndexOk message);

        void recover(int from, Recover message);

        void recoverOk(int from, RecoverOk message);

        void askMembers(int from, AskMembers message);

        void members(int from, Members message);
    }

    /**
     * Primary to backups: append these (VRR §4.1).
     *
     * @param entries following each other, at least one
     */
    record Prepare(long viewNumber, long commitNumber, List<LogEntry> entries) implements Message {
        public Prepare {
            entries = List.copyOf(entries);
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.prepare(from, this);
        }
    }

    /**
     * Backup to primary: my journal is forced, in this view, through this op.
     *
     * @param hash of the entry at opNumber
     */
    record PrepareOk(long viewNumber, long opNumber, Digest hash, Health health)
            implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.prepareOk(from, this);
        }
    }

    /**
     * Primary to backups: the heartbeat (VRR §4.1, step 6).
     *
     * @param opNumber the end of the primary's log
     * @param hash of that op
     * @param round grows with each heartbeat; 0 asks for no answer
     * @param clusterClockMicros the primary's cluster clock, which backups follow
     * @param agreed the newest frame that f + 1 have cut alike (rule 21)
     * @param passedByAllOp what every member has durably
     */
    record Commit(
            long viewNumber,
            long commitNumber,
            long opNumber,
            Digest hash,
            long round,
            long clusterClockMicros,
            AgreedFrame agreed,
            long passedByAllOp)
            implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.commit(from, this);
        }
    }

    /**
     * Backup to primary: the answer to a heartbeat, and a repeated PrepareOk.
     *
     * @param round of the heartbeat
     * @param opNumber the end of what is forced in this view; 0 if nothing is yet
     * @param hash of that op
     * @param appendedOp the end of its log, forced or not; no promise
     */
    record CommitOk(
            long viewNumber, long round, long opNumber, Digest hash, long appendedOp, Health health)
            implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.commitOk(from, this);
        }
    }

    /** To all: my durable view is this one, and I want the next (VRR §4.2, as a solicitation). */
    record StartViewChange(long viewNumber) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.startViewChange(from, this);
        }
    }

    /**
     * To the primary of the view: I have left all earlier views, and this is my log (VRR §4.2).
     *
     * @param logView the last view whose log was adopted
     * @param adoptedOp the end of the log adopted for logView
     * @param adoptedHash of that op
     * @param opNumber the end of the log, writes in flight included
     * @param hash of that op
     * @param commitNumber what is known to be committed
     * @param tailCertain false if something promised may stand behind opNumber
     * @param damaged ops above commitNumber whose bodies are lost here; at most {@link
     *     Limits#MAX_DAMAGED_RANGES}
     * @param members the incarnations that this log names, by index: at its end, or below the first
     *     body that is missing behind what is applied; that may be a replacement (rule 20)
     * @param membersOp the last op that is judged by these members: the end of that gap, or of the
     *     log
     */
    record DoViewChange(
            long viewNumber,
            long logView,
            long adoptedOp,
            Digest adoptedHash,
            long opNumber,
            Digest hash,
            long commitNumber,
            boolean tailCertain,
            List<Hole> damaged,
            List<Incarnation> members,
            long membersOp)
            implements Message {
        public DoViewChange {
            damaged = List.copyOf(damaged);
            members = List.copyOf(members);
        }

        @Override
        public Standing standing() {
            return Standing.REPORT;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.doViewChange(from, this);
        }
    }

    /**
     * Primary to backups: the view has begun, with a log that ends here (VRR §4.2).
     *
     * @param hash of the entry at opNumber
     */
    record StartView(long viewNumber, long opNumber, Digest hash, long commitNumber)
            implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.startView(from, this);
        }
    }

    /** The answer to a message of an earlier view. */
    record NewerView(long viewNumber) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.newerView(from, this);
        }
    }

    /**
     * To a normal replica of the view: give me what follows this op (VRR §5.2).
     *
     * @param fromOp the end of the asker's log
     */
    record GetState(long viewNumber, long fromOp) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.getState(from, this);
        }
    }

    /**
     * The answer to GetState: a piece of the log of this view.
     *
     * @param entries following each other; empty if there are none, or none can be had
     * @param opNumber the end of the sender's log
     * @param hash of that op
     * @param firstOp where the sender's log begins
     */
    record NewState(
            long viewNumber,
            List<LogEntry> entries,
            long opNumber,
            Digest hash,
            long commitNumber,
            long firstOp)
            implements Message {
        public NewState {
            entries = List.copyOf(entries);
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.newState(from, this);
        }
    }

    /**
     * To any replica: give me the entries that end with this one.
     *
     * @param hash of the last entry wanted; which log it is part of does not matter
     * @param afterOp nothing at or below this op is wanted
     */
    record FetchLog(long viewNumber, long opNumber, Digest hash, long afterOp) implements Message {
        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.fetchLog(from, this);
        }
    }

    /**
     * The answer to FetchLog.
     *
     * @param opNumber as asked
     * @param hash as asked
     * @param entries following each other, the last with this op-number and hash; empty if the
     *     sender does not have it
     * @param lacking whether the sender does not have it and never promised it (rule 11)
     * @param firstOp where the sender's log begins
     */
    record LogPiece(
            long viewNumber,
            long opNumber,
            Digest hash,
            List<LogEntry> entries,
            boolean lacking,
            long firstOp)
            implements Message {
        public LogPiece {
            entries = List.copyOf(entries);
        }

        /** Whether the entries follow each other, and the last is the one that was asked for. */
        boolean endsChain() {
            if (entries.isEmpty()) {
                return false;
            }
            LogEntry last = entries.get(entries.size() - 1);
            if (last.opNumber() != opNumber || !last.hash().equals(hash)) {
                return false;
            }
            for (int i = 1; i < entries.size(); i++) {
                if (!entries.get(i).previousHash().equals(entries.get(i - 1).hash())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.logPiece(from, this);
        }
    }

    /** To all: which checkpoints of later ops than this do you have (VRR §5.2)? */
    record FindCheckpoint(long viewNumber, long aboveOp) implements Message {
        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.findCheckpoint(from, this);
        }
    }

    /**
     * The answer to FindCheckpoint.
     *
     * @param normal whether the sender is normal in its view
     * @param held what it can give out
     * @param computed which of those it has computed itself, and not fetched
     * @param vouched what the log vouches for, as far as the sender has applied it
     */
    record CheckpointOffer(
            long viewNumber,
            boolean normal,
            List<CheckpointId> held,
            List<CheckpointId> computed,
            CheckpointId vouched)
            implements Message {
        public CheckpointOffer {
            held = List.copyOf(held);
            computed = List.copyOf(computed);
        }

        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.checkpointOffer(from, this);
        }
    }

    /**
     * To a replica that has it: give me this piece of a checkpoint.
     *
     * @param piece from 0; -1 for the list of pieces
     */
    record GetCheckpoint(long viewNumber, CheckpointId checkpoint, int piece) implements Message {
        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.getCheckpoint(from, this);
        }
    }

    /**
     * The answer to GetCheckpoint; with neither list nor bytes if the sender has no such piece.
     *
     * @param piece as asked
     * @param pieces the list of pieces
     * @param bytes the piece
     */
    record CheckpointPiece(
            long viewNumber,
            CheckpointId checkpoint,
            int piece,
            @Nullable CheckpointPieces pieces,
            byte @Nullable [] bytes)
            implements Message {

        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.checkpointPiece(from, this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CheckpointPiece that
                    && viewNumber == that.viewNumber
                    && checkpoint.equals(that.checkpoint)
                    && piece == that.piece
                    && Objects.equals(pieces, that.pieces)
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(viewNumber, checkpoint, piece, pieces, Arrays.hashCode(bytes));
        }

        @Override
        public String toString() {
            return "CheckpointPiece[viewNumber="
                    + viewNumber
                    + ", checkpoint="
                    + checkpoint
                    + ", piece="
                    + piece
                    + ", "
                    + (bytes == null ? "nothing" : Bytes.toText(bytes))
                    + "]";
        }
    }

    /** Backup to primary: requests that clients gave me. */
    record ForwardedRequests(long viewNumber, List<ClientRequest> requests) implements Message {
        public ForwardedRequests {
            requests = List.copyOf(requests);
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.forwardedRequests(from, this);
        }
    }

    /** Primary to the backup that forwarded it: this request does not enter the log. */
    record RequestRefused(long viewNumber, ClientReply reply) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.requestRefused(from, this);
        }
    }

    /**
     * To the primary: reads have come to me; up to which op must I have applied (rule 22)?
     *
     * @param readNumber of the last of them
     */
    record ReadIndex(long viewNumber, long readNumber) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.readIndex(from, this);
        }
    }

    /**
     * To all: I have lost something I promised; where do you stand (VRR §4.3, step 1)? A backup
     * whose log's end was damaged asks the primary of its view the same (rule 19).
     *
     * @param nonce random, drawn at this start
     * @param attempt grows with each try of this start
     */
    record Recover(long viewNumber, long nonce, long attempt) implements Message {
        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.recover(from, this);
        }
    }

    /**
     * The answer to ReadIndex.
     *
     * @param readNumber as asked
     * @param opNumber nothing beyond it was acknowledged by anybody before the reads had come
     */
    record ReadIndexOk(long viewNumber, long readNumber, long opNumber) implements Message {
        @Override
        public void deliverTo(int from, Handler handler) {
            handler.readIndexOk(from, this);
        }
    }

    /**
     * The answer of a normal replica that has the asker's incarnation committed (VRR §4.3, step 2).
     *
     * @param nonce as asked
     * @param attempt as asked
     * @param opNumber the end of the log, if the sender leads the view; else 0
     * @param hash of that op
     * @param members the incarnations that the committed log names, by index
     */
    record RecoverOk(
            long viewNumber,
            long nonce,
            long attempt,
            long opNumber,
            Digest hash,
            long commitNumber,
            List<Incarnation> members)
            implements Message {
        public RecoverOk {
            members = List.copyOf(members);
        }

        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.recoverOk(from, this);
        }
    }

    /** To all: somebody speaks whom my log does not name; who are the members? */
    record AskMembers(long viewNumber) implements Message {
        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.askMembers(from, this);
        }
    }

    /**
     * The incarnations that the committed log names: to who asked, and to who spoke and is none.
     *
     * @param replacements how many replacements are committed
     * @param incarnations by index
     * @param replaced the receiver, if it is one that was replaced; else nobody's
     * @param addresses where they are reached, by index, where the group's size was changed; else
     *     none, for op 1 says it
     */
    record Members(
            long viewNumber,
            long replacements,
            List<Incarnation> incarnations,
            Incarnation replaced,
            List<MemberAddresses> addresses)
            implements Message {
        public Members {
            incarnations = List.copyOf(incarnations);
            addresses = List.copyOf(addresses);
        }

        /** Of a group that has the size that op 1 says. */
        public Members(
                long viewNumber,
                long replacements,
                List<Incarnation> incarnations,
                Incarnation replaced) {
            this(viewNumber, replacements, incarnations, replaced, List.of());
        }

        @Override
        public Standing standing() {
            return Standing.ANYBODY;
        }

        @Override
        public void deliverTo(int from, Handler handler) {
            handler.members(from, this);
        }
    }
}
