/**
 * The scenarios: what is done to a running group, step by step, and what must hold all the while.
 *
 * <p>A scenario acts on a {@link aero.vigil.certification.scenario.Stage}, which runs real replicas
 * with clients and displays around them, and leaves proofs and measures in a {@link
 * aero.vigil.certification.scenario.Trial}. It judges nothing.
 */
@NullMarked
package aero.vigil.certification.scenario;

import org.jspecify.annotations.NullMarked;
