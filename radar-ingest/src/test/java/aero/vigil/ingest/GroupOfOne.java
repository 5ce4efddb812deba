package aero.vigil.ingest;

import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.journal.format.Format;
import aero.vigil.replication.journal.format.GroupPlan;
import aero.vigil.replication.server.ReplicaOptions;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.replication.transport.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A group of one real replica over Switzerland, with a real journal, started as often as needed.
 */
public final class GroupOfOne {

    private final Path directory;
    private final int gatewayPort;
    private final AtomicReference<@Nullable String> fatal = new AtomicReference<>();

    private GroupOfOne(Path directory, int gatewayPort) {
        this.directory = directory;
        this.gatewayPort = gatewayPort;
    }

    /** Formats one in this folder, on free ports. */
    public static GroupOfOne format(Path folder) throws IOException {
        Path directory = folder.resolve("replica");
        int gatewayPort = FreePorts.one();
        Path adaptation =
                Path.of(
                        System.getProperty("vigil.root", ".."),
                        "config/adaptations/switzerland.json");
        Format.newGroup(
                GroupPlan.of(
                        List.of(
                                new GroupPlan.PlannedMember(
                                        "127.0.0.1:" + FreePorts.one(),
                                        "127.0.0.1:" + gatewayPort,
                                        directory)),
                        AdaptationFile.read(adaptation).toByteArray()));
        return new GroupOfOne(directory, gatewayPort);
    }

    /** Starts the replica. */
    public ReplicaServer start() throws Exception {
        return ReplicaServer.start(
                new ReplicaOptions(directory, Timing.relaxed(), "127.0.0.1", null, History.KEPT),
                fatal::set);
    }

    public List<GatewayAddress> gateways() {
        return GatewayAddress.parseAll("127.0.0.1:" + gatewayPort);
    }

    /** Why the replica stopped; null as long as it did not. */
    public @Nullable String fatal() {
        return fatal.get();
    }
}
