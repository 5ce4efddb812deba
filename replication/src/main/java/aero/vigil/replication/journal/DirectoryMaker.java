package aero.vigil.replication.journal;

import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.Vote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes the directory of a new member, durable as a whole when it returns. */
public final class DirectoryMaker {

    private DirectoryMaker() {}

    /**
     * Fills a directory that does not exist or is empty.
     *
     * @param genesisEntry op 1, the same for all members
     * @param incarnation this member's, as op 1 names it
     * @throws IllegalArgumentException if something is in the directory
     */
    public static void make(Path directory, LogEntry genesisEntry, Incarnation incarnation)
            throws IOException {
        requireVacant(directory);
        int index =
                Genesis.decode(genesisEntry.operation()).members().stream()
                        .filter(member -> member.incarnation().equals(incarnation))
                        .mapToInt(Member::index)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "op 1 names no incarnation " + incarnation));
        Layout layout = new Layout(directory);
        Files.createDirectories(directory);
        Files.createDirectory(layout.journal());
        Files.createDirectory(layout.checkpoints());
        JournalRecord first = new JournalRecord.Entries(0, 0, 1, List.of(genesisEntry));
        try (JournalWriter writer =
                JournalWriter.begin(
                        new ChronicleJournalFiles(layout.journal()),
                        new JournalOwner(genesisEntry.hash(), index),
                        new JournalIndex(),
                        ReplicaDirectory.ROLL_BYTES,
                        Runnable::run)) {
            writer.append(List.of(first));
            writer.force();
        }
        VoteFile.create(
                        ChannelBlockFile.createNew(layout.vote()),
                        Vote.initial(genesisEntry, incarnation))
                .close();
        // Last, so that a directory half made is not taken for one.
        try (BlockFile file = ChannelBlockFile.createNew(layout.genesis())) {
            file.write(0, ByteBuffer.wrap(RecordCodec.encodeEntry(genesisEntry)));
            file.force();
        }
        ChannelBlockFile.forceDirectory(directory);
        ChannelBlockFile.forceDirectory(directory.resolveSibling("."));
    }

    /**
     * Refuses a directory with something in it.
     *
     * @throws IllegalArgumentException with one sentence for the user
     */
    public static void requireVacant(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is no directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        directory + " is not empty: name another directory, or remove it first");
            }
        }
    }
}
