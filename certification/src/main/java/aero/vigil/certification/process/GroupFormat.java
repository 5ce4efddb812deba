package aero.vigil.certification.process;

import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.replication.journal.format.Format;
import aero.vigil.replication.journal.format.GroupPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Formats a group of this machine anew: what an old group left in the directory is removed. */
public final class GroupFormat {

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
