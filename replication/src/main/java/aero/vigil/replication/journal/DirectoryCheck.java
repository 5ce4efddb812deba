package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.RecoveredLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A look at the directory of a replica that is not running: every checksum, every hash of the
 * chain, both copies of the vote, every checkpoint. Changes nothing.
 */
public final class DirectoryCheck {

    private final List<String> findings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private DirectoryCheck() {}

    /**
     * What was found.
     *
     * @param findings what is there, in sentences
     * @param faults what is wrong, in sentences; empty when a replica would start without doubt
     */
    public record Report(List<String> findings, List<String> faults) {}

    /**
     * Checks a directory.
     *
     * @throws RefusalToStart if it is in use, or is no replica's directory at all
     * @throws IOException if it cannot be read
     */
    public static Report check(Path directory) throws IOException, RefusalToStart {
        Layout layout = new Layout(directory);
        if (!Files.exists(layout.genesis())) {
            throw new RefusalToStart(
                    RefusalToStart.Reason.NOT_FORMATTED, directory + " is no replica's directory");
        }
        DirectoryCheck check = new DirectoryCheck();
        DirectoryLock lock = DirectoryLock.take(layout.lock());
        try {
            check.look(layout);
        } finally {
            lock.close();
        }
        return new Report(List.copyOf(check.findings), List.copyOf(check.faults));
    }

    private void look(Layout layout) throws IOException {
        try {
            LogEntry genesis = ReplicaDirectory.readGenesis(layout.genesis());
            int members = ReplicaDirectory.genesisOf(genesis).members().size();
            findings.add("group of " + members + ", cluster id " + genesis.hash().hex());
            lookAtVote(layout.vote());
            long lastOp = lookAtJournal(layout, genesis);
            lookAtCheckpoints(new CheckpointFiles(layout.checkpoints()), lastOp);
        } catch (RefusalToStart refusal) {
            faults.add(refusal.reason() + ": " + refusal.getMessage());
        }
    }

    private void lookAtVote(Path file) throws IOException {
        try (BlockFile slots = ChannelBlockFile.openToRead(file)) {
            VoteSlots.Peeked peeked = VoteSlots.peek(slots);
            if (peeked.damagedSlots() > 0) {
                faults.add(peeked.damagedSlots() + " of 4 copies of votes are damaged");
            }
            Optional<byte[]> value = peeked.value();
            if (value.isEmpty()) {
                faults.add(RefusalToStart.Reason.VOTE_LOST + ": no copy of the newest vote");
            } else {
                findings.add(String.valueOf(RecordCodec.decodeVote(value.get())));
            }
        } catch (MalformedException e) {
            faults.add("the vote cannot be read: " + e.malformed().text());
        }
    }

    /**
     * @return the last op of the log
     */
    private long lookAtJournal(Layout layout, LogEntry genesis) throws IOException, RefusalToStart {
        JournalIndex index = new JournalIndex();
        ChronicleJournalFiles files = new ChronicleJournalFiles(layout.journal());
        JournalScan.Outcome outcome =
                new JournalScan(
                                files,
                                genesis.hash(),
                                false,
                                new ReplicaDirectory.IndexingSink(index))
                        .run();
        RecoveredLog log = index.log();
        findings.add(
                "journal: %d files, %d records, the last with hash %s"
                        .formatted(
                                files.numbers().size(),
                                outcome.records(),
                                outcome.lastHash().hex()));
        findings.add(
                "log: ops %d to %d, committed to %d, log view %d, last hash %s"
                        .formatted(
                                log.firstOp(),
                                log.opNumber(),
                                log.commitNumber(),
                                log.logView(),
                                log.hash().hex()));
        if (!outcome.tailCertain()) {
            faults.add(
                    "behind record "
                            + outcome.lastRecord()
                            + " stands something damaged that may have been promised");
        }
        return log.opNumber();
    }

    private void lookAtCheckpoints(CheckpointFiles checkpoints, long lastOp) throws IOException {
        for (long opNumber : checkpoints.opNumbers()) {
            CheckpointFiles.Checkpoint checkpoint = checkpoints.read(opNumber);
            if (checkpoint == null) {
                faults.add("the checkpoint of op " + opNumber + " is damaged");
            } else if (opNumber > lastOp) {
                faults.add("the checkpoint of op " + opNumber + " is ahead of the log");
            } else {
                findings.add(
                        "checkpoint: op %d, %d bytes, digest %s"
                                .formatted(
                                        opNumber,
                                        checkpoint.state().length,
                                        checkpoint.digest().hex()));
            }
        }
    }
}
