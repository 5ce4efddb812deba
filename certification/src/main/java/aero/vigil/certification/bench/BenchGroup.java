package aero.vigil.certification.bench;

import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.Launch;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The group a benchmark measures: three replicas, formatted for it alone.
 *
 * @param port the first gateway's
 * @param timing {@code strict} unless the machine is starved
 * @param more options of the verb {@code replica}
 */
record BenchGroup(int port, String timing, List<String> more) {

    BenchGroup(int port, String timing) {
        this(port, timing, List.of());
    }

    /** The same group with these options of its replicas. */
    BenchGroup with(String... options) {
        return new BenchGroup(port, timing, List.of(options));
    }

    static final int REPLICAS = 3;

    ReplicaGroup start(Path scratch) throws IOException, InterruptedException {
        return start(scratch, VigilHome.adaptation("switzerland"));
    }

    /** One that takes a checkpoint every so many ops. */
    ReplicaGroup startWithInterval(Path scratch, long checkpointInterval)
            throws IOException, InterruptedException {
        GroupPorts ports = new GroupPorts(port, REPLICAS);
        ports.requireFree();
        GroupFormat.fresh(scratch, ports, VigilHome.adaptation("switzerland"), checkpointInterval);
        return launch(scratch, ports, index -> List.of());
    }

    /** With further options for the replicas' Java machines. */
    ReplicaGroup start(Path scratch, IntFunction<List<String>> javaOptions)
            throws IOException, InterruptedException {
        return start(scratch, VigilHome.adaptation("switzerland"), javaOptions);
    }

    ReplicaGroup start(Path scratch, Path region) throws IOException, InterruptedException {
        return start(scratch, region, index -> List.of());
    }

    private ReplicaGroup start(Path scratch, Path region, IntFunction<List<String>> javaOptions)
            throws IOException, InterruptedException {
        GroupPorts ports = new GroupPorts(port, REPLICAS);
        ports.requireFree();
        GroupFormat.fresh(scratch, ports, region);
        return launch(scratch, ports, javaOptions);
    }

    private ReplicaGroup launch(
            Path scratch, GroupPorts ports, IntFunction<List<String>> javaOptions)
            throws IOException, InterruptedException {
        Progress.say("starting " + REPLICAS + " replicas");
        List<String> options = new ArrayList<>(List.of("--timing", timing));
        options.addAll(more);
        return ReplicaGroup.start(
                scratch, ports, Launch.plain(index -> options).withJavaOptions(javaOptions));
    }

    GroupClient connect(Vertx vertx, ReplicaGroup group, String name) {
        List<GatewayAddress> addresses =
                IntStream.range(0, REPLICAS)
                        .mapToObj(i -> GatewayAddress.parse(group.ports().gateway(i)))
                        .toList();
        return GroupClient.connect(vertx, GroupOptions.of(name, addresses));
    }
}
