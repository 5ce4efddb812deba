package aero.vigil.replication.journal.format;

import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.journal.DirectoryMaker;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A member whose disk was lost, and where its new directory is to be.
 *
 * @param index of the member
 * @param directory does not exist yet, or is empty
 */
record RecoveredMember(int index, Path directory) {

    /**
     * The one that was named.
     *
     * @throws IllegalArgumentException if not exactly one was, with one sentence for the user
     */
    static RecoveredMember parse(List<String> members) {
        String text = members.size() == 1 ? members.get(0) : "";
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "name the one member to be made anew: --member INDEX=DIR");
        }
        try {
            return new RecoveredMember(
                    Integer.parseUnsignedInt(text.substring(0, equals)),
                    Path.of(text.substring(equals + 1)));
        } catch (NumberFormatException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no member: write INDEX=DIR, as 2=/var/lib/vigil", e);
        }
    }

    /**
     * Makes its directory.
     *
     * @return what was done and what comes next, for a person
     * @throws IllegalArgumentException if the group has no such member or it is running, with one
     *     sentence for the user; nothing has been made then
     */
    String make(GenesisOfGroup.Found found) throws IOException {
        Genesis genesis = Genesis.decode(found.entry().operation());
        int count = genesis.members().size();
        if (index < count && found.answering().contains(index)) {
            throw new IllegalArgumentException(
                    "member "
                            + index
                            + " answers at "
                            + genesis.members().get(index).gatewayAddress()
                            + ": it has its disk, and two machines may not have one index; stop it"
                            + " first if it is to be replaced");
        }
        Incarnation incarnation = DirectoryMaker.makeRecovering(directory, found.entry(), index);
        Member member = genesis.members().get(index);
        int needed = count / 2 + 1;
        return "member %d of cluster %s, incarnation %s, in %s%n"
                        .formatted(index, found.entry().hash().hex(), incarnation, directory)
                + "start it at %s: vigil replica --directory %s%n"
                        .formatted(member.replicaAddress(), directory)
                + "it takes part when %d others have let it in (%d of %d answer now); the old disk"
                        .formatted(needed, found.answering().size(), count - 1)
                + " can never take part again then";
    }
}
