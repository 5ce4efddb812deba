package aero.vigil.certification.bench;

import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The group a benchmark measures: three replicas, formatted for it alone.
 *
 * @param port the first gateway's
 * @param timing {@code strict} unless the machine is starved
 */
record BenchGroup(int port, String timing) {

    static final int REPLICAS = 3;

    ReplicaGroup start(Path scratch) throws IOException, InterruptedException {
        return start(scratch, VigilHome.adaptation("switzerland"));
    }

    ReplicaGroup start(Path scratch, Path region) throws IOException, InterruptedException {
        GroupPorts ports = new GroupPorts(port, REPLICAS);
        ports.requireFree();
        GroupFormat.fresh(scratch, ports, region);
        Progress.say("starting " + REPLICAS + " replicas");
        return ReplicaGroup.start(scratch, ports, List.of("--timing", timing));
    }

    GroupClient connect(Vertx vertx, ReplicaGroup group, String name) {
        List<GatewayAddress> addresses =
                IntStream.range(0, REPLICAS)
                        .mapToObj(i -> GatewayAddress.parse(group.ports().gateway(i)))
                        .toList();
        return GroupClient.connect(vertx, GroupOptions.of(name, addresses));
    }
}
