package aero.vigil.airspace;

import aero.vigil.airspace.command.Payload;

/**
 * What a tick gives: one frame.
 *
 * @param body of a {@code vigil.airspace.Frame}
 * @param sliceDigest SHA-256 of the encoded picture objects whose index leaves the frame number's
 *     remainder modulo 64, computed afresh from state: what corrupts silently is caught within 64
 *     frames (seams §4)
 */
public record FrameCut(Payload body, Payload sliceDigest) {}
