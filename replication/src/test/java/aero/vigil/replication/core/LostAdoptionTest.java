package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.ReplicaStatus.Status;
import org.junit.jupiter.api.Test;

/**
 * A vote stands for the log of its log view; the record that made it the log may be damaged. Found
 * by the model checker (replication/src/tla, lost-adoption.cfg).
 */
class LostAdoptionTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3); // view 1, led by 1
    private final ScriptedGroup.Client client = group.register(0, 1); // op 3
    private final ScriptedGroup.Client other = group.register(1, 2); // op 4

    /**
     * 1 has two ops of view 1 that nobody else has; the log of view 2 lacks them, and its record
     * that says so is lost again. What then stands behind the adopted end must never be reported as
     * log of view 2: it is longer than what view 2 has committed in its place.
     */
    @Test
    void whatAnAdoptionCutOffIsNotTheLogOfItsViewWhenItsRecordIsLost() {
        adoptAShorterLogAt1();
        commitAt2And0("climb");
        group.member(1).damageLast(1); // LogAdopted(2)
        group.member(1).start();

        assertEquals(Status.RECOVERING, group.member(1).status().status());
        assertTrue(group.member(1).alarms.contains("LOG_LOST"));
        theGroupGoesOnWithout1();
    }

    @Test
    void aLostRecordThatCutNothingOffIsOnlyAnUncertainEnd() {
        changeViewWithout1();
        group.mend(1);
        group.run(4); // 1 adopts what it has
        assertTrue(last(1) instanceof JournalRecord.LogAdopted);
        group.member(1).damageLast(1);
        group.member(1).start();
        group.run(4);

        assertEquals(Status.NORMAL, group.member(1).status().status());
    }

    /** The entries that follow say which view's log they are part of. */
    @Test
    void norIsItAtTheNextStartWhenMoreWasAppended() {
        aLostRecordThatCutNothingOffIsOnlyAnUncertainEnd();
        group.submit(2, client.next("climb"));
        group.deliverAll();
        assertEquals(5, group.member(1).status().opNumber());

        group.member(1).kill();
        group.member(1).start();

        assertEquals(Status.NORMAL, group.member(1).status().status());
        assertEquals(5, group.member(1).status().opNumber());
    }

    private void adoptAShorterLogAt1() {
        group.submit(1, other.next("turn"));
        group.submit(1, other.next("turn again"));
        group.member(1).force();
        group.lose(flight -> true);
        assertEquals(6, group.member(1).status().opNumber());
        group.member(1).kill(); // and forgets whom it would ask again for
        changeViewWithout1();
        group.member(1).start();
        group.mend(1);
        group.run(4);
        assertTrue(last(1) instanceof JournalRecord.LogAdopted);
        assertEquals(2, group.member(1).vote.logView());
        assertEquals(4, group.member(1).status().opNumber());
    }

    private void changeViewWithout1() {
        group.cutOff(1);
        for (int i : new int[] {0, 2}) {
            group.member(i).take(new Input.PeerLost(1, true));
        }
        group.run(3);
        assertTrue(group.member(2).replica().isLeading());
    }

    private void commitAt2And0(String operation) {
        group.cutOff(1);
        group.submit(2, client.next(operation));
        group.deliverAll();
        group.mend(1);
        assertEquals(5, group.member(2).status().commitNumber());
        group.lose(flight -> true);
    }

    private void theGroupGoesOnWithout1() {
        group.member(2).kill();
        for (int i : new int[] {0, 1}) {
            group.member(i).take(new Input.PeerLost(2, true));
        }
        group.run(3); // what 1 has to say of its log, 0 has heard by now
        group.member(2).start(); // never leads view 2 again
        group.run(20);
        for (int i : new int[] {0, 2}) {
            assertEquals(3, group.member(i).status().viewNumber());
            assertTrue(group.member(i).machine.told.contains("user1 climb"));
        }
    }

    private JournalRecord last(int member) {
        return group.member(member).journal.get(group.member(member).journal.size() - 1);
    }
}
