package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The median of the wall clocks, and what stamps it gives (rule 7). Member 0 leads three. */
class ClusterClockTest {

    private static final long WALL = 1_780_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    private final ClusterClock clock =
            new ClusterClock(new ReplicaConfiguration(ClockSetting.genesis(3), 0, Timing.strict()));
    private long monotonic = 5 * SECOND;

    /** What member 0's wall clock is ahead of true time. */
    private long ownError;

    @Test
    void oneClockIsNoMajority() {
        assertEquals(-1, clock.adjust(now()));

        assertFalse(clock.isSet());
    }

    @Test
    void theMedianOfThreeCounts() {
        ownError = 30_000;
        hear(1, 10_000, 2_000);
        hear(2, -40_000, 2_000);

        assertEquals(-1, clock.adjust(now()));

        assertNear(trueTime() + 10_000, 1);
    }

    @Test
    void aClockThatIsOffIsNamedOnceAndNotUsed() {
        hear(1, 0, 2_000);
        hear(2, 500_000, 2_000);

        assertEquals(2, clock.adjust(now()));
        assertEquals(-1, clock.adjust(now()));
        assertNear(trueTime(), 1_001);
    }

    @Test
    void anAnswerThatQueuedForHalfASecondSaysNothingAgainstAClock() {
        hear(1, 0, 1_000);
        hear(2, 0, 1_000);
        clock.adjust(now());

        hear(1, 0, 180_000);
        hear(2, 0, 500_000);

        assertEquals(-1, clock.adjust(now()));
        assertNear(trueTime(), 1_001);
    }

    @Test
    void slownessOnOneWayAloneIsNoErrorOfAClock() {
        hearOneWay(1, 0, 150_000);
        hearOneWay(2, 0, 199_000);

        assertEquals(-1, clock.adjust(now()));
        assertTrue(clock.isSet());
    }

    @Test
    void aQuickAnswerIsKeptWhenASlowOneFollows() {
        hear(1, 20_000, 1_000);
        hear(2, 20_000, 1_000);
        pass(50_000);
        hearOneWay(1, 20_000, 90_000);
        hearOneWay(2, 20_000, 90_000);

        clock.adjust(now());

        assertNear(trueTime() + 20_000, 1_000);
    }

    @Test
    void aClockThatIsSetMeanwhileIsNoticedAtOnce() {
        hear(1, 0, 1_000);
        hear(2, 0, 1_000);
        clock.adjust(now());

        hear(2, 3_600 * SECOND, 10_000);

        assertEquals(2, clock.adjust(now()));
    }

    @Test
    void clocksNotHeardForTwoSecondsAreNotUsed() {
        hear(1, 0, 1_000);
        hear(2, 0, 1_000);
        pass(3 * SECOND);
        ownError = 90_000;

        clock.adjust(now());

        assertFalse(clock.isSet());
    }

    @Test
    void stampsGrowEvenWhereTimeStandsStill() {
        agree();

        long first = clock.stampAfter(0, now());

        assertEquals(first + 1, clock.stampAfter(first, now()));
    }

    @Test
    void behindTheLogTimeGoesAtHalfItsPaceUntilItHasCaughtUp() {
        agree();
        long ahead = clock.read(now()) + 100_000;
        clock.beginLeading(2, ahead, now());

        passReading(100_000);
        assertEquals(ahead + 50_000, clock.read(now()));
        passReading(100_000);
        assertEquals(ahead + 100_000, clock.read(now()));
        passReading(100_000);
        assertEquals(ahead + 200_000, clock.read(now()));
    }

    @Test
    void aBackupFollowsTheHeartbeatThatWasLeastLate() {
        clock.follow(trueTime() - 5_000, now());
        pass(10_000);
        clock.follow(trueTime() - 80_000, now());
        pass(10_000);
        clock.follow(trueTime() - 40_000, now());
        pass(10_000);

        assertEquals(trueTime() - 5_000, clock.read(now()));
    }

    /** A message may be seconds late, and whoever leads next would stamp that far behind. */
    @Test
    void oneHeartbeatAfterASilenceIsNotBelieved() {
        for (int i = 0; i < 3; i++) {
            clock.follow(trueTime(), now());
        }
        pass(1_500_000);

        clock.follow(trueTime() - 1_400_000, now());

        assertEquals(trueTime(), clock.read(now()));
    }

    /** Ahead of time a clock would freeze the time of the model; at most f are wrong. */
    @Test
    void ofClocksThatDoNotAgreeTheEarliestIsTakenAndOfTooFewNone() {
        assertFalse(clock.setEarliest(now()));
        clock.adjust(now());
        assertFalse(clock.setEarliest(now()));

        hear(1, -3_600_000_000L, 0);

        assertTrue(clock.setEarliest(now()));
        assertNear(trueTime() - 3_600_000_000L, 1_000);
    }

    private void assertNear(long expected, long tolerance) {
        long off = clock.read(now()) - expected;
        assertTrue(Math.abs(off) <= tolerance, "off by " + off);
    }

    private void agree() {
        hear(1, 0, 0);
        hear(2, 0, 0);
        clock.adjust(now());
    }

    private void pass(long micros) {
        monotonic += micros;
    }

    private void passReading(long micros) {
        for (long passed = 0; passed < micros; passed += 10_000) {
            pass(10_000);
            clock.read(now());
        }
    }

    private long trueTime() {
        return WALL + monotonic;
    }

    private ClockReading now() {
        return new ClockReading(monotonic, trueTime() + ownError);
    }

    /** A heartbeat and its answer took so long, the same each way. */
    private void hear(int peer, long error, long roundTripMicros) {
        clock.hear(
                peer, trueTime() - roundTripMicros / 2 + error, monotonic - roundTripMicros, now());
    }

    /** The heartbeat was there at once; the answer took so long. */
    private void hearOneWay(int peer, long error, long roundTripMicros) {
        clock.hear(peer, trueTime() - roundTripMicros + error, monotonic - roundTripMicros, now());
    }
}
