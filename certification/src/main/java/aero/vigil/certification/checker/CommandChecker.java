package aero.vigil.certification.checker;

import aero.vigil.certification.history.Answer;
import aero.vigil.certification.history.History;
import aero.vigil.certification.history.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commands: each acknowledged one is present exactly once, those of a session in their order, all
 * in real-time order; what was refused has no effect; nothing took effect that nobody asked.
 *
 * <p>Real-time order: if one command was answered before another was submitted, it took effect
 * before it (Herlihy &amp; Wing 1990, linearizability of a single totally ordered object, whose
 * order is given here by the model time of the effects). Checked in O(n log n).
 */
final class CommandChecker {

    private static final String ORDER = "commands of a session take effect in their order, once";
    private static final int HEADINGS = 360;

    private final History history;
    private final Findings findings = new Findings();
    private final ShownEffects effects;

    /** When each command took effect, by session, then number. */
    private final Map<Integer, TreeMap<Long, Effect>> present = new TreeMap<>();

    private CommandChecker(History history) {
        this.history = history;
        this.effects = new ShownEffects(history, findings);
    }

    static List<Finding> check(History history) {
        CommandChecker checker = new CommandChecker(history);
        history.flights().keySet().forEach(checker::recognise);
        checker.promisesAreKept();
        checker.refusalsAreThoseTold();
        checker.realTimeOrder();
        return checker.findings.all();
    }

    /** The heading that command n assigns. */
    static int heading(long number) {
        return (int) ((number - 1) % HEADINGS) + 1;
    }

    /**
     * Finds out which command each effect is of. Numbers grow by one; a heading ahead of the one
     * expected, by less than half the circle, says that commands between have no effect; one behind
     * it is a repetition or out of order.
     */
    private void recognise(int session) {
        TreeMap<Long, Effect> recognised = new TreeMap<>();
        present.put(session, recognised);
        long last = 0;
        for (Effect effect : effects.of(session)) {
            int ahead = Math.floorMod(effect.value() - heading(last + 1), HEADINGS);
            if (ahead < HEADINGS / 2) {
                last += 1 + ahead;
                recognised.put(last, effect);
            } else {
                findings.add(
                        ORDER,
                        "session "
                                + session
                                + ": heading "
                                + effect.value()
                                + " (command "
                                + (last + 1 + ahead - HEADINGS)
                                + ") takes effect after command "
                                + last
                                + ", shown in frame "
                                + effect.frame());
            }
        }
    }

    private void promisesAreKept() {
        Map<Integer, Long> invoked = new TreeMap<>();
        for (Invocation invocation : history.invocations()) {
            invoked.merge(invocation.session(), invocation.number(), Math::max);
            Effect effect = effectOf(invocation);
            if (effect == null && invocation.isAcknowledged()) {
                findings.add(
                        "an acknowledged command is present",
                        invocation + " was acknowledged and shows in no frame");
            }
            if (effect != null && invocation.answer() == Answer.REJECTED) {
                findings.add(
                        "a refused command has no effect",
                        invocation
                                + " was refused ("
                                + invocation.text()
                                + ") and shows in frame "
                                + effect.frame());
            }
            if (effect != null && effect.shownNanos() < invocation.invokedNanos()) {
                findings.add(
                        "no effect before its command",
                        invocation + " shows in frame " + effect.frame() + " before it was given");
            }
        }
        present.forEach(
                (session, recognised) -> {
                    long greatest = invoked.getOrDefault(session, 0L);
                    if (!recognised.isEmpty() && recognised.lastKey() > greatest) {
                        findings.add(
                                "no effect without a command",
                                "session "
                                        + session
                                        + " gave "
                                        + greatest
                                        + " commands; the effect of number "
                                        + recognised.lastKey()
                                        + " is seen");
                    }
                });
    }

    private @org.jspecify.annotations.Nullable Effect effectOf(Invocation invocation) {
        TreeMap<Long, Effect> recognised = present.get(invocation.session());
        return recognised == null ? null : recognised.get(invocation.number());
    }

    /** A command executed twice is refused the second time: the picture counts it. */
    private void refusalsAreThoseTold() {
        long told = 0;
        long unknown = 0;
        for (Invocation invocation : history.invocations()) {
            told += invocation.answer() == Answer.REJECTED ? 1 : 0;
            unknown += invocation.answer() == Answer.UNKNOWN ? 1 : 0;
        }
        long seen = effects.refusals();
        if (seen < told || seen > told + unknown) {
            findings.add(
                    "the model carried out each command once",
                    "the picture counts "
                            + seen
                            + " refused commands; clients were told of "
                            + told
                            + ", and "
                            + unknown
                            + " outcomes are unknown");
        }
        for (Invocation invocation : history.invocations()) {
            if (invocation.answer() == Answer.REJECTED) {
                findings.add(
                        "a right command is not refused",
                        invocation + " was refused: " + invocation.text());
            }
        }
    }

    private record Timed(Invocation invocation, Effect effect) {}

    private void realTimeOrder() {
        List<Timed> byInvocation = new ArrayList<>();
        for (Invocation invocation : history.invocations()) {
            Effect effect = effectOf(invocation);
            if (effect != null) {
                byInvocation.add(new Timed(invocation, effect));
            }
        }
        List<Timed> byReturn = new ArrayList<>(byInvocation);
        byInvocation.sort(
                (a, b) ->
                        Long.compare(a.invocation().invokedNanos(), b.invocation().invokedNanos()));
        byReturn.sort(
                (a, b) ->
                        Long.compare(
                                a.invocation().returnedNanos(), b.invocation().returnedNanos()));
        int returned = 0;
        Timed latest = null;
        for (Timed command : byInvocation) {
            while (returned < byReturn.size()
                    && byReturn.get(returned).invocation().returnedNanos()
                            < command.invocation().invokedNanos()) {
                Timed before = byReturn.get(returned++);
                if (latest == null
                        || before.effect().modelMicros() > latest.effect().modelMicros()) {
                    latest = before;
                }
            }
            if (latest != null && latest.effect().modelMicros() >= command.effect().modelMicros()) {
                findings.add(
                        "commands take effect in real-time order",
                        command.invocation()
                                + " was given after "
                                + latest.invocation()
                                + " had been acknowledged, and took effect before it");
            }
        }
    }
}
