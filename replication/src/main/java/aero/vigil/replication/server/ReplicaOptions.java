package aero.vigil.replication.server;

import aero.vigil.replication.core.AcknowledgedWhen;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.replication.server.gateway.ControlAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replica is told at its start; everything else stands in its directory.
 *
 * @param directory made by {@code vigil format}
 * @param timing the protocol's timeouts, the same for all members
 * @param bindHost where to listen; loopback unless configured
 * @param control the demo's parent, or null
 * @param lowSpaceBytes with less left on the disk than this, a replica leads no view while another
 *     can
 * @param acknowledgedWhen entries are acknowledged, the same for all members
 * @param preparesInFlight sent and not committed; fewer only to measure what pipelining gives
 * @param history what becomes of journal files that nobody needs any more
 * @param routes where other members are reached from here, by index, where that is not the address
 *     they are known by: through a forwarded port, or an emulator of the line to them
 * @param lines how the members' lines to each other are secured
 * @param gatewayPort where the gateway listens when its advertised port is forwarded to it; 0: at
 *     the advertised port
 */
public record ReplicaOptions(
        Path directory,
        Timing timing,
        String bindHost,
        @Nullable ControlAddress control,
        long lowSpaceBytes,
        AcknowledgedWhen acknowledgedWhen,
        int preparesInFlight,
        History history,
        Map<Integer, String> routes,
        LineSecurity lines,
        int gatewayPort) {

    public ReplicaOptions {
        routes = Map.copyOf(routes);
    }

    /**
     * A replica that acknowledges what it has forced, that reaches the others, and is reached, at
     * the addresses all are known by.
     */
    public ReplicaOptions(
            Path directory,
            Timing timing,
            String bindHost,
            @Nullable ControlAddress control,
            History history) {
        this(
                directory,
                timing,
                bindHost,
                control,
                ReplicaDirectory.LOW_SPACE_BYTES,
                AcknowledgedWhen.FORCED,
                Limits.MAX_PREPARES_IN_FLIGHT,
                history,
                Map.of(),
                LineSecurity.NONE,
                0);
    }
}
