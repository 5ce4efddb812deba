/**
 * Input for a model that runs in this process: simulated radars as an adapter would submit them.
 * Knows no replicas and no network.
 */
@NullMarked
package aero.vigil.certification.load;

import org.jspecify.annotations.NullMarked;
