package aero.vigil.certification.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.certification.history.Answer;
import aero.vigil.certification.history.History;
import aero.vigil.certification.history.Invocation;
import aero.vigil.certification.history.StreamFrame;
import aero.vigil.certification.history.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each checker on a history with one thing wrong in it, and on one with nothing wrong. */
class CheckersTest {

    private final HandMadeHistory made = new HandMadeHistory();

    @Test
    void aRightHistoryIsFoundRight() {
        assertEquals(List.of(), Checkers.check(made.build()));
    }

    @Test
    void anUnknownOutcomeMayBePresentOrAbsent() {
        unknown(0, 20);
        unknown(1, 20);
        made.effects.removeIf(effect -> effect.session() == 1 && effect.value() == 20);

        assertEquals(List.of(), Checkers.check(made.build()));
    }

    private void unknown(int session, int number) {
        made.invocations.set(
                session * HandMadeHistory.COMMANDS + number - 1,
                HandMadeHistory.command(session, number, Answer.UNKNOWN));
    }

    @Test
    void aLostCommandIsFound() {
        made.effects.removeIf(effect -> effect.session() == 1 && effect.value() == 7);

        only("an acknowledged command is present", "command 7 of session 1", made.build());
    }

    @Test
    void theLastCommandLostIsFoundToo() {
        made.effects.removeIf(effect -> effect.session() == 0 && effect.value() == 20);

        only("an acknowledged command is present", "command 20 of session 0", made.build());
    }

    @Test
    void anEffectThatIsThereTwiceIsFound() {
        Effect again = HandMadeHistory.effect(0, 7);
        made.effects.add(new Effect(0, 7, again.modelMicros() + 50_000, 0, 0));

        only("commands of a session take effect in their order, once", "command 7", made.build());
    }

    @Test
    void aSecondExecutionThatTheModelRefusedIsFoundInItsCount() {
        made.refusals = 1;

        only("the model carried out each command once", "counts 1 refused", made.build());
    }

    @Test
    void commandsOfASessionInAnotherOrderAreFound() {
        long seventh = HandMadeHistory.effect(0, 7).modelMicros();
        made.effects.removeIf(effect -> effect.session() == 0 && effect.value() == 6);
        made.effects.add(new Effect(0, 6, seventh + 10_000, 0, 0));

        found("commands of a session take effect in their order, once", made.build());
    }

    @Test
    void twoSessionsAgainstRealTimeAreFound() {
        // Session 0's command 5 is answered at 505 ms; session 1 gives its fifth at 510 ms.
        made.effects.removeIf(effect -> effect.session() == 1 && effect.value() == 5);
        made.effects.add(new Effect(1, 5, 501_500, 0, 0));

        only(
                "commands take effect in real-time order",
                "command 5 of session 1 was given after command 5 of session 0",
                made.build());
    }

    @Test
    void aRefusedCommandThatTookEffectIsFound() {
        made.invocations.set(6, HandMadeHistory.command(0, 7, Answer.REJECTED));
        made.refusals = 1;

        found("a refused command has no effect", made.build());
    }

    @Test
    void anEffectBeforeItsCommandIsFound() {
        Invocation right = made.invocations.get(6);
        made.invocations.set(
                6,
                new Invocation(
                        0,
                        7,
                        right.invokedNanos() + 500_000_000,
                        right.returnedNanos() + 500_000_000,
                        Answer.ACCEPTED,
                        ""));

        found("no effect before its command", made.build());
    }

    @Test
    void anEffectThatNobodyAskedForIsFound() {
        made.effects.add(new Effect(0, 21, 2_102_000, 0, 0));

        only("no effect without a command", "gave 20 commands", made.build());
    }

    @Test
    void aFrameWhoseChangesAreLostIsFoundThoughItsNumberIsThere() {
        History whole = made.build();
        StreamFrame lost = whole.frames().get(3 * 9);
        made.frames.replaceAll(
                frame ->
                        frame.number() == lost.number()
                                ? HandMadeHistory.streamed(
                                        frame.replica(),
                                        (int) frame.number(),
                                        frame.body().toBuilder().clearFlights().build())
                                : frame);

        found("an effect shows in the frame it belongs to", made.history());
    }

    @Test
    void aReplicaThatSaysSomethingElseIsFound() {
        History whole = made.build();
        StreamFrame right = whole.frames().get(3 * 9 + 1);
        made.frames.set(
                3 * 9 + 1,
                new StreamFrame(
                        1,
                        1,
                        right.atNanos(),
                        right.number(),
                        right.previous(),
                        "another",
                        true,
                        "",
                        right.body()));

        only("replicas say the same", "frame 10 of replica 1", made.history());
    }

    @Test
    void aDigestOfOtherBytesIsFound() {
        StreamFrame right = made.build().frames().get(40);
        made.frames.set(
                40,
                new StreamFrame(
                        right.replica(),
                        1,
                        right.atNanos(),
                        right.number(),
                        right.previous(),
                        right.digest(),
                        false,
                        "",
                        right.body()));

        found("a digest is that of its bytes", made.history());
    }

    @Test
    void aChainThatIsBrokenEverywhereIsFound() {
        made.build();
        made.frames.replaceAll(
                frame ->
                        frame.number() != 12
                                ? frame
                                : new StreamFrame(
                                        frame.replica(),
                                        1,
                                        frame.atNanos(),
                                        12,
                                        "elsewhere",
                                        frame.digest(),
                                        true,
                                        "",
                                        frame.body()));

        only("digests are chained", "frame 12 does not continue 11", made.history());
    }

    @Test
    void aFrameThatNoReplicaStreamsIsFound() {
        made.build();
        made.frames.removeIf(frame -> frame.number() == 15);
        made.shown.removeIf(picture -> picture.number() == 15);

        History history = made.history();
        found("frames are consecutive", history);
        found("no frame is missing from all streams", history);
        found("no frame is missing at the display", history);
    }

    @Test
    void aDisplayThatShowsTwiceOrBackwardsIsFound() {
        made.shown.add(15, HandMadeHistory.picture(15));
        made.shown.add(20, HandMadeHistory.picture(12));

        History history = made.build();
        found("no frame is shown twice", history);
        found("no frame is shown after a later one", history);
    }

    @Test
    void aFrameConfirmedByNobodyIsFound() {
        made.build();
        made.frames.removeIf(frame -> frame.number() == 15 && frame.replica() > 0);
        made.frames.removeIf(frame -> frame.number() > 15 && frame.replica() > 0);

        only("what is shown was said by replicas", "frame 15", made.history());
    }

    @Test
    void aSuspicionOfTheDisplayIsFound() {
        made.suspicions.add("replica 2 at frame 7: contradicts");

        only("no replica contradicts the majority", "replica 2", made.build());
    }

    @Test
    void oneStreamAloneProvesNothing() {
        made.build();
        made.frames.removeIf(frame -> frame.replica() > 0);

        found("at least two streams were heard", made.history());
    }

    @Test
    void gapsAreThoseOfTheirWindow() {
        History history = made.build();
        Window window = new Window("a fault", 1_000_000_000L, 1_450_000_000L);

        // Answers at 1005, 1015, 1105, 1115, ...; the window ends 35 ms after the last of them.
        assertEquals(90, Gaps.writeMillis(history, window), 0.001);
        // Frames at 1020, 1120, 1220, ...
        assertEquals(100, Gaps.displayMillis(history, window), 0.001);
        assertEquals(20, Gaps.ageMillis(history, window), 0.001);
    }

    @Test
    void aGapStillOpenAtTheEndOfItsWindowCounts() {
        History history = made.build();

        assertEquals(
                2_000 - 20 + 5.0,
                Gaps.writeMillis(history, new Window("the end", 1_000_000L, 3_999_000_000L)) + 5,
                30);
    }

    private static void only(String property, String evidence, History history) {
        List<Finding> findings = Checkers.check(history);
        assertTrue(
                findings.stream()
                        .anyMatch(
                                finding ->
                                        finding.property().equals(property)
                                                && finding.evidence().contains(evidence)),
                "wanted '" + property + ": " + evidence + "', found " + findings);
        assertEquals(
                List.of(property),
                findings.stream().map(Finding::property).distinct().toList(),
                "found " + findings);
    }

    private static void found(String property, History history) {
        List<Finding> findings = Checkers.check(history);
        assertTrue(
                findings.stream().anyMatch(finding -> finding.property().equals(property)),
                "wanted '" + property + "', found " + findings);
    }
}
