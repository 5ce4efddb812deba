package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.supervision.Attentions;
import aero.vigil.airspace.supervision.Audit;
import aero.vigil.airspace.supervision.Referrals;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.wire.airspace.AcknowledgeAlarm;
import aero.vigil.wire.airspace.AlarmAttention;
import aero.vigil.wire.airspace.AuditLine;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.DropReferral;
import aero.vigil.wire.airspace.EnableSensor;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.OrderCheckpoint;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.ReferMessage;
import aero.vigil.wire.airspace.Referral;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.ReportFeed;
import aero.vigil.wire.airspace.ResubmitReferral;
import aero.vigil.wire.airspace.ShelveAlarm;
import aero.vigil.wire.airspace.SupervisorAlarm;
import aero.vigil.wire.airspace.TakePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What supervisors share: alarms and what was said of them, messages, checkpoints, the audit. */
final class SupervisionTest {

    private static final Submitter SUE = new Submitter(21, "sue", List.of("supervisor"));
    private static final Submitter TOM = new Submitter(23, "tom", List.of("supervisor"));
    private static final Submitter EXECUTIVE = new Submitter(22, "eve", List.of("executive"));
    private static final long MINUTE = 60_000_000L;
    private static final String FEED = "FEED_SILENT";
    private static final String UNREADABLE = "(CNL-SWR7QX-LSWW2560-LSEE-0)";

    private static final Command CHECKPOINT =
            Command.newBuilder().setOrderCheckpoint(OrderCheckpoint.getDefaultInstance()).build();

    private final DrivenModel driven = new DrivenModel();

    private static Command acknowledge(String kind, String subject, long since) {
        return Command.newBuilder()
                .setAcknowledgeAlarm(
                        AcknowledgeAlarm.newBuilder()
                                .setKind(kind)
                                .setSubject(subject)
                                .setSinceMicros(since))
                .build();
    }

    private static Command shelve(String kind, String subject, long until) {
        return Command.newBuilder()
                .setShelveAlarm(
                        ShelveAlarm.newBuilder()
                                .setKind(kind)
                                .setSubject(subject)
                                .setUntilMicros(until)
                                .setReason("line is being mended"))
                .build();
    }

    private static Command referral(String text) {
        return Command.newBuilder()
                .setReferMessage(
                        ReferMessage.newBuilder()
                                .setOriginator("LSZHZPZX")
                                .setText(text)
                                .setField("13b")
                                .setColumn(17)
                                .setReason("a time must be HHMM"))
                .build();
    }

    private static Command resubmit(int number, String text) {
        return Command.newBuilder()
                .setResubmitReferral(ResubmitReferral.newBuilder().setNumber(number).setText(text))
                .build();
    }

    private static Command drop(int number) {
        return Command.newBuilder()
                .setDropReferral(DropReferral.newBuilder().setNumber(number).setReason("old"))
                .build();
    }

    private static Command sensor(int sacSic) {
        return Command.newBuilder()
                .setEnableSensor(EnableSensor.newBuilder().setSacSic(sacSic).setEnabled(false))
                .build();
    }

    private void feedReports() {
        driven.accepted(
                DrivenModel.ADAPTER_A,
                Command.newBuilder()
                        .setReportFeed(ReportFeed.newBuilder().setAdapter("A").setFeed("west"))
                        .build());
    }

    private List<SupervisorAlarm> feedAlarms() {
        return driven.alarmList.getAlarmsList().stream()
                .filter(alarm -> alarm.getKind().equals(FEED))
                .toList();
    }

    private SupervisorAlarm feedAlarm() {
        assertEquals(1, feedAlarms().size(), driven.alarmList::toString);
        return feedAlarms().get(0);
    }

    private AlarmAttention attention(String kind) {
        return driven.alarmList.getAttentionsList().stream()
                .filter(attention -> attention.getKind().equals(kind))
                .findFirst()
                .orElseGet(() -> fail("nothing was said of " + kind));
    }

    private Referral onlyReferral() {
        assertEquals(1, driven.referrals.size(), driven.referrals::toString);
        return driven.referrals.firstEntry().getValue();
    }

    private AuditLine lastLine() {
        driven.tick();
        return driven.audit.lastEntry().getValue();
    }

    /** All but what is counted and noted. */
    private byte[] state() {
        StateOutput out = new StateOutput();
        driven.model.state().captureTraffic().write(out);
        return out.toByteArray();
    }

    private void refused(Command command, Reason reason) {
        byte[] before = state();
        driven.rejected(SUE, command, reason);
        assertArrayEquals(before, state());
    }

    @Test
    void aFeedThatSaysNothingForTenSecondsIsAnAlarmUntilItSpeaksAgain() {
        feedReports();
        driven.tickSeconds(9);
        assertEquals(List.of(), feedAlarms());

        driven.tickSeconds(3);
        assertEquals("A west", feedAlarm().getSubject());
        assertEquals(0, feedAlarm().getEndedMicros());

        feedReports();
        driven.tickSeconds(1);
        assertTrue(feedAlarm().getEndedMicros() > feedAlarm().getSinceMicros());
    }

    @Test
    void whatHasEndedLeavesTheListWhenItIsAcknowledged() {
        feedReports();
        driven.tickSeconds(12);
        feedReports();
        driven.tickSeconds(1);

        driven.accepted(SUE, acknowledge(FEED, "A west", feedAlarm().getSinceMicros()));
        driven.tickSeconds(1);

        assertEquals(List.of(), feedAlarms());
        assertEquals("sue", attention(FEED).getAcknowledgedBy());
    }

    @Test
    void anAlarmThatEndsAndComesAgainIsUnacknowledgedAgain() {
        feedReports();
        driven.tickSeconds(12);
        driven.accepted(SUE, acknowledge(FEED, "A west", feedAlarm().getSinceMicros()));
        driven.tick();
        assertTrue(attention(FEED).getAcknowledgedSinceMicros() >= feedAlarm().getSinceMicros());

        feedReports();
        driven.tickSeconds(12);

        assertTrue(attention(FEED).getAcknowledgedSinceMicros() < feedAlarm().getSinceMicros());
    }

    @Test
    void whoAcknowledgesSecondIsToldWhoWasFirst() {
        driven.accepted(SUE, acknowledge("DISK_LOW", "R1", driven.now()));

        String note = driven.accepted(TOM, acknowledge("DISK_LOW", "R1", driven.now())).getNote();

        assertEquals("acknowledged already by sue", note);
        driven.tick();
        assertEquals("sue", attention("DISK_LOW").getAcknowledgedBy());
    }

    @Test
    void noAlarmIsAcknowledgedBeforeItHasBegun() {
        refused(acknowledge("DISK_LOW", "R1", driven.now() + 2 * MINUTE), Reason.TIME_INVALID);
        refused(acknowledge("DISK_LOW", "R1", 0), Reason.TIME_INVALID);
    }

    @Test
    void aShelvingHasAnEndAndAReasonAndCanBeEndedBefore() {
        long until = driven.now() + 30 * MINUTE;
        driven.accepted(SUE, shelve("DISK_LOW", "R1", until));
        driven.tick();
        assertEquals(until, attention("DISK_LOW").getShelvedUntilMicros());
        assertEquals("line is being mended", attention("DISK_LOW").getShelfReason());
        assertEquals("sue", attention("DISK_LOW").getShelvedBy());

        driven.accepted(TOM, shelve("DISK_LOW", "R1", 0));
        driven.tick();

        assertEquals(0, attention("DISK_LOW").getShelvedUntilMicros());
        refused(shelve("DISK_LOW", "R1", 0), Reason.NOT_SHELVED);
    }

    @Test
    void lossOfQuorumAndDivergenceAreNeverShelved() {
        for (String kind :
                List.of("QUORUM_LOST", "DIVERGED", "DIGESTS_DIFFER", "CHECKPOINT_DIFFERS")) {
            refused(shelve(kind, "R1", driven.now() + MINUTE), Reason.NOT_SHELVABLE);
        }
    }

    @Test
    void aShelvingWithoutAnEndThatComesOrWithoutAReasonIsRefused() {
        refused(shelve("DISK_LOW", "R1", driven.now() - MINUTE), Reason.TIME_INVALID);
        refused(shelve("DISK_LOW", "R1", driven.now() + 25 * 60 * MINUTE), Reason.TIME_INVALID);
        Command.Builder without = shelve("DISK_LOW", "R1", driven.now() + MINUTE).toBuilder();
        without.getShelveAlarmBuilder().setReason(" ");
        refused(without.build(), Reason.MALFORMED);
    }

    @Test
    void theOldestWordIsForgottenAndNeverAShelvingThatStands() {
        long until = driven.now() + 30 * MINUTE;
        driven.accepted(SUE, shelve("DISK_LOW", "R0", until));
        for (int i = 1; i <= 2 * Attentions.CAPACITY; i++) {
            driven.accepted(SUE, acknowledge("CLOCK_OFF", "R" + i, driven.now()));
        }
        driven.tick();

        assertEquals(Attentions.CAPACITY, driven.alarmList.getAttentionsCount());
        assertEquals(until, attention("DISK_LOW").getShelvedUntilMicros());
        for (int i = 1; i < Attentions.CAPACITY; i++) {
            driven.accepted(SUE, shelve("DISK_LOW", "R" + i, until));
        }
        refused(shelve("DISK_LOW", "R999", until), Reason.TABLE_FULL);
    }

    @Test
    void onlyASupervisorSpeaksOfAlarmsAndMessages() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        for (Command command :
                List.of(
                        acknowledge("DISK_LOW", "R1", driven.now()),
                        shelve("DISK_LOW", "R1", driven.now() + MINUTE),
                        resubmit(1, UNREADABLE),
                        drop(1))) {
            driven.rejected(EXECUTIVE, command, Reason.NOT_ALLOWED);
        }
        driven.rejected(SUE, referral(UNREADABLE), Reason.NOT_ALLOWED);
    }

    @Test
    void everyOrderOfASupervisorIsALineWithWhoWhereWhenAndWhatCameOfIt() {
        driven.accepted(
                new Submitter(24, "ann", List.of("supervisor")),
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition("SUP"))
                        .build());
        driven.accepted(
                new Submitter(24, "ann", List.of("supervisor")),
                sensor(SimulatedTraffic.EAST_RADAR));

        AuditLine done = lastLine();
        assertEquals("ann", done.getUser());
        assertEquals("SUP", done.getPosition());
        assertEquals("EnableSensor", done.getWhat());
        assertTrue(done.getValue().endsWith(" off"), done.getValue());
        assertEquals("", done.getRejected());

        driven.rejected(SUE, sensor(77), Reason.UNKNOWN_SENSOR);
        assertTrue(lastLine().getRejected().startsWith("UNKNOWN_SENSOR: "));
        assertEquals(done.getNumber() + 1, driven.audit.lastKey());
    }

    @Test
    void theAuditKeepsTheLatestLinesOnly() {
        for (int i = 0; i < Audit.CAPACITY + 5; i++) {
            driven.accepted(SUE, acknowledge("DISK_LOW", "R" + i, driven.now()));
        }

        assertEquals(Audit.CAPACITY, driven.model.state().supervision.audit().lines().size());
        assertEquals(Audit.CAPACITY + 5, lastLine().getNumber());
    }

    @Test
    void aMessageThatCannotBeReadWaitsOnceThoughBothAdaptersReferIt() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        driven.accepted(DrivenModel.ADAPTER_B, referral(UNREADABLE));
        driven.tickSeconds(1);

        assertEquals(UNREADABLE, onlyReferral().getText());
        assertEquals(17, onlyReferral().getColumn());
        assertTrue(
                driven.alarmList.getAlarmsList().stream()
                        .anyMatch(alarm -> alarm.getKind().equals("MESSAGES_REFERRED")));
    }

    @Test
    void aMessageOfAFlightThatIsNotKnownWaitsWithTheModelsReason() {
        String text = "(CNL-SWR7QX-LSWW1200-LSEE-0)";
        driven.rejected(
                DrivenModel.ADAPTER_A,
                DrivenModel.planMessage(
                        FlightPlanMessage.newBuilder()
                                .setCancel(PlanKey.newBuilder().setCallsign("SWR7QX")),
                        text),
                Reason.PLAN_UNKNOWN);
        driven.tick();

        assertEquals("PLAN_UNKNOWN", onlyReferral().getReason());
        assertEquals(text, onlyReferral().getText());
    }

    @Test
    void aMessageThatIsMendedIsDoneAndLeavesTheQueue() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        driven.tick();
        String mended =
                "(FPL-SWR7QX-IS-A320/M-SDFGRWY/S-LSWW1200-N0450F250 BRAVO A1 DELTA-LSEE0030-0)";

        driven.accepted(SUE, resubmit(1, mended));
        driven.tick();

        assertEquals(0, driven.referrals.size());
        assertTrue(
                driven.flights.values().stream()
                        .anyMatch(flight -> flight.getKey().getCallsign().equals("SWR7QX")));
        assertEquals("message 1", lastLine().getValue());
    }

    @Test
    void aMessageThatIsMendedInVainWaitsWithTheNewTextAndTheNewMistake() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        driven.tick();

        Rejected unreadable =
                driven.rejected(
                        SUE,
                        resubmit(1, "(CNL-SWR7QX-LSWW1260-LSEE-0)"),
                        Reason.PLAN_FIELD_INVALID);
        driven.tick();
        assertEquals("13b", unreadable.getField());
        assertTrue(unreadable.getText().startsWith("column 17: "), unreadable.getText());
        assertEquals("(CNL-SWR7QX-LSWW1260-LSEE-0)", onlyReferral().getText());

        refused(resubmit(1, "(CNL-SWR7QX-LSWW1200-LSEE-0)"), Reason.PLAN_UNKNOWN);
        driven.tick();
        assertEquals("PLAN_UNKNOWN", onlyReferral().getReason());
        assertEquals(2, onlyReferral().getAttempts());
    }

    @Test
    void aMessageThatIsDroppedIsGone() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        driven.tick();

        driven.accepted(SUE, drop(1));
        driven.tick();

        assertTrue(driven.referrals.isEmpty());
        refused(drop(1), Reason.UNKNOWN_REFERRAL);
        refused(resubmit(1, UNREADABLE), Reason.UNKNOWN_REFERRAL);
    }

    @Test
    void whatSomebodysDoingHasEndedNeedsNoAcknowledgement() {
        driven.accepted(DrivenModel.ADAPTER_A, referral(UNREADABLE));
        driven.tickSeconds(1);
        assertEquals("MESSAGES_REFERRED", driven.alarmList.getAlarms(0).getKind());

        driven.accepted(SUE, drop(1));
        driven.tickSeconds(1);

        assertEquals(0, driven.alarmList.getAlarmsCount(), driven.alarmList::toString);
    }

    @Test
    void theOldestMessagesGoWhenThereAreTooManyOrTheyAreTooLong() {
        for (int i = 0; i < Referrals.CAPACITY + 3; i++) {
            driven.accepted(DrivenModel.ADAPTER_A, referral("(CNL-" + i + ")"));
        }
        driven.tick();
        assertEquals(Referrals.CAPACITY, driven.referrals.size());
        assertFalse(driven.referrals.containsKey(3));

        for (int i = 0; i < 10; i++) {
            driven.accepted(DrivenModel.ADAPTER_A, referral("(" + i + "-".repeat(10_000) + ")"));
        }
        driven.tick();
        int characters =
                driven.referrals.values().stream().mapToInt(one -> one.getText().length()).sum();
        assertTrue(characters <= Referrals.MOST_CHARACTERS, "characters " + characters);
        assertEquals(6, driven.referrals.size());
    }

    @Test
    void aCheckpointIsOrderedBySupervisorsOnceAMinute() {
        driven.rejected(EXECUTIVE, CHECKPOINT, Reason.NOT_ALLOWED);
        assertEquals(0, driven.model.checkpointOrderedAt());

        driven.accepted(SUE, CHECKPOINT);
        long first = driven.op();
        driven.passWithoutTick(59.5);
        Rejected tooSoon = driven.rejected(TOM, CHECKPOINT, Reason.TOO_SOON);
        assertEquals("op " + first + " has ordered one; another in 1 s", tooSoon.getText());
        assertEquals(first, driven.model.checkpointOrderedAt());

        driven.passWithoutTick(0.5);
        driven.accepted(TOM, CHECKPOINT);
        assertEquals(driven.op(), driven.model.checkpointOrderedAt());
        driven.tick();
        assertEquals(3, driven.audit.size());
    }

    @Test
    void aCheckpointKnowsWhichOpOrderedIt() {
        driven.accepted(SUE, CHECKPOINT);
        AirspaceModel restored = new AirspaceModel(TestRegion.bytes(), ModelClock.utc());

        restored.restore(driven.model.captureState().encode());

        assertEquals(driven.op(), restored.checkpointOrderedAt());
        driven.continuedBy(restored).rejected(SUE, CHECKPOINT, Reason.TOO_SOON);
    }
}
