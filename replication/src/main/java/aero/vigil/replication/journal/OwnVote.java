package aero.vigil.replication.journal;

import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Who the replica of a directory is, and what it has promised. Where the vote is lost, what it
 * promised is not known: the replica goes on as another incarnation, which takes part in nothing
 * until it has got everything back from the others (replication.md §9, rule 20).
 *
 * @param file the vote
 * @param member which one this is, and where it is reached
 * @param lost in one sentence, what was lost and what follows; empty when nothing was
 */
record OwnVote(VoteFile file, Member member, Optional<String> lost) {

    private static final String REMEDY =
            "; when the other replicas run, make this member anew in an empty directory with 'vigil"
                    + " format --recover', and remove this one";

    /** Opens it, and makes another one durable where it is lost. */
    static OwnVote open(Layout layout, LogEntry genesisEntry, Genesis genesis)
            throws IOException, RefusalToStart {
        Optional<MemberFile> member = MemberFile.read(layout.member());
        VoteFile file;
        try {
            file = openVote(layout.vote());
        } catch (RefusalToStart refusal) {
            if (refusal.reason() != Reason.VOTE_LOST) {
                throw refusal;
            }
            return begunAnew(layout, genesisEntry, genesis, member, refusal.getMessage());
        }
        try {
            int index = indexOf(genesis, member, file.vote());
            if (member.isEmpty()) {
                new MemberFile(index, file.vote().incarnation()).write(layout.member());
            }
            return new OwnVote(
                    file, memberOf(genesis, index, file.vote(), member), Optional.empty());
        } catch (IOException | RefusalToStart e) {
            file.close();
            throw e;
        }
    }

    /** As its own directory says, else as op 1 does. */
    private static Member memberOf(
            Genesis genesis, int index, Vote vote, Optional<MemberFile> said) {
        MemberAddresses addresses =
                said.map(MemberFile::addresses)
                        .filter(MemberAddresses::isKnown)
                        .orElseGet(() -> MemberAddresses.of(genesis.members().get(index)));
        return new Member(index, addresses.replica(), addresses.gateway(), vote.incarnation());
    }

    /** Whether there is such a place, and it is known where whoever is in it is reached. */
    private static boolean isPlace(Genesis genesis, MemberFile said) {
        return said.index() >= 0
                && (said.index() < genesis.members().size()
                        || (said.index() < Epoch.MOST_MEMBERS && said.addresses().isKnown()));
    }

    private static VoteFile openVote(Path vote) throws IOException, RefusalToStart {
        if (!Files.exists(vote)) {
            throw new RefusalToStart(Reason.VOTE_LOST, "the vote's file is gone");
        }
        ChannelBlockFile slots = ChannelBlockFile.openToWrite(vote);
        try {
            return VoteFile.open(slots);
        } catch (IOException | RefusalToStart e) {
            slots.close();
            throw e;
        }
    }

    /** Which member this vote is of. */
    static int indexOf(Genesis genesis, Optional<MemberFile> member, Vote vote)
            throws RefusalToStart {
        if (member.isPresent()) {
            MemberFile said = member.get();
            if (said.incarnation().equals(vote.incarnation()) && isPlace(genesis, said)) {
                return said.index();
            }
            throw new RefusalToStart(
                    Reason.VOTE_OF_ANOTHER_GROUP,
                    "the vote is of incarnation "
                            + vote.incarnation()
                            + ", and this directory's is "
                            + said.incarnation()
                            + ": files of two directories were mixed"
                            + REMEDY);
        }
        for (Member named : genesis.members()) {
            if (named.incarnation().equals(vote.incarnation())) {
                return named.index();
            }
        }
        throw new RefusalToStart(
                Reason.VOTE_OF_ANOTHER_GROUP,
                "the vote is of incarnation "
                        + vote.incarnation()
                        + ", which op 1 does not name, and the file 'member' is damaged or gone:"
                        + " files of two directories were mixed"
                        + REMEDY);
    }

    private static OwnVote begunAnew(
            Layout layout,
            LogEntry genesisEntry,
            Genesis genesis,
            Optional<MemberFile> member,
            String why)
            throws IOException, RefusalToStart {
        if (genesis.members().size() == 1) {
            throw new RefusalToStart(
                    Reason.VOTE_LOST,
                    why
                            + ", and a group of one has nobody to recover from: restore this"
                            + " directory from a backup");
        }
        if (member.isEmpty() || !isPlace(genesis, member.get())) {
            throw new RefusalToStart(
                    Reason.VOTE_LOST, why + ", and so is the file 'member'" + REMEDY);
        }
        MemberFile said = member.get();
        int index = said.index();
        Incarnation next = randomIncarnation();
        // In this order: a vote of an incarnation that 'member' does not name is no directory's.
        said.with(next).write(layout.member());
        Path made = layout.newVote();
        Files.deleteIfExists(made);
        VoteFile.create(ChannelBlockFile.createNew(made), recovering(genesisEntry, next)).close();
        MemberFile.takePlace(made, layout.vote());
        VoteFile file = VoteFile.open(ChannelBlockFile.openToWrite(layout.vote()));
        return new OwnVote(
                file,
                memberOf(genesis, index, file.vote(), member),
                Optional.of(
                        why
                                + ": what was promised is forgotten; member "
                                + index
                                + " goes on as incarnation "
                                + next
                                + " and takes part when "
                                + (genesis.members().size() / 2 + 1)
                                + " others have let it in and it has their log"));
    }

    /** The vote of a disk that has lost what it promised: it takes part in no quorum. */
    static Vote recovering(LogEntry genesisEntry, Incarnation incarnation) {
        return new Vote(1, 0, 0, genesisEntry.opNumber(), genesisEntry.hash(), incarnation, true);
    }

    /** An incarnation that no disk has had. */
    static Incarnation randomIncarnation() {
        SecureRandom random = new SecureRandom();
        return new Incarnation(random.nextLong(), random.nextLong());
    }
}
