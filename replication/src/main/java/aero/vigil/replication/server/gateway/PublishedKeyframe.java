package aero.vigil.replication.server.gateway;

import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.ServerMessage;
import io.vertx.core.buffer.Buffer;

/**
 * One keyframe as it goes to whoever asks.
 *
 * @param number of the frame after which this is the picture
 * @param message the encoded server message
 */
public record PublishedKeyframe(long number, Buffer message) {

    /** Encodes the message. */
    public static PublishedKeyframe of(KeyframeMessage keyframe) {
        return new PublishedKeyframe(
                keyframe.getNumber(),
                Buffer.buffer(
                        ServerMessage.newBuilder().setKeyframe(keyframe).build().toByteArray()));
    }
}
