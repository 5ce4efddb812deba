/**
 * {@code certify --scenario tracking}: the tracker judged by tables (a) to (d) of
 * airspace-algorithms.md §9, against the truth that the simulator knows.
 *
 * <p>Simulated radars send real ASTERIX; it is decoded and given to the tracker as a replica would,
 * in one thread and in simulated time, and what the tracker shows is compared with the truth once a
 * second. Nothing here knows how the tracker works.
 */
@NullMarked
package aero.vigil.certification.tracking;

import org.jspecify.annotations.NullMarked;
