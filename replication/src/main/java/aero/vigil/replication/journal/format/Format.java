package aero.vigil.replication.journal.format;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.journal.DirectoryMaker;
import aero.vigil.replication.journal.format.GroupPlan.PlannedMember;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The birth of a group: the directories of all members in one call, with the same op 1 in each
 * journal, and nothing kept beside (seams.md §2). A directory formatted later is of another cluster
 * and can never vote in this one.
 */
public final class Format {

    /** An adaptation above this would not fit op 1. */
    static final int MAX_ADAPTATION_BYTES = 480 * 1024;

    private Format() {}

    /**
     * Makes a new group.
     *
     * @return its cluster id
     * @throws IllegalArgumentException if the plan cannot be carried out, with one sentence for the
     *     user; nothing has been made then
     * @throws IOException if the disk refuses; what was made up to then is of no use
     */
    public static Digest newGroup(GroupPlan plan) throws IOException {
        check(plan);
        SecureRandom random = new SecureRandom();
        List<Member> members = new ArrayList<>();
        for (PlannedMember planned : plan.members()) {
            members.add(
                    new Member(
                            members.size(),
                            planned.replicaAddress(),
                            planned.gatewayAddress(),
                            new Incarnation(random.nextLong(), random.nextLong())));
        }
        long nowMicros = micros(Instant.now());
        Genesis genesis =
                new Genesis(
                        members,
                        new ModelClock(
                                plan.modelStart().map(Format::micros).orElse(nowMicros),
                                plan.rate()),
                        plan.tickPeriodMicros(),
                        plan.checkpointInterval(),
                        AirspaceModel.VERSION,
                        plan.adaptation());
        LogEntry genesisEntry = LogEntry.genesis(genesis, nowMicros);
        for (Member member : members) {
            DirectoryMaker.make(
                    plan.members().get(member.index()).directory(),
                    genesisEntry,
                    member.incarnation());
        }
        return genesisEntry.hash();
    }

    private static void check(GroupPlan plan) throws IOException {
        Set<String> addresses = new TreeSet<>();
        Set<Path> directories = new TreeSet<>();
        for (PlannedMember member : plan.members()) {
            Addresses.require(member.replicaAddress());
            Addresses.require(member.gatewayAddress());
            if (!addresses.add(member.replicaAddress())
                    || !addresses.add(member.gatewayAddress())) {
                throw new IllegalArgumentException(
                        "an address is given twice: each member needs two of its own, not "
                                + member.replicaAddress()
                                + " and "
                                + member.gatewayAddress());
            }
            Path directory = member.directory().toAbsolutePath().normalize();
            if (!directories.add(directory)) {
                throw new IllegalArgumentException("two members share the directory " + directory);
            }
            DirectoryMaker.requireVacant(directory);
        }
        if (plan.adaptation().length > MAX_ADAPTATION_BYTES) {
            throw new IllegalArgumentException(
                    "the adaptation has %d bytes, the most is %d: leave points or map lines out"
                            .formatted(plan.adaptation().length, MAX_ADAPTATION_BYTES));
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
