package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page makes of what replicas tell and supervisors have said (docs/adr/0040). */
@ExtendWith(Chromium.class)
@Timeout(60)
class AlarmListBrowserTest {

    private static final String NOTHING_SAID = "[]";

    private final ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(1, 7));
    private final DisplayPage page = DisplayPage.open(group.addresses(), "/supervision");

    @AfterEach
    void leave() {
        page.close();
        group.close();
    }

    /** "KIND subject STATE since/seen" of each alarm, from top to bottom. */
    @SuppressWarnings("unchecked")
    private List<String> list(String replicas, String said, long time) {
        return (List<String>)
                page.page.evaluate(
                        "async () => (await import('/test/js/alarms-told.js')).list("
                                + replicas
                                + ","
                                + said
                                + ","
                                + time
                                + ")");
    }

    @Test
    void anAlarmIsOneWhoeverTellsItAndIsAcknowledgedUpToWhatWasSeen() {
        String silent = "{0: [['REPLICA_SILENT', 'R2', 100]], 1: [['REPLICA_SILENT', 'R2', 103]]}";

        assertEquals(List.of("REPLICA_SILENT R2 NEW 100/103"), list(silent, NOTHING_SAID, 200));
        assertEquals(
                List.of("REPLICA_SILENT R2 ACKNOWLEDGED 100/103"),
                list(silent, "[['REPLICA_SILENT', 'R2', 103, 0]]", 200));

        String again = "{0: [['REPLICA_SILENT', 'R2', 150]], 1: [['REPLICA_SILENT', 'R2', 152]]}";
        assertEquals(
                List.of("REPLICA_SILENT R2 NEW 150/152"),
                list(again, "[['REPLICA_SILENT', 'R2', 103, 0]]", 200));

        String oneWasStarted =
                "{0: [['REPLICA_SILENT', 'R2', 100]], 1: [['REPLICA_SILENT', 'R2', 170]]}";
        assertEquals(
                List.of("REPLICA_SILENT R2 ACKNOWLEDGED 100/170"),
                list(oneWasStarted, "[['REPLICA_SILENT', 'R2', 103, 0]]", 200));
    }

    @Test
    void whatHasEndedStaysUntilItIsAcknowledged() {
        String ended =
                "{0: [['REPLICA_SILENT', 'R2', 100, 120]],"
                        + " 1: [['REPLICA_SILENT', 'R2', 103, 121]]}";

        assertEquals(List.of("REPLICA_SILENT R2 ENDED 100/103"), list(ended, NOTHING_SAID, 200));
        assertEquals(List.of(), list(ended, "[['REPLICA_SILENT', 'R2', 103, 0]]", 200));
        assertEquals(
                List.of(),
                list(ended, "[['REPLICA_SILENT', 'R2', 100, 0]]", 200),
                "one occurrence, of which the second told when it had been acknowledged");

        String again =
                "{0: [['REPLICA_SILENT', 'R2', 100, 120]],"
                        + " 1: [['REPLICA_SILENT', 'R2', 130, 131]]}";
        assertEquals(
                List.of("REPLICA_SILENT R2 ENDED 130/130"),
                list(again, "[['REPLICA_SILENT', 'R2', 100, 0]]", 200));
    }

    @Test
    void whatOneSaysOfItselfCountsBeforeWhatOthersSayOfIt() {
        assertEquals(
                List.of("DIVERGED R2 NEW 100/101"),
                list(
                        "{0: [['DIVERGED', 'R2', 101, 101]], 2: [['DIVERGED', 'R2', 100]]}",
                        NOTHING_SAID,
                        200));
    }

    @Test
    void theDeadAreBelievedWhereNobodyElseKnowsAndItSaysHowOldThatIs() {
        assertEquals(
                List.of("DISK_LOW R1 NEW 100/100 old"),
                list("{0: [], '1!': [['DISK_LOW', 'R1', 100]]}", NOTHING_SAID, 200));
        assertEquals(
                List.of("REPLICA_SILENT R2 NEW 130/130"),
                list(
                        "{0: [['REPLICA_SILENT', 'R2', 130]],"
                                + " '1!': [['REPLICA_SILENT', 'R2', 90, 95]]}",
                        NOTHING_SAID,
                        200));
    }

    @Test
    void newOnesStandFirstUrgentOnesBeforeOthersAndTheShelvedLastUntilTheirEnd() {
        String alarms =
                "{0: [['CLOCK_OFF', 'R1', 100], ['DISK_LOW', 'R0', 101],"
                        + " ['QUORUM_LOST', 'R0', 99]]}";
        String shelved = "[['CLOCK_OFF', 'R1', 0, 300]]";

        assertEquals(
                List.of(
                        "QUORUM_LOST R0 NEW 99/99",
                        "DISK_LOW R0 NEW 101/101",
                        "CLOCK_OFF R1 SHELVED 100/100"),
                list(alarms, shelved, 200));
        assertEquals(
                List.of(
                        "QUORUM_LOST R0 NEW 99/99",
                        "DISK_LOW R0 NEW 101/101",
                        "CLOCK_OFF R1 NEW 100/100"),
                list(alarms, shelved, 301));
    }
}
