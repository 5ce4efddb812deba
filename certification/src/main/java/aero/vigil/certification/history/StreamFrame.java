package aero.vigil.certification.history;

import aero.vigil.wire.airspace.Frame;

/**
 * One frame as one replica streamed it.
 *
 * @param replica who said so
 * @param connection the how-manieth connection to it, from 1
 * @param atNanos when it arrived
 * @param number in the chain
 * @param previous digest in hexadecimal
 * @param digest in hexadecimal, as the replica gave it
 * @param digestHolds whether it is the digest of these very bytes, computed here
 * @param keyframeProof the digest of the keyframe ten frames ago, where the frame carries one
 * @param body what changed
 */
public record StreamFrame(
        int replica,
        int connection,
        long atNanos,
        long number,
        String previous,
        String digest,
        boolean digestHolds,
        String keyframeProof,
        Frame body) {}
