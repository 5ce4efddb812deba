package aero.vigil.replication.core;

/**
 * The protocol's timeouts, in clock ticks of ten milliseconds.
 *
 * @param initialK what all suspicion timeouts are multiplied by at first; a view left too early or
 *     one that does not begin doubles it, quiet halves it again
 */
public record Timing(int initialK) {

    /** Microseconds from clock tick to clock tick. */
    public static final long CLOCK_TICK_MICROS = 10_000;

    /** Silence of the primary after which a backup suspects it, before k. */
    static final int TIMEOUT_TICKS = 10;

    /** The timeout never grows beyond this. */
    static final int MAX_TIMEOUT_TICKS = 200;

    /** A primary that is heard this soon after its view was left was suspected too early. */
    static final int BLAMED_TICKS = 100;

    /** A solicitation counts this long: five of them may be lost. */
    static final int SOLICITATION_TICKS = 5;

    /** Missed heartbeats after which another's solicitation is believed. */
    static final int MISSED_HEARTBEATS = 3;

    /** In VIEW_CHANGE, DoViewChange and the request for data are repeated this often. */
    static final int REPEAT_TICKS = 5;

    /** A Prepare that is missing is repeated after this many heartbeats, then ever more seldom. */
    static final int PREPARE_REPEAT_ROUNDS = 2;

    /** An own pause longer than this restarts the suspicion timer. */
    static final int PAUSE_TICKS = 2;

    /** Without a view change for this long, k halves. */
    static final int QUIET_TICKS = 1_000;

    /** A waiting request is passed to the primary again after this long. */
    static final int FORWARD_AGAIN_TICKS = 20;

    /** A request that waits longer is forgotten: its client has long asked again. */
    static final int FORGET_REQUEST_TICKS = 1_000;

    /** A read that waits longer is refused: its client asks elsewhere. */
    static final int FORGET_QUERY_TICKS = 300;

    public Timing {
        if (initialK < 1 || initialK * TIMEOUT_TICKS > MAX_TIMEOUT_TICKS) {
            throw new IllegalArgumentException("k is from 1 to 20, not " + initialK);
        }
    }

    /** For machines that have a core to spare: silence of 100 ms is suspicious. */
    public static Timing strict() {
        return new Timing(1);
    }

    /** For starved machines: 500 ms. */
    public static Timing relaxed() {
        return new Timing(5);
    }
}
