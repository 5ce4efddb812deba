package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Bodies that a journal has lost below intact ones, f = 1 (replication.md §5 and §8, rule 11). */
class RepairTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3);
    private final ScriptedGroup.Client client = group.register(0, 1);

    private void commit(int count) {
        for (int i = 0; i < count; i++) {
            group.submit(1, client.next("climb " + i));
            group.run(1);
        }
        group.transcript();
    }

    private void restart(int index, long firstLost, long lastLost) {
        ScriptedMember member = group.member(index);
        member.kill();
        member.damage(firstLost, lastLost);
        member.start();
    }

    @Test
    void lostBodiesAreFetchedByHashJournalledAndThenApplied() {
        commit(8); // ops 4 to 11
        ScriptedMember member = group.member(0);

        restart(0, 5, 7);
        assertEquals(4, member.status().appliedOp());
        assertEquals(3, member.counter("bodies.missing"));
        assertTrue(member.alarms.contains("BODIES_LOST"));
        group.run(20);

        assertEquals(11, member.status().appliedOp(), () -> member.status().toString());
        assertEquals(0, member.counter("bodies.missing"));
        assertEquals(3, member.counter("bodies.repaired"));
        assertTrue(member.alarms.contains("BODIES_REPAIRED"));
        assertEquals(group.member(1).hashOf(6), member.hashOf(6));
        member.kill();
        member.start();
        assertEquals(0, member.counter("bodies.missing"));
        group.run(2);
        assertEquals(11, member.status().appliedOp());
    }

    @Test
    void theRequestNamesTheLastOpOfTheHoleAndNoMoreThanTheHole() {
        commit(8);
        restart(0, 5, 7);
        group.transcript();

        group.run(20);

        String said = group.transcript();
        assertTrue(said.contains("FetchLog(v1, up to op 7, after op 4)"), said);
        assertTrue(said.contains("LogPiece(v1, ops 5..7)"), said);
    }

    @Test
    void aBackupIsNoCopyOfABodyThatItHasLost() {
        commit(2); // to op 5
        group.member(2).kill();
        group.submit(1, client.next("descend")); // op 6
        group.deliver(flight -> flight.message() instanceof Message.Prepare);
        group.member(0).force();
        group.lose(flight -> flight.from() == 0);
        group.submit(1, client.next("turn"));
        group.deliver(flight -> flight.message() instanceof Message.Prepare);
        group.member(0).force();
        group.lose(flight -> flight.from() == 0);
        assertEquals(7, group.member(0).status().opNumber());

        restart(0, 6, 6);
        group.lose(flight -> flight.message() instanceof Message.LogPiece);
        group.tick();
        group.deliver(flight -> flight.message() instanceof Message.Commit);
        group.deliver(flight -> flight.message() instanceof Message.CommitOk);

        assertEquals(5, group.member(1).status().commitNumber(), "op 6 is on one disk only");
        group.run(20);
        assertEquals(7, group.member(1).status().commitNumber());
        assertEquals(1, group.member(0).counter("bodies.repaired"));
    }

    @Test
    void aPrimaryToBeLeadsWhenItsBodiesAreThere() {
        commit(8);
        group.member(2).kill();
        group.run(3);
        group.member(1).kill();
        restart(0, 9, 10);
        group.member(2).damage(5, 7);
        group.member(2).start();

        group.run(400); // views 2 (member 2) and 3 (member 0) wait for bodies of the other

        ScriptedMember leader =
                group.member(2).replica().isLeading() ? group.member(2) : group.member(0);
        assertTrue(leader.replica().isLeading());
        assertEquals(0, leader.counter("bodies.missing"));
        assertEquals(11, Math.min(11, group.member(0).status().appliedOp()));
        assertEquals(11, Math.min(11, group.member(2).status().appliedOp()));
        assertEquals(0, group.member(0).counter("bodies.missing"));
        assertEquals(0, group.member(2).counter("bodies.missing"));
    }

    @Test
    void aBodyThatNobodyElseEverHadIsDropped() {
        commit(2); // to op 5
        group.submit(1, client.next("descend"));
        group.lose(flight -> flight.from() == 1);
        group.submit(1, client.next("turn"));
        group.lose(flight -> flight.from() == 1);
        group.member(1).force();
        assertEquals(7, group.member(1).status().opNumber());

        restart(1, 6, 6);
        group.run(400);

        for (int i = 0; i < 3; i++) {
            assertEquals(ReplicaStatus.Status.NORMAL, group.member(i).status().status());
            assertEquals(0, group.member(i).counter("bodies.missing"));
            assertEquals(5, group.member(i).status().opNumber());
        }
        group.submit(1, client.request(3, "descend"));
        group.run(20);
        assertEquals(ClientReply.Outcome.APPLIED, group.lastReply(1).outcome());
    }

    @Test
    void whatIsCommittedAndNowhereStopsTheGroupWithAnAlarm() {
        commit(8); // to op 11
        for (int i = 0; i < 3; i++) {
            group.member(i).kill();
        }
        for (int i = 0; i < 3; i++) {
            restart(i, 6, 6);
        }

        group.run(1_000);

        boolean told = false;
        for (int i = 0; i < 3; i++) {
            assertFalse(group.member(i).replica().isLeading());
            assertEquals(5, group.member(i).status().appliedOp());
            told |= group.member(i).alarms.contains("COMMITTED_BODY_LOST");
        }
        assertTrue(told);
    }

    @Test
    void aBodyThatCannotBeReadBackAnyMoreIsFetchedToo() {
        commit(8);
        ScriptedMember member = group.member(0);
        member.kill();
        member.start(); // nothing in memory but what is not applied
        group.run(2);
        member.damage(6, 6);

        group.member(2).kill();
        group.member(2).loseLast(0);
        Message.FetchLog ask = new Message.FetchLog(1, 7, group.member(1).hashOf(7), 4);
        member.take(new Input.Received(1, group.genesis().members().get(1).incarnation(), ask));
        group.run(40);

        assertTrue(member.alarms.contains("BODIES_LOST"), member.alarms::toString);
        assertEquals(1, member.counter("bodies.repaired"));
        assertEquals(0, member.counter("bodies.missing"));
        assertEquals(group.member(1).hashOf(6), member.hashOf(6));
    }
}
