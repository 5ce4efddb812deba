package aero.vigil.replication.journal.format;

import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.journal.DirectoryMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Who is to join a running group with a new directory: a member whose disk was lost, or a learner.
 *
 * @param index its place
 * @param addresses where it is reached; {@link MemberAddresses#NONE}: where op 1 says
 * @param directory does not exist yet, or is empty
 */
record JoiningMember(int index, MemberAddresses addresses, Path directory) {

    /**
     * The one that was named, as {@code INDEX=DIR} or {@code INDEX,REPLICA,GATEWAY=DIR}.
     *
     * @throws IllegalArgumentException if not exactly one was, with one sentence for the user
     */
    static JoiningMember parse(List<String> members) {
        String text = members.size() == 1 ? members.get(0) : "";
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "name the one member whose directory is to be made: --member INDEX=DIR, or"
                            + " INDEX,REPLICA,GATEWAY=DIR where op 1 does not name its addresses");
        }
        String[] parts = text.substring(0, equals).split(",", -1);
        try {
            if (parts.length != 1 && parts.length != 3) {
                throw new IllegalArgumentException("one place, or a place and two addresses");
            }
            return new JoiningMember(
                    Integer.parseUnsignedInt(parts[0]),
                    parts.length == 1
                            ? MemberAddresses.NONE
                            : new MemberAddresses(parts[1], parts[2]),
                    Path.of(text.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no member: write INDEX=DIR, as 2=/var/lib/vigil, or"
                            + " INDEX,REPLICA,GATEWAY=DIR",
                    e);
        }
    }

    /**
     * Makes the directory of a member whose disk was lost.
     *
     * @return what was done and what comes next, for a person
     * @throws IllegalArgumentException if the group has no such member or it is running, with one
     *     sentence for the user; nothing has been made then
     */
    String recover(GroupFound found) throws IOException {
        Genesis genesis = Genesis.decode(found.entry().operation());
        boolean isNamed = index < genesis.members().size();
        if (!isNamed && index >= found.groupSize()) {
            throw new IllegalArgumentException(
                    "the group has "
                            + found.groupSize()
                            + " members: in place "
                            + index
                            + " there is nothing to recover; a learner is made by --learner");
        }
        if (found.answering().contains(index)) {
            throw new IllegalArgumentException(
                    "member "
                            + index
                            + " answers at "
                            + found.gateways().get(index)
                            + ": it has its disk, and two machines may not have one index; stop it"
                            + " first if it is to be replaced");
        }
        MemberAddresses reached =
                isNamed ? MemberAddresses.of(genesis.members().get(index)) : addresses;
        if (isNamed == addresses.isKnown()) {
            throw new IllegalArgumentException(
                    isNamed
                            ? "op 1 says where member " + index + " is reached: write INDEX=DIR"
                            : "op 1 does not name member "
                                    + index
                                    + ": write INDEX,REPLICA,GATEWAY=DIR with the addresses that it"
                                    + " was added with");
        }
        if (!isNamed && !reached.gateway().equals(found.gateways().get(index))) {
            throw new IllegalArgumentException(
                    "the group reaches member "
                            + index
                            + " at "
                            + found.gateways().get(index)
                            + " and not at "
                            + reached.gateway()
                            + ": write the addresses that it was added with");
        }
        Incarnation incarnation =
                DirectoryMaker.makeRecovering(directory, found.entry(), index, reached);
        int count = found.groupSize();
        return made("member", incarnation, found, reached)
                + "it takes part when %d others have let it in (%d of %d answer now); the old disk"
                        .formatted(count / 2 + 1, found.answering().size(), count - 1)
                + " can never take part again then";
    }

    /**
     * Makes the directory of a learner, which follows the group in a place behind its members.
     *
     * @return what was done and what comes next, for a person
     * @throws IllegalArgumentException if there is no such place, with one sentence for the user;
     *     nothing has been made then
     */
    String learn(GroupFound found) throws IOException {
        if (index < found.groupSize()) {
            throw new IllegalArgumentException(
                    "in place "
                            + index
                            + " there is a member: a learner's is behind them, the next is "
                            + found.groupSize()
                            + "; a member whose disk was lost is made anew by --recover");
        }
        if (index >= Epoch.MOST_MEMBERS) {
            throw new IllegalArgumentException(
                    "a group has "
                            + Epoch.MOST_MEMBERS
                            + " members at most, places 0 to "
                            + (Epoch.MOST_MEMBERS - 1)
                            + ": there is no place "
                            + index);
        }
        if (index < Genesis.decode(found.entry().operation()).members().size()) {
            throw new IllegalArgumentException(
                    "op 1 names a member "
                            + index
                            + ", which may have promised something on its disk: make it anew by"
                            + " --recover, or start it on that disk");
        }
        if (found.learners().contains(index)) {
            throw new IllegalArgumentException(
                    "place "
                            + index
                            + " is taken: a learner is connected there; stop it first, or take"
                            + " another place");
        }
        if (!addresses.isKnown()) {
            throw new IllegalArgumentException(
                    "say where the learner is reached: --member INDEX,REPLICA,GATEWAY=DIR");
        }
        Addresses.require(addresses.replica());
        Addresses.require(addresses.gateway());
        if (addresses.replica().equals(addresses.gateway())
                || found.gateways().containsValue(addresses.gateway())
                || found.gateways().containsValue(addresses.replica())) {
            throw new IllegalArgumentException(
                    "a learner needs two addresses of its own, not "
                            + addresses.replica()
                            + " and "
                            + addresses.gateway());
        }
        Incarnation incarnation =
                DirectoryMaker.makeLearner(directory, found.entry(), index, addresses);
        return made("learner", incarnation, found, addresses)
                + "it counts when the group has taken it in: vigil add-member "
                + addresses.gateway();
    }

    private String made(
            String what, Incarnation incarnation, GroupFound found, MemberAddresses reached) {
        return "%s %d of cluster %s, incarnation %s, in %s%n"
                        .formatted(what, index, found.entry().hash().hex(), incarnation, directory)
                + "start it at %s: vigil replica --directory %s%n"
                        .formatted(reached.replica(), directory);
    }
}
