package aero.vigil.replication.client;

import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;

/** One who follows the committed stream; called on the client's context, must not block. */
public interface FrameListener {

    /** The whole picture: what was known before is replaced. The frame after it comes next. */
    void keyframe(KeyframeMessage keyframe);

    /** The next frame: its number is one more than that of the frame or keyframe before. */
    void frame(FrameRecord frame);
}
