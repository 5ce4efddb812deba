package aero.vigil.display.arbiter;

/** What a source is asked to send: frames with their bodies, or their digests only. */
public enum StreamMode {
    WHOLE,
    DIGEST
}
