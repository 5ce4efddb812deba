package aero.vigil.replication.journal;

import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.MemberAddresses;
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
        int index =
                Genesis.decode(genesisEntry.operation()).members().stream()
                        .filter(member -> member.incarnation().equals(incarnation))
                        .mapToInt(Member::index)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "op 1 names no incarnation " + incarnation));
        make(
                directory,
                genesisEntry,
                new MemberFile(index, incarnation),
                Vote.initial(genesisEntry, incarnation),
                Contents.NONE);
    }

    /**
     * Fills a directory for a member whose disk was lost: another incarnation, which has promised
     * nothing and takes part in nothing until the others have let it in (rule 20).
     *
     * @param genesisEntry op 1, as the others have it
     * @param index of the member
     * @return its incarnation
     * @throws IllegalArgumentException if something is in the directory, or there is nobody to
     *     recover from
     */
    public static Incarnation makeRecovering(Path directory, LogEntry genesisEntry, int index)
            throws IOException {
        return makeRecovering(directory, genesisEntry, index, MemberAddresses.NONE);
    }

    /** The same for a place that op 1 may not name, of a member that is reached there. */
    public static Incarnation makeRecovering(
            Path directory, LogEntry genesisEntry, int index, MemberAddresses addresses)
            throws IOException {
        int members = Genesis.decode(genesisEntry.operation()).members().size();
        if (members == 1) {
            throw new IllegalArgumentException(
                    "a group of one has nobody to recover from: restore its directory from a"
                            + " backup");
        }
        if (index < 0) {
            throw new IllegalArgumentException("there is no member " + index);
        }
        if (index >= members) {
            requirePlaceBehind(genesisEntry, index);
        }
        Incarnation incarnation = OwnVote.randomIncarnation();
        make(
                directory,
                genesisEntry,
                new MemberFile(
                        index, incarnation, index < members ? MemberAddresses.NONE : addresses),
                OwnVote.recovering(genesisEntry, incarnation),
                Contents.NONE);
        return incarnation;
    }

    /**
     * Fills a directory for a learner in a place that op 1 does not name: a disk that has promised
     * nothing, and follows until the group makes it a member (VRR §7).
     *
     * @param genesisEntry op 1, as the others have it
     * @param index its place, behind those that op 1 names
     * @return its incarnation
     * @throws IllegalArgumentException if something is in the directory, or there is no such place
     */
    public static Incarnation makeLearner(
            Path directory, LogEntry genesisEntry, int index, MemberAddresses addresses)
            throws IOException {
        requirePlaceBehind(genesisEntry, index);
        Incarnation incarnation = OwnVote.randomIncarnation();
        make(
                directory,
                genesisEntry,
                new MemberFile(index, incarnation, addresses),
                Vote.initial(genesisEntry, incarnation),
                Contents.NONE);
        return incarnation;
    }

    private static void requirePlaceBehind(LogEntry genesisEntry, int index) {
        int members = Genesis.decode(genesisEntry.operation()).members().size();
        if (index < members || index >= Epoch.MOST_MEMBERS) {
            throw new IllegalArgumentException(
                    "op 1 names %d members, and a group has %d at most: there is no place %d behind them"
                            .formatted(members, Epoch.MOST_MEMBERS, index));
        }
    }

    /** What a new directory holds behind op 1. */
    interface Contents {
        Contents NONE = (layout, writer) -> {};

        void write(Layout layout, JournalWriter writer) throws IOException;
    }

    static void make(
            Path directory, LogEntry genesisEntry, MemberFile member, Vote vote, Contents contents)
            throws IOException {
        requireVacant(directory);
        Layout layout = new Layout(directory);
        Files.createDirectories(directory);
        Files.createDirectory(layout.journal());
        Files.createDirectory(layout.checkpoints());
        JournalRecord first = new JournalRecord.Entries(0, 0, 1, List.of(genesisEntry));
        try (JournalWriter writer =
                JournalWriter.begin(
                        ChronicleJournalFiles.of(layout),
                        new JournalOwner(genesisEntry.hash(), member.index()),
                        new JournalIndex(),
                        ReplicaDirectory.ROLL_BYTES,
                        Runnable::run)) {
            writer.append(List.of(first));
            contents.write(layout, writer);
            writer.force();
        }
        VoteFile.create(ChannelBlockFile.createNew(layout.vote()), vote).close();
        member.write(layout.member());
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
