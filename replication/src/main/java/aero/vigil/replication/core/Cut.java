package aero.vigil.replication.core;

/**
 * What a tick has cut.
 *
 * @param body the frame's bytes, opaque here
 * @param sliceDigest a fresh hash of a slice of the whole picture, so that silent corruption shows
 */
public record Cut(byte[] body, Digest sliceDigest) {}
