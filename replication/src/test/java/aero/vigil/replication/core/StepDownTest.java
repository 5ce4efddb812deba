package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A primary that is asked to give way (replication.md §5, planned step-down). */
class StepDownTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3); // view 1, led by 1
    private final ScriptedGroup.Client client = group.register(0, 1); // op 3

    @Test
    void withNothingUncommittedTheNextViewBeginsWithoutAClockTick() {
        group.member(1).take(Input.StepDown.INSTANCE);
        group.deliverAll();

        for (int i = 0; i < 3; i++) {
            assertEquals(2, group.member(i).status().viewNumber());
            assertEquals(ReplicaStatus.Status.NORMAL, group.member(i).status().status());
        }
        assertTrue(group.member(2).replica().isLeading());
        assertEquals(1, group.member(1).counter("stepDowns.drained"));
    }

    @Test
    void whatIsOrderedIsCommittedFirstAndWhatComesThenIsOrderedByTheNext() {
        ScriptedGroup.Client another = group.register(0, 2); // op 4
        group.submit(1, client.next("climb")); // op 5
        group.member(1).take(Input.StepDown.INSTANCE);
        group.submit(0, another.next("descend"));
        group.deliverAll();
        assertEquals(5, group.member(1).status().opNumber());
        assertEquals(5, group.member(1).status().commitNumber());
        assertEquals(1, group.member(1).status().viewNumber());

        group.run(40);

        assertEquals(2, group.member(1).status().viewNumber());
        assertTrue(group.member(2).replica().isLeading());
        assertEquals(1, group.member(1).counter("stepDowns.drained"));
        assertEquals(ClientReply.Outcome.APPLIED, group.lastReply(0).outcome());
        assertTrue(group.lastReply(0).opNumber() > 5);
    }

    @Test
    void whatCannotBeCommittedHoldsItForATimeoutOnly() {
        group.cutOff(0);
        group.member(2).stalled = true;
        group.submit(1, client.next("climb"));
        group.deliverAll();
        group.member(1).take(Input.StepDown.INSTANCE);

        group.run(2 * Timing.TIMEOUT_TICKS);
        assertEquals(1, group.member(1).counter("stepDowns.undrained"));

        group.mend(0);
        group.member(2).stalled = false;
        group.run(100);
        assertTrue(group.member(1).status().viewNumber() > 1);
        assertEquals(4, group.member(0).status().commitNumber());
    }

    @Test
    void whoLeadsNothingIsNotAsked() {
        group.member(0).take(Input.StepDown.INSTANCE);
        group.run(5);

        assertEquals(1, group.member(0).counter("stepDowns.refused"));
        assertEquals(1, group.member(0).status().viewNumber());
        assertFalse(group.member(0).replica().isLeading());
    }
}
