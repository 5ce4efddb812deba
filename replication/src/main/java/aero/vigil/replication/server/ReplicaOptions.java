package aero.vigil.replication.server;

import aero.vigil.replication.core.Timing;
import aero.vigil.replication.server.gateway.ControlAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a replica is told at its start; everything else stands in its directory.
 *
 * @param directory made by {@code vigil format}
 * @param timing the protocol's timeouts, the same for all members
 * @param bindHost where to listen; loopback unless configured
 * @param control the demo's parent, or null
 * @param keepHistory whether old journal files stay; only the demo lets go of them
 */
public record ReplicaOptions(
        Path directory,
        Timing timing,
        String bindHost,
        @Nullable ControlAddress control,
        boolean keepHistory) {}
