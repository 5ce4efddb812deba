package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the directory of a replica has recorded, stopped or running, or a copy of it, at the moment
 * it was opened: the committed log with its archive, and the checkpoints.
 *
 * <p>It is only read. No lock is taken and nothing is written, so that a replica that runs on the
 * directory is not in the way and notices nothing; what it adds later is not seen here, and what it
 * removes later is, for the files are held open.
 */
public final class RecordedLog implements Closeable {

    /**
     * A replica that runs may move a file between the look at the directory and its opening, and be
     * in the middle of a write where the log is seen to end. So it is looked at again until what
     * seems to be damaged stands still, or nothing does.
     */
    private static final int ATTEMPTS = 20;

    private static final long PAUSE_NANOS = 20_000_000;

    private final Path directory;
    private final LogEntry genesisEntry;
    private final Genesis genesis;
    private final int index;
    private final HeldFiles files;
    private final JournalIndex journal;
    private final NavigableMap<Long, byte[]> checkpoints;
    private final List<String> findings;
    private final List<Damage> damage;
    private final List<JournalReader> readers = new ArrayList<>();

    private RecordedLog(
            Path directory,
            LogEntry genesisEntry,
            Genesis genesis,
            int index,
            HeldFiles files,
            JournalIndex journal,
            NavigableMap<Long, byte[]> checkpoints,
            List<String> findings,
            List<Damage> damage) {
        this.directory = directory;
        this.genesisEntry = genesisEntry;
        this.genesis = genesis;
        this.index = index;
        this.files = files;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.findings = findings;
        this.damage = damage;
    }

    /**
     * Opens what is there now.
     *
     * @throws RefusalToStart if it is no replica's directory, or nothing of its log can be read
     * @throws IOException if the disk does not answer
     */
    public static RecordedLog open(Path directory) throws IOException, RefusalToStart {
        Layout layout = new Layout(directory);
        if (!Files.exists(layout.genesis())) {
            throw new RefusalToStart(
                    Reason.NOT_FORMATTED,
                    directory
                            + " is no replica's directory: it has no file 'genesis'. Give one, as"
                            + " var/demo/replica-0 of a demo, or a copy of one");
        }
        List<Damage> seenBefore = List.of();
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                RecordedLog log = read(layout);
                if (log.damage.equals(seenBefore)) {
                    return log;
                }
                seenBefore = log.damage;
                log.close();
            } catch (NoSuchFileException | RefusalToStart e) {
                // The last attempt says why.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return read(layout);
    }

    private static RecordedLog read(Layout layout) throws IOException, RefusalToStart {
        LogEntry genesisEntry = ReplicaDirectory.readGenesis(layout.genesis());
        Genesis genesis = ReplicaDirectory.genesisOf(genesisEntry);
        // Before the files: what the vote says of the journal is there by the time it says so.
        Optional<VoteFile.Content> vote = voteOf(layout);
        HeldFiles files = HeldFiles.of(ChronicleJournalFiles.withArchive(layout));
        try {
            List<String> findings = new ArrayList<>();
            int index = indexOf(layout, genesis, vote);
            JournalIndex journal = new JournalIndex();
            JournalScan.Outcome outcome =
                    new JournalScan(
                                    files,
                                    new JournalOwner(genesisEntry.hash(), index),
                                    boundsOf(vote, files),
                                    false,
                                    new ReplicaDirectory.IndexingSink(journal))
                            .run();
            ChronicleJournalFiles named = ChronicleJournalFiles.withArchive(layout);
            for (Damage damage : outcome.damage()) {
                findings.add(
                        "%s, offset %d: %s"
                                .formatted(
                                        named.queueFile(damage.fileNumber()),
                                        damage.offset(),
                                        damage.what()));
            }
            for (Hole hole : journal.log().holes()) {
                findings.add(
                        "ops %d to %d are damaged here: they are replayed from another member's directory"
                                .formatted(hole.firstOp(), hole.lastOp()));
            }
            NavigableMap<Long, byte[]> checkpoints =
                    checkpointsOf(layout, genesisEntry, journal, files, findings);
            return new RecordedLog(
                    layout.directory(),
                    genesisEntry,
                    genesis,
                    index,
                    files,
                    journal,
                    checkpoints,
                    List.copyOf(findings),
                    outcome.damage());
        } catch (IOException | RefusalToStart | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Half written where a replica runs just now, or damaged: then it says nothing here. */
    private static Optional<VoteFile.Content> voteOf(Layout layout) throws IOException {
        try (BlockFile slots = ChannelBlockFile.openToRead(layout.vote())) {
            Optional<byte[]> value = VoteSlots.peek(slots).value();
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(VoteFile.Content.decode(value.get()));
        } catch (MalformedException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(Layout layout, Genesis genesis, Optional<VoteFile.Content> vote)
            throws IOException, RefusalToStart {
        Optional<MemberFile> member = MemberFile.read(layout.member());
        if (member.isPresent()) {
            return member.get().index();
        }
        Vote said =
                vote.orElseThrow(
                                () ->
                                        new RefusalToStart(
                                                Reason.VOTE_LOST,
                                                layout.directory()
                                                        + " does not say which member it is of:"
                                                        + " its files 'member' and 'vote' are"
                                                        + " damaged or gone. Copy 'member' from a"
                                                        + " backup of it"))
                        .vote();
        return OwnVote.indexOf(genesis, member, said);
    }

    /** Without a vote, what is there is all that is known to have been. */
    private static JournalBounds boundsOf(Optional<VoteFile.Content> vote, HeldFiles files) {
        List<Long> numbers = files.numbers();
        long first = numbers.isEmpty() ? 1 : numbers.get(0);
        return vote.map(VoteFile.Content::bounds)
                .map(
                        said ->
                                new JournalBounds(
                                        Math.max(said.firstFile(), first),
                                        said.lastFile(),
                                        said.lastRecord()))
                .orElse(new JournalBounds(first, 1, 1));
    }

    private static NavigableMap<Long, byte[]> checkpointsOf(
            Layout layout,
            LogEntry genesisEntry,
            JournalIndex journal,
            HeldFiles files,
            List<String> findings)
            throws IOException {
        CheckpointFiles found = new CheckpointFiles(layout.checkpoints(), genesisEntry.hash());
        RecoveredLog log = journal.log();
        NavigableMap<Long, byte[]> checkpoints = new TreeMap<>();
        try (JournalReader reader = new JournalReader(files, journal)) {
            for (long op : found.opNumbers()) {
                CheckpointFiles.@Nullable Checkpoint checkpoint = found.read(op);
                if (checkpoint == null) {
                    findings.add("the checkpoint of op " + op + " is damaged");
                } else if (op <= log.opNumber()
                        && op + 1 >= log.firstOp()
                        && Recovered.belongs(checkpoint.state(), log, reader)) {
                    checkpoints.put(op, checkpoint.state());
                }
            }
        }
        return checkpoints;
    }

    /** Where it was read. */
    public Path directory() {
        return directory;
    }

    /** Which member of the group has recorded it. */
    public int index() {
        return index;
    }

    /** Op 1 of the group. */
    public LogEntry genesisEntry() {
        return genesisEntry;
    }

    /** What op 1 says. */
    public Genesis genesis() {
        return genesis;
    }

    /** The first op that is there, or was before it was damaged. */
    public long firstOp() {
        return journal.log().firstOp();
    }

    /** The last op that the journal itself says is committed: no other was ever shown. */
    public long lastOp() {
        return Math.min(journal.log().opNumber(), journal.log().commitNumber());
    }

    /** The checkpoints of this log that are whole, by op. */
    public NavigableMap<Long, byte[]> checkpoints() {
        return checkpoints;
    }

    /** What is wrong with it, in sentences that name file and place; empty when nothing is. */
    public List<String> findings() {
        return findings;
    }

    /** Reads its ops: one for each thread that reads on its own. */
    public LogReader reader() {
        JournalReader reader = new JournalReader(files, journal);
        readers.add(reader);
        return reader;
    }

    @Override
    public void close() throws IOException {
        for (JournalReader reader : readers) {
            reader.close();
        }
        files.close();
    }
}
