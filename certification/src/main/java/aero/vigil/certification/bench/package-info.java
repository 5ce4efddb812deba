/**
 * {@code vigil bench}: figures, each measured here and now on real processes, or of the model in
 * this one, with the machine's load beside them. A 99th percentile of fewer than 100 runs is null.
 */
@NullMarked
package aero.vigil.certification.bench;

import org.jspecify.annotations.NullMarked;
