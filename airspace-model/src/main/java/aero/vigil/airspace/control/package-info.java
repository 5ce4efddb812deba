/**
 * Who works at which position with which sectors, and what controllers order: each order checked
 * for authority before it reaches a flight. {@code Orders} hands each to the part that knows it:
 * transfers, clearances, proposals, point-outs, codes.
 *
 * <p>May know flights and the region. Must never know how a session came to be, or how an order is
 * encoded. The log's order decides between two controllers; the second is told by name.
 */
@NullMarked
package aero.vigil.airspace.control;

import org.jspecify.annotations.NullMarked;
