package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Disks that are nearly full (replication.md §8), f = 1. */
class DiskSpaceTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3);
    private final ScriptedGroup.Client client = group.register(0, 1);

    private void low(int member, boolean low) {
        group.member(member).take(new Input.SpaceLeft(low));
        group.run(3);
    }

    @Test
    void aPrimaryShortOfSpaceGivesWayToOneThatIsNot() {
        group.run(3);

        low(1, true);
        group.run(10);

        assertFalse(group.member(1).replica().isLeading());
        assertTrue(group.member(2).replica().isLeading() || group.member(0).replica().isLeading());
        assertEquals(1, group.member(1).counter("disk.low"));
        assertTrue(group.member(1).alarms.contains("DISK_LOW"));
        group.submit(1, client.next("climb"));
        group.run(5);
        assertEquals(ClientReply.Outcome.APPLIED, group.lastReply(1).outcome());
    }

    @Test
    void aBackupShortOfSpaceGoesOn() {
        low(0, true);

        group.submit(0, client.next("climb"));
        group.run(5);

        assertTrue(group.member(1).replica().isLeading());
        assertEquals(ClientReply.Outcome.APPLIED, group.lastReply(0).outcome());
    }

    @Test
    void whenAllAreShortRequestsAreRefusedWithTheReasonUntilThereIsRoom() {
        low(0, true);
        low(2, true);
        low(1, true);
        group.run(10);
        assertTrue(group.member(1).replica().isLeading(), "nobody is better off");

        group.submit(0, client.next("climb"));
        group.run(3);
        assertEquals(ClientReply.Outcome.REFUSED, group.lastReply(0).outcome());
        assertTrue(group.lastReply(0).text().contains("nearly full"), group.lastReply(0).text());

        low(2, false);
        group.run(10);
        assertTrue(group.member(2).replica().isLeading());
        group.submit(0, client.request(1, "climb"));
        group.run(5);
        assertEquals(ClientReply.Outcome.APPLIED, group.lastReply(0).outcome());
    }
}
