/**
 * Between bytes and values: the only place that knows protobuf.
 *
 * <p>Decoding is total: any bytes give a command whose fields are in their ranges, or a word on
 * what is wrong. Encoding is deterministic: fields in the order of their numbers, no map fields,
 * every number an integer of its ASTERIX item's LSB. Must never change state.
 */
@NullMarked
package aero.vigil.airspace.codec;

import org.jspecify.annotations.NullMarked;
