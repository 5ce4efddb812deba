package aero.vigil.certification.history;

/**
 * A whole picture as one replica streamed it.
 *
 * @param replica who said so
 * @param connection the how-manieth connection to it, from 1
 * @param number of the frame after which this is the picture
 * @param frameDigest of that frame
 * @param sha256 of the picture's bytes, computed here
 */
public record StreamKeyframe(
        int replica, int connection, long number, String frameDigest, String sha256) {}
