package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.RecoveredLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look at the directory of a replica that is not running: every checksum, every hash of the
 * chain, both copies of the vote, every checkpoint. Changes nothing.
 */
public final class DirectoryCheck {

    private final List<String> findings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<DamagedPlace> damage = new ArrayList<>();

    private DirectoryCheck() {}

    /**
     * What was found.
     *
     * @param findings what is there, in sentences
     * @param faults what is wrong, in sentences; empty when a replica would start without doubt
     * @param damage where in the journal's files, as far as it is in them
     */
    public record Report(List<String> findings, List<String> faults, List<DamagedPlace> damage) {}

    /**
     * A place where a journal file is damaged.
     *
     * @param file its path
     * @param offset in bytes
     * @param what is wrong, and what follows from it
     */
    public record DamagedPlace(String file, long offset, String what) {}

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
        @Nullable DirectoryLock lock = DirectoryLock.look(layout.lock());
        try {
            check.look(layout);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
        return new Report(
                List.copyOf(check.findings), List.copyOf(check.faults), List.copyOf(check.damage));
    }

    private void look(Layout layout) throws IOException {
        try {
            LogEntry genesis = ReplicaDirectory.readGenesis(layout.genesis());
            int members = ReplicaDirectory.genesisOf(genesis).members().size();
            findings.add("group of " + members + ", cluster id " + genesis.hash().hex());
            Optional<MemberFile> member = MemberFile.read(layout.member());
            if (member.isEmpty() && Files.exists(layout.member())) {
                faults.add("the file 'member' is damaged");
            }
            VoteFile.@Nullable Content vote = lookAtVote(layout.vote());
            if (vote != null) {
                int index =
                        OwnVote.indexOf(ReplicaDirectory.genesisOf(genesis), member, vote.vote());
                JournalOwner owner = new JournalOwner(genesis.hash(), index);
                long lastOp = lookAtJournal(layout, owner, vote.bounds());
                lookAtCheckpoints(
                        new CheckpointFiles(layout.checkpoints(), genesis.hash()), lastOp);
            }
        } catch (RefusalToStart refusal) {
            faults.add(refusal.reason() + ": " + refusal.getMessage());
        }
    }

    private VoteFile.@Nullable Content lookAtVote(Path file) throws IOException {
        try (BlockFile slots = ChannelBlockFile.openToRead(file)) {
            VoteSlots.Peeked peeked = VoteSlots.peek(slots);
            if (peeked.damagedSlots() > 0) {
                faults.add(peeked.damagedSlots() + " of 4 copies of votes are damaged");
            }
            Optional<byte[]> value = peeked.value();
            if (value.isEmpty()) {
                faults.add(RefusalToStart.Reason.VOTE_LOST + ": no copy of the newest vote");
            } else {
                VoteFile.Content content = VoteFile.Content.decode(value.get());
                findings.add(String.valueOf(content.vote()));
                return content;
            }
        } catch (MalformedException e) {
            faults.add("the vote cannot be read: " + e.malformed().text());
        }
        return null;
    }

    /**
     * @return the last op of the log
     */
    private long lookAtJournal(Layout layout, JournalOwner owner, JournalBounds bounds)
            throws IOException, RefusalToStart {
        JournalIndex index = new JournalIndex();
        ChronicleJournalFiles files = ChronicleJournalFiles.withArchive(layout);
        int archived = files.numbers().size() - ChronicleJournalFiles.of(layout).numbers().size();
        if (archived > 0) {
            findings.add("archive: %d files, read with the journal".formatted(archived));
        }
        JournalScan.Outcome outcome =
                new JournalScan(
                                files,
                                owner,
                                bounds,
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
        for (Damage found : outcome.damage()) {
            String file = files.queueFile(found.fileNumber()).toString();
            damage.add(new DamagedPlace(file, found.offset(), found.what()));
            faults.add("%s, offset %d: %s".formatted(file, found.offset(), found.what()));
        }
        for (Hole hole : log.holes()) {
            faults.add(
                    "the bodies of ops %d to %d are lost: they will be fetched from other replicas"
                            .formatted(hole.firstOp(), hole.lastOp()));
        }
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
                faults.add(
                        "the checkpoint of op "
                                + opNumber
                                + " is damaged: the one before it, or the log, stands in for it");
            } else if (opNumber > lastOp) {
                findings.add(
                        "checkpoint: op %d, fetched from other replicas, the log not yet at it"
                                .formatted(opNumber));
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
