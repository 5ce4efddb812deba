package aero.vigil.certification.fault;

/**
 * What a line does to the messages of one direction.
 *
 * @param lossShare of messages that vanish, 0 to 1
 * @param doubledShare of messages that come twice
 * @param delayMillis of each message
 * @param jitterMillis added at random, up to this
 * @param reorders whether messages may overtake one another by jitter
 * @param holds whether everything waits until the line holds no more
 * @param bytesPerSecond how fast it is; 0: as fast as it can
 */
public record Disturbance(
        double lossShare,
        double doubledShare,
        int delayMillis,
        int jitterMillis,
        boolean reorders,
        boolean holds,
        int bytesPerSecond) {

    /** A good line. */
    public static final Disturbance NONE = new Disturbance(0, 0, 0, 0, false, false, 0);

    /** A cut line. */
    public static final Disturbance CUT = loss(1);

    /** A line on which everything waits. */
    public static final Disturbance HOLD = new Disturbance(0, 0, 0, 0, false, true, 0);

    /** A line that loses some messages. */
    public static Disturbance loss(double share) {
        return new Disturbance(share, 0, 0, 0, false, false, 0);
    }

    /** A long line. */
    public static Disturbance delay(int millis, int jitterMillis) {
        return new Disturbance(0, 0, millis, jitterMillis, false, false, 0);
    }

    /** A line on which messages overtake one another. */
    public static Disturbance reordering(int jitterMillis) {
        return new Disturbance(0, 0, 0, jitterMillis, true, false, 0);
    }

    /** A line on which messages come twice. */
    public static Disturbance doubling(double share) {
        return new Disturbance(0, share, 0, 5, false, false, 0);
    }

    /** A thin line. */
    public static Disturbance slow(int bytesPerSecond) {
        return new Disturbance(0, 0, 0, 0, false, false, bytesPerSecond);
    }
}
