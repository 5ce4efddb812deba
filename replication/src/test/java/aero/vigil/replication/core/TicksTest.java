package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When the primary makes a TICK (rule 6). */
class TicksTest {

    private static final long PERIOD = 100_000;

    private final Ticks ticks =
            new Ticks(new ReplicaConfiguration(ClockSetting.genesis(3), 0, Timing.strict()));

    @Test
    void theFirstOfAViewComesAPeriodAfterTheLastInTheLog() {
        ticks.beginView(1_000_000, 1_020_000);

        assertFalse(ticks.isDue(1_000_000 + PERIOD - 1, 5, 5));
        assertTrue(ticks.isDue(1_000_000 + PERIOD, 5, 5));
    }

    @Test
    void orAtOnceIfThatIsLongAgo() {
        ticks.beginView(1_000_000, 9_000_000);

        assertTrue(ticks.isDue(9_000_000, 5, 5));
    }

    @Test
    void noneIsMadeWhileOneIsUncommitted() {
        ticks.beginView(0, 1_000_000);

        assertFalse(ticks.isDue(2_000_000, 6, 5));
        assertTrue(ticks.isDue(2_000_000, 6, 6));
    }

    @Test
    void aLittleLateKeepsTheBeat() {
        ticks.beginView(0, 1_000_000);
        ticks.made(1_009_000);

        assertTrue(ticks.isDue(1_000_000 + PERIOD, 1, 1));
    }

    @Test
    void thoseMissedAreNotMadeUpFor() {
        ticks.beginView(0, 1_000_000);
        ticks.made(1_750_000);

        assertFalse(ticks.isDue(1_750_000 + PERIOD - 1, 1, 1));
        assertTrue(ticks.isDue(1_750_000 + PERIOD, 1, 1));
    }

    @Test
    void afterAStandstillTheGroupMakesOneTickAndGoesOn() {
        ScriptedGroup group = ScriptedGroup.formed(3, PERIOD, 1_000_000);
        long before = group.member(1).status().frameNumber();

        group.pass(10 * PERIOD);
        group.run(11);

        assertEquals(before + 2, group.member(1).status().frameNumber());
    }

    /** Backups have nothing to say to each other: of five, each hears only the primary. */
    @Test
    void whereOpsAreCommittedAMajorityIsKnownToEachBackupOfFiveToo() {
        ScriptedGroup five = ScriptedGroup.formed(5, 100_000, 1_000_000);
        five.run(3_000);
        for (int i = 0; i < 5; i++) {
            assertTrue(five.member(i).status().sinceQuorumMicros() <= 100_000, "replica " + i);
        }

        five.cutOff(4);
        five.cutOff(3);
        five.run(300);

        for (int i = 0; i < 5; i++) {
            long since = five.member(i).status().sinceQuorumMicros();
            assertEquals(i > 2, since > 2_000_000, "replica " + i + ": " + since);
        }
    }
}
