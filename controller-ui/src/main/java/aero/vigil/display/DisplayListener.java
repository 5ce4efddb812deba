package aero.vigil.display;

import aero.vigil.display.arbiter.PictureLight;
import aero.vigil.wire.gateway.Status;

/** One who watches a headless display; called on its context, must not block. */
public interface DisplayListener {

    /** A frame is shown; the picture already holds it. */
    default void shown(ShownFrame frame, Picture picture) {}

    /** How far the picture can be relied on has changed. */
    default void light(PictureLight light) {}

    /** A replica contradicted what f+1 said, or sent what does not fit. */
    default void suspected(String source, long frame, String reason) {}

    /** A replica has said how it is, ten times a second. */
    default void status(Status status) {}
}
