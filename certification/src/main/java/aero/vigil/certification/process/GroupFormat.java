package aero.vigil.certification.process;

import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.replication.journal.format.Format;
import aero.vigil.replication.journal.format.GroupPlan;
import aero.vigil.replication.transport.GroupCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Formats a group of this machine anew: what an old group left in the directory is removed. */
public final class GroupFormat {

    private static final Duration VALID = Duration.ofDays(365);

    private GroupFormat() {}

    /** A group whose model time is UTC. */
    public static void fresh(Path directory, GroupPorts ports, Path adaptation) throws IOException {
        Format.newGroup(plan(directory, ports, adaptation));
    }

    /** The same with a checkpoint each time after so many ops. */
    public static void fresh(
            Path directory, GroupPorts ports, Path adaptation, long checkpointInterval)
            throws IOException {
        Format.newGroup(
                plan(directory, ports, adaptation).withCheckpointInterval(checkpointInterval));
    }

    /** A group whose model time starts elsewhere and runs at this rate: for a recording. */
    public static void fresh(
            Path directory, GroupPorts ports, Path adaptation, Instant modelStart, double rate)
            throws IOException {
        Format.newGroup(plan(directory, ports, adaptation).withModelClock(modelStart, rate));
    }

    /** Certificates for the lines between its members, which have TLS from then on. */
    public static void certify(Path directory, int members, String organisation)
            throws IOException {
        Path certificates = certificates(directory);
        FileTree.remove(certificates);
        GroupCertificates.make(certificates, members, organisation, VALID);
    }

    static Path certificates(Path directory) {
        return directory.resolve("certificates");
    }

    private static GroupPlan plan(Path directory, GroupPorts ports, Path adaptation)
            throws IOException {
        byte[] region = AdaptationFile.read(adaptation);
        List<GroupPlan.PlannedMember> members = new ArrayList<>();
        for (int i = 0; i < ports.replicas(); i++) {
            Path member = directory.resolve("replica-" + i);
            FileTree.remove(member);
            members.add(new GroupPlan.PlannedMember(ports.replica(i), ports.gateway(i), member));
        }
        return GroupPlan.of(members, region);
    }
}
