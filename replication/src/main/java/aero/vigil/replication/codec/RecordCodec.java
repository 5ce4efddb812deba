package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogBase;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Vote;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a replica's directory, as protobuf: batches of journal records, the vote, op 1.
 */
public final class RecordCodec {

    private RecordCodec() {}

    /** A batch of records as the payload of one excerpt. */
    public static byte[] encodeBatch(List<JournalRecord> records) {
        Wire.JournalBatch.Builder batch = Wire.JournalBatch.newBuilder();
        RecordEncoder encoder = new RecordEncoder(batch);
        for (JournalRecord journalRecord : records) {
            journalRecord.deliverTo(encoder);
        }
        return batch.build().toByteArray();
    }

    /**
     * The records of one excerpt.
     *
     * @throws MalformedException if the bytes are no such batch
     */
    public static List<JournalRecord> decodeBatch(ByteBuffer payload) throws MalformedException {
        try {
            Wire.JournalBatch batch = Wire.JournalBatch.parseFrom(payload);
            List<JournalRecord> records = new ArrayList<>(batch.getRecordsCount());
            for (Wire.JournalRecord wire : batch.getRecordsList()) {
                records.add(decode(wire));
            }
            return records;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException(Reason.NOT_PROTOBUF, String.valueOf(e.getMessage()));
        }
    }

    /** A vote as the value of one slot. */
    public static byte[] encodeVote(Vote vote) {
        return Wire.Vote.newBuilder()
                .setGeneration(vote.generation())
                .setViewNumber(vote.viewNumber())
                .setLogView(vote.logView())
                .setAdoptedOp(vote.adoptedOp())
                .setAdoptedHash(Fields.bytes(vote.adoptedHash()))
                .setIncarnationHigh(vote.incarnation().high())
                .setIncarnationLow(vote.incarnation().low())
                .setRecovering(vote.recovering())
                .build()
                .toByteArray();
    }

    /**
     * Reads a vote.
     *
     * @throws MalformedException if the bytes are none
     */
    public static Vote decodeVote(byte[] bytes) throws MalformedException {
        try {
            Wire.Vote wire = Wire.Vote.parseFrom(bytes);
            return new Vote(
                    Fields.number(wire.getGeneration(), "generation"),
                    Fields.number(wire.getViewNumber(), "view_number"),
                    Fields.number(wire.getLogView(), "log_view"),
                    Fields.number(wire.getAdoptedOp(), "adopted_op"),
                    Fields.digest(wire.getAdoptedHash(), "adopted_hash"),
                    new Incarnation(wire.getIncarnationHigh(), wire.getIncarnationLow()),
                    wire.getRecovering());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException(Reason.NOT_PROTOBUF, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Reason.NOT_A_VOTE, String.valueOf(e.getMessage()));
        }
    }

    /** One entry alone: op 1 in its own file. */
    public static byte[] encodeEntry(LogEntry entry) {
        return EntryCodec.encode(entry).toByteArray();
    }

    /**
     * Reads one entry.
     *
     * @throws MalformedException if the bytes are none
     */
    public static LogEntry decodeEntry(byte[] bytes) throws MalformedException {
        return EntryCodec.decode(UnsafeByteOperations.unsafeWrap(bytes));
    }

    private static JournalRecord decode(Wire.JournalRecord wire) throws MalformedException {
        switch (wire.getRecordCase()) {
            case ENTRIES -> {
                Wire.Entries entries = wire.getEntries();
                return new JournalRecord.Entries(
                        Fields.number(entries.getViewNumber(), "view_number"),
                        Fields.number(entries.getLogView(), "log_view"),
                        Fields.number(entries.getCommitNumber(), "commit_number"),
                        EntryCodec.decodeChain(entries.getEntriesList(), 1));
            }
            case STAGED -> {
                Wire.Staged staged = wire.getStaged();
                return new JournalRecord.Staged(
                        Fields.number(staged.getViewNumber(), "view_number"),
                        EntryCodec.decodeChain(staged.getEntriesList(), 1));
            }
            case LOG_ADOPTED -> {
                Wire.LogAdopted adopted = wire.getLogAdopted();
                long forkOp = Fields.number(adopted.getForkOp(), "fork_op");
                return new JournalRecord.LogAdopted(
                        Fields.number(adopted.getViewNumber(), "view_number"),
                        forkOp,
                        Fields.number(adopted.getOpNumber(), forkOp, "op_number"),
                        Fields.digest(adopted.getHash(), "hash"),
                        Fields.number(adopted.getCommitNumber(), "commit_number"),
                        adopted.hasBaseHash()
                                ? new LogBase(
                                        Fields.number(forkOp, 1, "fork_op"),
                                        Fields.digest(adopted.getBaseHash(), "base_hash"))
                                : null);
            }
            case CHECKPOINT_TAKEN -> {
                Wire.CheckpointTaken taken = wire.getCheckpointTaken();
                return new JournalRecord.CheckpointTaken(
                        Fields.number(taken.getOpNumber(), 1, "op_number"),
                        Fields.digest(taken.getDigest(), "digest"));
            }
            case LOG_BEGINS -> {
                Wire.LogBegins begins = wire.getLogBegins();
                return new JournalRecord.LogBegins(
                        new LogBase(
                                Fields.number(begins.getOpNumber(), 1, "op_number"),
                                Fields.digest(begins.getHash(), "hash")));
            }
            case REPAIRED -> {
                return new JournalRecord.Repaired(
                        EntryCodec.decodeChain(wire.getRepaired().getEntriesList(), 1));
            }
            case RECORD_NOT_SET ->
                    throw new MalformedException(
                            Reason.UNKNOWN_KIND, "a journal record of no known kind");
        }
        throw new AssertionError("unreachable");
    }

    /** Appends each record it is given to a batch. */
    private record RecordEncoder(Wire.JournalBatch.Builder batch) implements JournalRecord.Handler {

        @Override
        public void entries(JournalRecord.Entries entries) {
            batch.addRecordsBuilder()
                    .getEntriesBuilder()
                    .setViewNumber(entries.viewNumber())
                    .setLogView(entries.logView())
                    .setCommitNumber(entries.commitNumber())
                    .addAllEntries(EntryCodec.encode(entries.entries()));
        }

        @Override
        public void staged(JournalRecord.Staged staged) {
            batch.addRecordsBuilder()
                    .getStagedBuilder()
                    .setViewNumber(staged.viewNumber())
                    .addAllEntries(EntryCodec.encode(staged.entries()));
        }

        @Override
        public void logAdopted(JournalRecord.LogAdopted adopted) {
            Wire.LogAdopted.Builder wire = batch.addRecordsBuilder().getLogAdoptedBuilder();
            wire.setViewNumber(adopted.viewNumber())
                    .setForkOp(adopted.forkOp())
                    .setOpNumber(adopted.opNumber())
                    .setHash(Fields.bytes(adopted.hash()))
                    .setCommitNumber(adopted.commitNumber());
            LogBase base = adopted.base();
            if (base != null) {
                wire.setBaseHash(Fields.bytes(base.hash()));
            }
        }

        @Override
        public void logBegins(JournalRecord.LogBegins begins) {
            batch.addRecordsBuilder()
                    .getLogBeginsBuilder()
                    .setOpNumber(begins.base().opNumber())
                    .setHash(Fields.bytes(begins.base().hash()));
        }

        @Override
        public void checkpointTaken(JournalRecord.CheckpointTaken taken) {
            batch.addRecordsBuilder()
                    .getCheckpointTakenBuilder()
                    .setOpNumber(taken.opNumber())
                    .setDigest(Fields.bytes(taken.digest()));
        }

        @Override
        public void repaired(JournalRecord.Repaired repaired) {
            batch.addRecordsBuilder()
                    .getRepairedBuilder()
                    .addAllEntries(EntryCodec.encode(repaired.entries()));
        }
    }
}
