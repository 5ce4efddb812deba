/**
 * Aeron Cluster under the load that Vigil's benchmarks make: three processes on loopback that force
 * what they acknowledge, a client that measures. Knows nothing of Vigil.
 */
@NullMarked
package aero.vigil.peers.aeron;

import org.jspecify.annotations.NullMarked;
