package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.wire.gateway.GroupAlarm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica has to tell supervisors, from its first second on. */
class StandingAlarmsTest {

    private static final long SECOND = 1_000_000;
    private static final long START = 1_800_000_000L * SECOND;

    private final StandingAlarms alarms = new StandingAlarms();
    private long now = START;
    private boolean leading = true;
    private boolean oneConnected = true;

    /** Replica 0 of three, as it stands now: connected with replica 1, not with replica 2. */
    private ReplicaStatus status(long quorumSilence, long silenceOfOne, long silenceOfTwo) {
        return new ReplicaStatus(
                0,
                3,
                ReplicaStatus.Status.NORMAL,
                1,
                leading ? 0 : 1,
                leading,
                9,
                9,
                9,
                9,
                3,
                Digest.ZERO,
                0,
                quorumSilence,
                now,
                now,
                0,
                0,
                0,
                10,
                10,
                false,
                9,
                100_000,
                List.of(
                        new ReplicaStatus.Peer(1, oneConnected, silenceOfOne, 9, 9),
                        new ReplicaStatus.Peer(2, false, silenceOfTwo, 9, 9)),
                List.of());
    }

    private List<GroupAlarm> observed(long quorumSilence, long silenceOfOne, long silenceOfTwo) {
        alarms.observe(status(quorumSilence, silenceOfOne, silenceOfTwo));
        return alarms.told();
    }

    /** The group has come together. */
    private void begin() {
        for (long end = now + 10 * SECOND; now < end; now += SECOND / 2) {
            observed(0, 0, 0);
        }
    }

    private static String names(List<GroupAlarm> told) {
        return told.stream()
                .map(
                        one ->
                                one.getKind()
                                        + " "
                                        + one.getSubject()
                                        + (one.getEndedMicros() == 0 ? "" : " ended"))
                .toList()
                .toString();
    }

    @Test
    void nobodyIsMissedBeforeTheGroupHasComeTogether() {
        for (long end = now + 5 * SECOND; now < end; now += SECOND / 2) {
            assertEquals("[]", names(observed(9 * SECOND, 9 * SECOND, 9 * SECOND)));
        }

        assertEquals(
                "[QUORUM_LOST R0, REPLICA_SILENT R1, REPLICA_SILENT R2]",
                names(observed(9 * SECOND, 9 * SECOND, 9 * SECOND)));
    }

    @Test
    void whoIsSilentIsToldSinceThenUntilItIsHeardAndBeginsAnewWhenItComesAgain() {
        begin();
        assertEquals("[REPLICA_SILENT R2]", names(observed(0, 0, 2 * SECOND)));
        long first = alarms.told().get(0).getSinceMicros();
        now += SECOND;
        assertEquals(first, observed(0, 0, 3 * SECOND).get(0).getSinceMicros());

        now += SECOND;
        assertEquals("[REPLICA_SILENT R2 ended]", names(observed(0, 0, 0)));
        now += SECOND;
        observed(0, 0, 2 * SECOND);

        assertTrue(alarms.told().get(0).getSinceMicros() > first);
        assertEquals("[REPLICA_SILENT R2]", names(alarms.told()));
    }

    @Test
    void aBackupMissesOnlyWhoHasNoConnection() {
        begin();
        leading = false;

        assertEquals("[REPLICA_SILENT R2]", names(observed(0, 9 * SECOND, 9 * SECOND)));
    }

    /** It was this process that was frozen, and not the two others. */
    @Test
    void whoWakesFromAPauseOfItsOwnGivesTheOthersTimeToBeHeard() {
        begin();
        now += 3 * SECOND;
        assertEquals("[]", names(observed(3 * SECOND, 3 * SECOND, 3 * SECOND)));

        now += SECOND / 2;
        assertEquals("[]", names(observed(3 * SECOND, 3 * SECOND, 0)));

        now += SECOND / 2;
        assertEquals("[REPLICA_SILENT R1]", names(observed(0, 4 * SECOND, 0)));
    }

    /** A backup has heard nothing of another for long, and connections are made anew. */
    @Test
    void aConnectionThatIsGoneForAMomentIsNoSilence() {
        begin();
        leading = false;
        assertEquals("[]", names(observed(0, 10 * SECOND, 0)));

        oneConnected = false;
        now += SECOND / 2;
        assertEquals("[]", names(observed(0, 10 * SECOND, 0)));

        now += SECOND;
        assertEquals("[REPLICA_SILENT R1]", names(observed(0, 11 * SECOND, 0)));
    }

    @Test
    void whatTheCoreSaysStandsUntilItSaysTheEndOrHasOnlyHappened() {
        begin();
        alarms.said(new Alarm("DISK_LOW", 0, "make room"), status(0, 0, 0));
        alarms.said(new Alarm("CLOCK_OFF", 2, "its clock is off"), status(0, 0, 0));
        assertEquals("[DISK_LOW R0, CLOCK_OFF R2 ended]", names(alarms.told()));

        alarms.said(new Alarm("DISK_HAS_ROOM", 0, "room"), status(0, 0, 0));

        assertEquals("[CLOCK_OFF R2 ended, DISK_LOW R0 ended]", names(alarms.told()));
    }

    @Test
    void anOccurrenceNeverBeginsBeforeOneThatEndedEvenWhenTheClockIsPutBack() {
        begin();
        observed(0, 0, 2 * SECOND);
        long first = alarms.told().get(0).getSinceMicros();
        observed(0, 0, 0);

        now -= 60 * SECOND;
        observed(0, 0, 2 * SECOND);

        assertTrue(alarms.told().get(0).getSinceMicros() > first);
    }

    @Test
    void whatHasEndedGoesFirstWhenThereAreMoreThanAreTold() {
        begin();
        observed(0, 0, 2 * SECOND);
        for (int i = 0; i < 3 * StandingAlarms.CAPACITY; i++) {
            alarms.said(new Alarm("CHECKPOINT_DAMAGED", i, "piece"), status(0, 0, 2 * SECOND));
        }

        assertEquals(StandingAlarms.CAPACITY, alarms.told().size());
        assertEquals("REPLICA_SILENT", alarms.told().get(0).getKind());
    }

    @Test
    void whatEndedADayAgoIsToldNoMore() {
        begin();
        alarms.said(new Alarm("CLOCK_OFF", 2, "its clock is off"), status(0, 0, 0));

        now += 25 * 3_600 * SECOND;

        assertEquals("[]", names(observed(0, 0, 0)));
    }
}
