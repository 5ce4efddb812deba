package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@link AcknowledgedWhen#IN_MEMORY}: view 1, led by replica 1 (docs/adr/0021). */
class AcknowledgedInMemoryTest {

    private final ScriptedGroup group = ScriptedGroup.formedInMemory(3);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3

    @Test
    void aCommandIsAnsweredThoughNobodyHasForcedIt() {
        for (int i = 0; i < 3; i++) {
            group.member(i).stalled = true;
        }

        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(4, group.member(1).status().commitNumber());
        assertEquals(4, group.lastReply(1).opNumber());
        assertEquals(3, group.member(1).status().forcedOp());
        assertEquals(3, group.member(0).status().forcedOp());
    }

    @Test
    void oneMachineAloneAnswersNothing() {
        group.member(0).kill();
        group.member(2).kill();

        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(3, group.member(1).status().commitNumber());
    }

    @Test
    void whatWasAnsweredSurvivesTheDeathOfThePrimary() {
        group.submit(1, client.next("climb"));
        group.deliverAll();

        group.member(1).kill();
        group.run(200);

        assertEquals(2, group.member(2).status().primary());
        assertEquals(4, group.member(2).status().commitNumber(), "op 4, before the next view's");
    }
}
