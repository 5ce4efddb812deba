package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Digest;
import com.google.protobuf.ByteString;
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
 * @param listenPort where to listen when the advertised port is forwarded there; 0: the advertised
 * @param genesis op 1, encoded, for who makes a lost member's directory anew
 */
public record GatewayConfiguration(
        String version,
        Digest clusterId,
        int index,
        List<GatewayAddress> members,
        String bindHost,
        @Nullable ControlAddress control,
        int listenPort,
        ByteString genesis) {

    public GatewayConfiguration {
        members = List.copyOf(members);
    }

    /** A gateway that listens at the port it advertises. */
    public GatewayConfiguration(
            String version,
            Digest clusterId,
            int index,
            List<GatewayAddress> members,
            String bindHost,
            @Nullable ControlAddress control) {
        this(version, clusterId, index, members, bindHost, control, 0, ByteString.EMPTY);
    }

    /** The port this gateway listens at. */
    public int port() {
        return listenPort == 0 ? own().port() : listenPort;
    }

    /** The address this gateway is known by. */
    public GatewayAddress own() {
        return members.get(index);
    }

    /** f + 1. */
    public int quorum() {
        return members.size() / 2 + 1;
    }
}
