/**
 * What is done to a group, and the proof that it was done: signals, damaged files, lines that lose,
 * delay, double, reorder or hold messages, disks that lose their page cache.
 *
 * <p>Every fault leaves a {@link aero.vigil.certification.fault.Proof}: process state from {@code
 * /proc}, counters of an emulator, hashes of files. A fault without its proof did not happen.
 */
@NullMarked
package aero.vigil.certification.fault;

import org.jspecify.annotations.NullMarked;
