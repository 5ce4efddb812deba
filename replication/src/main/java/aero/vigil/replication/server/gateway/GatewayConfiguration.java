package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Member;
import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is told at its start.
 *
 * @param version this build, for Welcome
 * @param clusterId hash of op 1
 * @param self this replica, a member or a learner
 * @param members advertised addresses by index, as op 1 has them
 * @param bindHost where to listen; loopback unless configured
 * @param control the demo's parent, or null
 * @param listenPort where to listen when the advertised port is forwarded there; 0: the advertised
 * @param genesis op 1, encoded, for who makes a lost member's directory anew
 */
public record GatewayConfiguration(
        String version,
        Digest clusterId,
        Member self,
        List<GatewayAddress> members,
        String bindHost,
        @Nullable ControlAddress control,
        int listenPort,
        ByteString genesis) {

    public GatewayConfiguration {
        members = List.copyOf(members);
    }

    /** A member's gateway that listens at the port it advertises. */
    public GatewayConfiguration(
            String version,
            Digest clusterId,
            int index,
            List<GatewayAddress> members,
            String bindHost,
            @Nullable ControlAddress control) {
        this(
                version,
                clusterId,
                new Member(index, "", members.get(index).toString(), Incarnation.NONE),
                members,
                bindHost,
                control,
                0,
                ByteString.EMPTY);
    }

    /** This replica's. */
    public int index() {
        return self.index();
    }

    /** The port this gateway listens at. */
    public int port() {
        return listenPort == 0 ? own().port() : listenPort;
    }

    /** The address this gateway is known by. */
    public GatewayAddress own() {
        return GatewayAddress.parse(self.gatewayAddress());
    }
}
