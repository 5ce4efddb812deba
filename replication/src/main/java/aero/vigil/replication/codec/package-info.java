/**
 * Core values as protobuf ({@code replication.proto}) and back.
 *
 * <p>What may enter: {@code core} and the generated classes. Total on any bytes: what cannot be
 * read is a {@link aero.vigil.replication.codec.MalformedMessage} with a named reason, never an
 * exception of another kind. What it must never know: a socket, a file, an airspace.
 */
@NullMarked
package aero.vigil.replication.codec;

import org.jspecify.annotations.NullMarked;
