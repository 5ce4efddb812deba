package aero.vigil.replication.transport;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;

/**
 * What a transport is told at its start.
 *
 * @param genesis who the members are
 * @param clusterId the hash of op 1
 * @param index this replica's
 * @param bindHost where to listen; loopback unless configured
 * @param reconnectMillis an attempt to connect again that is not accepted for this long counts as
 *     refused (rule 8: 5 ms, more with relaxed timing)
 */
public record TransportConfiguration(
        Genesis genesis, Digest clusterId, int index, String bindHost, long reconnectMillis) {}
