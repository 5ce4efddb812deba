package aero.vigil.replication.transport;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Member;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is told at its start.
 *
 * @param genesis who the members are, as long as the log says no more
 * @param clusterId the hash of op 1
 * @param self this replica, a member or a learner
 * @param instance of this process: random for each start
 * @param bindHost where to listen; loopback unless configured
 * @param reconnectMillis an attempt to connect again that is not accepted for this long counts as
 *     refused (rule 8: 5 ms, more with relaxed timing)
 * @param routes where members are dialled, by index, instead of at the address they are known by
 * @param security TLS between the members; null: none
 */
public record TransportConfiguration(
        Genesis genesis,
        Digest clusterId,
        Member self,
        long instance,
        String bindHost,
        long reconnectMillis,
        Map<Integer, String> routes,
        @Nullable TransportSecurity security) {

    public TransportConfiguration {
        routes = Map.copyOf(routes);
    }

    /** The others are dialled at the addresses they are known by, without TLS. */
    public TransportConfiguration(
            Genesis genesis,
            Digest clusterId,
            int index,
            Incarnation incarnation,
            long instance,
            String bindHost,
            long reconnectMillis) {
        this(
                genesis,
                clusterId,
                new Member(
                        index,
                        genesis.members().get(index).replicaAddress(),
                        genesis.members().get(index).gatewayAddress(),
                        incarnation),
                instance,
                bindHost,
                reconnectMillis,
                Map.of(),
                null);
    }

    int index() {
        return self.index();
    }

    Incarnation incarnation() {
        return self.incarnation();
    }

    /** Where this replica listens. */
    String listening() {
        return self.replicaAddress();
    }

    /** Where a replica is dialled that is known by this address. */
    String route(int place, String address) {
        return routes.getOrDefault(place, address);
    }
}
