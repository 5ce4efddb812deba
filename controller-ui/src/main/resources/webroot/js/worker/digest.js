/** Digests of frames and keyframes: seams shared with the replicas, see gateway.proto. */
import '/lib/sha256/sha256.min.js';
import { hex } from '../wire.js';

const DIGEST_BYTES = 32;

/** A frame's digest by our own computation: SHA-256 of previous digest, body and audit. */
export function frameDigest(record) {
  const hash = self.sha256.create();
  hash.update(record.previousDigest);
  hash.update(record.body);
  hash.update(record.audit);
  return hash.hex();
}

export function sha256(bytes) {
  return self.sha256(bytes);
}

/** What the frame after it must name as previous: in the slow stream its audit begins with that. */
export function linkOf(record) {
  return hex(record.spans === 0 ? record.digest : record.audit.subarray(0, DIGEST_BYTES));
}

/**
 * What a frame's audit says of the keyframe ten frames earlier: after the 32 bytes of the slice
 * come the keyframe's 32, if it carries one.
 */
export function keyframeProof(record) {
  if (record.audit.length < 2 * DIGEST_BYTES) return null;
  return hex(record.audit.subarray(DIGEST_BYTES, 2 * DIGEST_BYTES));
}
