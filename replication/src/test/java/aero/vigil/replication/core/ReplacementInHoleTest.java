package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who has lost the body of a replacement takes the old machine for a member (rules 11 and 20).
 *
 * <p>Member 2 was replaced at op 5. Op 7 is forced by 1 and the new 2, and so committed; then 1
 * dies. 0 has the log to op 6 and has lost op 5. With a report of the old machine, which has a
 * certain log to op 4, the log of the next view would end at op 6.
 */
class ReplacementInHoleTest {

    private static final Incarnation OLD = new Incarnation(1, 2);
    private static final Incarnation NEXT = new Incarnation(9, 2);

    private final ScriptedGroup group = ScriptedGroup.formed(3); // view 1, led by 1
    private final ScriptedGroup.Client client = group.register(0, 1); // op 3

    @BeforeEach
    void loseTheBodyOfAReplacement() {
        commit("climb"); // op 4
        group.member(2).kill();
        group.run(15);
        group.loseDisk(2, NEXT);
        group.member(2).start();
        group.run(30); // op 5
        commit("descend"); // op 6
        assertEquals(6, group.member(2).status().appliedOp());
        group.cutOff(0);
        commit("turn"); // op 7
        assertEquals(7, group.member(2).status().commitNumber());
        assertEquals(6, group.member(0).status().opNumber());
        group.member(1).kill();
        group.member(0).kill();
        group.mend(0);
        group.member(0).damage(5, 5);
        group.member(0).start();
        assertEquals(4, group.member(0).status().appliedOp());
    }

    private void commit(String operation) {
        group.submit(1, client.next(operation));
        group.deliverAll();
        group.run(2);
    }

    /** What the old machine says: the view it is in, and that its log ends at op 4. */
    private void theOldMachineReports() {
        Digest hash = group.member(1).hashOf(4);
        List<Incarnation> members = List.of(new Incarnation(1, 0), new Incarnation(1, 1), OLD);
        group.arrive(
                new ScriptedGroup.Flight(
                        2,
                        OLD,
                        0,
                        new Message.DoViewChange(
                                3,
                                1,
                                2,
                                group.member(1).hashOf(2),
                                4,
                                hash,
                                4,
                                true,
                                List.of(),
                                members,
                                4)));
    }

    @Test
    void aReportOfTheOldMachineChoosesNoLogOnceTheReplacementIsRead() {
        theOldMachineReports();
        assertEquals(3, group.member(0).status().viewNumber());
        group.member(0).force();
        theOldMachineReports();
        group.member(0).force();
        assertEquals(1, group.member(0).counter("bodies.missing"));

        group.run(100); // the body comes from the new one, and then that one's report

        assertEquals(0, group.member(0).counter("bodies.missing"));
        assertEquals(1, group.member(0).counter("logs.chosenByUnnamed"));
        assertTrue(group.member(0).status().commitNumber() >= 7);
        assertEquals(group.member(1).hashOf(7), group.member(0).hashOf(7));
    }

    @Test
    void aReportNamesTheMembersBelowTheGapAndAfterItsRepairThoseAtItsEnd() {
        group.arrive(new ScriptedGroup.Flight(1, 0, new Message.NewerView(4))); // led by 1

        Message.DoViewChange before = report();
        assertEquals(OLD, before.members().get(2));
        assertEquals(5, before.membersOp());

        group.run(30);
        Message.DoViewChange after =
                (Message.DoViewChange) group.lastArrived(2, Message.DoViewChange.class).message();
        assertEquals(0, group.member(0).counter("bodies.missing"));
        assertEquals(NEXT, after.members().get(2));
        assertEquals(6, after.membersOp());
    }

    private Message.DoViewChange report() {
        group.member(0).force();
        for (int i = 0; i < 2 * Timing.REPEAT_TICKS; i++) {
            List<ScriptedGroup.Flight> reports =
                    group.lose(
                            flight ->
                                    flight.from() == 0
                                            && flight.message() instanceof Message.DoViewChange);
            if (!reports.isEmpty()) {
                return (Message.DoViewChange) reports.get(0).message();
            }
            group.tick();
        }
        throw new AssertionError("member 0 reports nothing");
    }
}
