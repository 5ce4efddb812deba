package aero.vigil.certification.checker;

/**
 * The mark a command has left in the picture: one line of a flight's order log.
 *
 * @param session whose flight it is
 * @param value the heading, 1..360
 * @param modelMicros when it took effect, in model time
 * @param frame the first frame that a display showed with it
 * @param shownNanos when that was
 */
record Effect(int session, int value, long modelMicros, long frame, long shownNanos) {}
