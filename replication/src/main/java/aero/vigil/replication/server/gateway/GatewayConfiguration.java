package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is told at its start.
 *
 * @param version this build, for Welcome
 * @param clusterId hash of op 1
 * @param index this replica's
 * @param members advertised addresses by index
 * @param bindHost where to listen; loopback unless configured
 * @param control the demo's parent, or null
 */
public record GatewayConfiguration(
        String version,
        Digest clusterId,
        int index,
        List<GatewayAddress> members,
        String bindHost,
        @Nullable ControlAddress control) {

    public GatewayConfiguration {
        members = List.copyOf(members);
    }

    /** Where this gateway listens. */
    public GatewayAddress own() {
        return members.get(index);
    }

    /** f + 1. */
    public int quorum() {
        return members.size() / 2 + 1;
    }
}
