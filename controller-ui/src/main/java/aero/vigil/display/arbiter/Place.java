package aero.vigil.display.arbiter;

/**
 * Where a picture stands in the stream.
 *
 * @param number of the last frame in it
 * @param link what the frame after that must name as previous
 */
record Place(long number, String link) {

    static Place after(ArrivedKeyframe keyframe) {
        return new Place(keyframe.number(), keyframe.frameDigest());
    }

    static Place after(ArrivedFrame frame) {
        return new Place(frame.number(), frame.link());
    }
}
