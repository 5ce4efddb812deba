/** The two streams that are voted on: how long things may take on each, milliseconds. */

/** Every frame, ten a second. */
export const FRAMES = Object.freeze({
  span: 1, // frames that one number of the arbiter stands for
  chained: true, // a digest covers the one before it: else each frame needs votes of its own
  bodyAbsent: 20, // agreed by f+1 but no body: ask another source for whole frames
  unconfirmed: 100, // no agreement: shown all the same, and marked
  missing: 200, // a hole: asked for by number, from each source in turn
  keyframe: 1000, // between two askings for a keyframe
  unproven: 1500, // a keyframe whose proof does not come is shown, marked unconfirmed
  silent: 1000, // a source not heard
  stale: 1000, // no new frame shown
  frozen: 5000,
  proofDistance: 10, // a keyframe's own digest stands in the audit of the frame ten later
});

/** Ten frames as one, once a second, on a line that takes a second or more for one. */
export const SLOW = Object.freeze({
  span: 10,
  chained: false,
  bodyAbsent: 3000,
  unconfirmed: 2000,
  missing: 5000,
  keyframe: 30000,
  unproven: 30000,
  silent: 3500,
  stale: 3500,
  frozen: 8000,
  proofDistance: 1,
});

/** Frames held ahead of the picture and digests remembered behind it: the replicas keep 600. */
export const WINDOW = 600;
