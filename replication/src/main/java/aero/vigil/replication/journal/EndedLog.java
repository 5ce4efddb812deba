package aero.vigil.replication.journal;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogBase;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.Resolution;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Vote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends a log by decision of a person (replication.md §8; adr 0024): new directories with what the
 * old ones together still have up to an op, and behind it the word that it was so decided. The old
 * ones are read only as any start reads them, and can take part in nothing any more.
 */
public final class EndedLog implements AutoCloseable {

    private static final int BATCH_ENTRIES = 256;
    private static final int BATCH_BYTES = 1 << 20;

    /** The log of the greatest log view first: it has everything that was committed. */
    private final List<ReplicaDirectory> sources = new ArrayList<>();

    private final SortedMap<Integer, Path> places = new TreeMap<>();

    private EndedLog() {}

    /**
     * What was made.
     *
     * @param lastOp the last op of the new log
     * @param hash of that op
     */
    public record Made(long lastOp, Digest hash) {}

    /**
     * Opens the old directories.
     *
     * @throws IllegalArgumentException if they are not of different members of one group, with one
     *     sentence for the user
     */
    public static EndedLog of(List<Path> directories) throws RefusalToStart, IOException {
        EndedLog ended = new EndedLog();
        try {
            for (Path directory : directories) {
                ended.add(directory, ReplicaDirectory.open(directory));
            }
            ended.sources.sort(
                    Comparator.comparingLong(
                                    (ReplicaDirectory source) -> source.recovered().log().logView())
                            .reversed());
            return ended;
        } catch (RefusalToStart | RuntimeException e) {
            ended.close();
            throw e;
        }
    }

    private void add(Path path, ReplicaDirectory directory) {
        sources.add(directory);
        if (!directory.clusterId().equals(sources.get(0).clusterId())) {
            throw new IllegalArgumentException(path + " is of another group than the first");
        }
        Path before = places.put(directory.index(), path);
        if (before != null) {
            throw new IllegalArgumentException(
                    before + " and " + path + " are both of member " + directory.index());
        }
    }

    /** What op 1 says. */
    public Genesis genesis() {
        return sources.get(0).genesis();
    }

    /** The members whose directories these are. */
    public List<Integer> members() {
        return List.copyOf(places.keySet());
    }

    /**
     * Makes the new directories.
     *
     * @param lastOp the last op that is kept
     * @param viewNumber greater than any view these replicas have promised
     * @param targets of the members that are made, by index; each vacant
     * @throws IllegalArgumentException if it cannot be decided so, with one sentence for the user;
     *     nothing has been made then
     */
    public Made makeAt(
            long lastOp, long viewNumber, String reason, SortedMap<Integer, Path> targets)
            throws IOException {
        for (ReplicaDirectory source : sources) {
            requireLaterView(source, viewNumber);
        }
        for (Path target : targets.values()) {
            DirectoryMaker.requireVacant(target);
        }
        List<Incarnation> members = new ArrayList<>();
        genesis().members().forEach(member -> members.add(OwnVote.randomIncarnation()));
        Recovered base = base(lastOp);
        Resolution.Prefix whole = prefix(base);
        copy(whole, lastOp, batch -> {});
        requireNothingBehind(whole);
        List<LogEntry> decided = Resolution.appendTo(whole, viewNumber, reason, members);
        for (Map.Entry<Integer, Path> target : targets.entrySet()) {
            int index = target.getKey();
            Incarnation own = members.get(index);
            DirectoryMaker.make(
                    target.getValue(),
                    sources.get(0).genesisEntry(),
                    new MemberFile(index, own),
                    new Vote(1, viewNumber, viewNumber, whole.opNumber(), whole.hash(), own, false),
                    (layout, writer) -> {
                        begin(layout, writer, base);
                        copy(prefix(base), lastOp, batch -> write(writer, viewNumber, batch));
                        write(writer, viewNumber, decided);
                    });
        }
        return new Made(whole.opNumber(), whole.hash());
    }

    private void requireLaterView(ReplicaDirectory source, long viewNumber) {
        Recovered recovered = source.recovered();
        long promised = Math.max(recovered.vote().viewNumber(), recovered.log().logView());
        if (Epoch.numberOf(promised) > 0) {
            throw new IllegalArgumentException(
                    "this group's size was changed since op 1: its log cannot be ended by decision");
        }
        if (viewNumber <= promised) {
            throw new IllegalArgumentException(
                    "member "
                            + source.index()
                            + " has promised view "
                            + promised
                            + ": say a greater one with --view");
        }
    }

    /** The newest checkpoint that is not behind the end, of whoever has it; or none. */
    private Recovered base(long lastOp) {
        return sources.stream()
                .map(ReplicaDirectory::recovered)
                .filter(recovered -> recovered.checkpointOp() <= lastOp)
                .max(Comparator.comparingLong(Recovered::checkpointOp))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "every member has a checkpoint behind op "
                                                + lastOp
                                                + ": that much is not lost"));
    }

    private Resolution.Prefix prefix(Recovered base) {
        StoredCheckpoint checkpoint = base.checkpoint();
        return new Resolution.Prefix(
                sources.get(0).genesisEntry(), checkpoint == null ? null : checkpoint.state());
    }

    /** Takes entries as they come. */
    private interface Batches {
        void take(List<LogEntry> batch) throws IOException;
    }

    private void copy(Resolution.Prefix prefix, long lastOp, Batches batches) throws IOException {
        List<LogEntry> batch = new ArrayList<>();
        int bytes = 0;
        while (prefix.opNumber() < lastOp) {
            LogEntry entry = next(prefix);
            if (entry == null) {
                throw new IllegalArgumentException(
                        "none of these directories has op "
                                + (prefix.opNumber() + 1)
                                + ": the log can be ended at op "
                                + prefix.opNumber()
                                + " at most");
            }
            prefix.add(entry);
            batch.add(entry);
            bytes += entry.sizeBytes();
            if (batch.size() == BATCH_ENTRIES || bytes > BATCH_BYTES) {
                batches.take(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            batches.take(batch);
        }
    }

    private @Nullable LogEntry next(Resolution.Prefix prefix) {
        for (ReplicaDirectory source : sources) {
            LogEntry entry = source.logReader().read(prefix.opNumber() + 1);
            if (entry != null && prefix.isFollowedBy(entry)) {
                return entry;
            }
        }
        return null;
    }

    private void requireNothingBehind(Resolution.Prefix prefix) {
        LogEntry behind = next(prefix);
        if (behind != null) {
            throw new IllegalArgumentException(
                    "op "
                            + behind.opNumber()
                            + " is there: a log may be ended only where all these directories have"
                            + " lost what follows, or end");
        }
    }

    private void begin(Layout layout, JournalWriter writer, Recovered base) throws IOException {
        StoredCheckpoint checkpoint = base.checkpoint();
        if (checkpoint == null) {
            return;
        }
        Resolution.Prefix head = prefix(base);
        Digest digest =
                new CheckpointFiles(layout.checkpoints(), sources.get(0).clusterId())
                        .publish(checkpoint);
        writer.append(
                List.of(
                        new JournalRecord.LogBegins(new LogBase(head.opNumber(), head.hash())),
                        new JournalRecord.CheckpointTaken(head.opNumber(), digest)));
    }

    private static void write(JournalWriter writer, long viewNumber, List<LogEntry> entries)
            throws IOException {
        long last = entries.get(entries.size() - 1).opNumber();
        writer.append(List.of(new JournalRecord.Entries(viewNumber, viewNumber, last, entries)));
    }

    @Override
    public void close() throws IOException {
        for (ReplicaDirectory source : sources) {
            source.close();
        }
    }
}
