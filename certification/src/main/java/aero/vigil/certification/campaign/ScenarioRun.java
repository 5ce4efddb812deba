package aero.vigil.certification.campaign;

import aero.vigil.certification.checker.Checkers;
import aero.vigil.certification.checker.Finding;
import aero.vigil.certification.checker.Gaps;
import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.history.History;
import aero.vigil.certification.history.HistoryReader;
import aero.vigil.certification.history.Window;
import aero.vigil.certification.process.Timing;
import aero.vigil.certification.scenario.Limit;
import aero.vigil.certification.scenario.NotRunException;
import aero.vigil.certification.scenario.Scenario;
import aero.vigil.certification.scenario.Setting;
import aero.vigil.certification.scenario.Stage;
import aero.vigil.certification.scenario.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario on a group of its own: first a window in which nothing is done (the control),
 * then the fault, as often as asked; then reads the history back and judges it.
 */
final class ScenarioRun {

    private static final long SETTLE_MILLIS = 1_000;
    private static final long CONTROL_MILLIS = 3_000;

    /** Relaxed timing waits five times as long for a silent replica. */
    private static final double RELAXED = 5;

    private final Scenario scenario;
    private final int runs;
    private final Path workDirectory;
    private final Path historyDirectory;
    private final Setting setting;
    private final OpenStages stages;
    private final Trial trial = new Trial();
    private String obstacle = "";
    private int played;

    ScenarioRun(
            Scenario scenario,
            int runs,
            Path workDirectory,
            Path historyDirectory,
            Setting setting,
            OpenStages stages) {
        this.scenario = scenario;
        this.runs = runs;
        this.workDirectory = workDirectory;
        this.historyDirectory = historyDirectory;
        this.setting = setting;
        this.stages = stages;
    }

    Result run() throws Exception {
        long from = System.nanoTime();
        try {
            play();
        } catch (NotRunException impossible) {
            obstacle = String.valueOf(impossible.getMessage());
        } catch (IllegalStateException failed) {
            // A process that does not come up, an answer that does not come: the group's failure.
            trial.failure(String.valueOf(failed.getMessage()));
        } catch (IOException trouble) {
            obstacle = "it cannot be set up here: " + trouble.getMessage();
        } catch (Exception trouble) {
            if (!stages.isStopped()) {
                throw trouble;
            }
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        if (stages.isStopped()) {
            obstacle = "stopped before its end";
            return notRun(seconds);
        }
        return played == 0 && trial.failures().isEmpty() ? notRun(seconds) : judged(seconds);
    }

    private void play() throws Exception {
        obstacle = scenario.obstacle().get();
        if (!obstacle.isEmpty()) {
            return;
        }
        try (Stage stage =
                Stage.empty(workDirectory, historyDirectory, scenario.setting().apply(setting))) {
            stages.opened(stage);
            stage.open();
            try {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                stage.window(Window.CONTROL, CONTROL_MILLIS, () -> {});
                for (int run = 0; run < runs && !stages.isStopped(); run++) {
                    scenario.script().play(stage, trial);
                    played++;
                }
            } finally {
                if (!stages.isStopped()) {
                    stage.finish();
                }
                stages.closed(stage);
            }
        }
    }

    private Result notRun(double seconds) {
        return new Result(
                scenario.id(),
                scenario.title(),
                Verdict.NOT_RUN,
                obstacle,
                0,
                List.of(),
                trial.proofs(),
                List.of(),
                trial.notes(),
                0,
                0,
                setting.seed(),
                historyDirectory,
                seconds);
    }

    private Result judged(double seconds) throws Exception {
        History history = HistoryReader.read(historyDirectory);
        List<Finding> findings = Checkers.check(history);
        List<Measured> measures = measures(history);
        String reason = reason(findings, measures);
        boolean ineffective =
                trial.proofs().isEmpty() || !trial.proofs().stream().allMatch(Proof::holds);
        Verdict verdict =
                !reason.isEmpty()
                        ? Verdict.FAIL
                        : ineffective || !obstacle.isEmpty() ? Verdict.NOT_RUN : Verdict.PASS;
        if (verdict == Verdict.NOT_RUN) {
            reason = obstacle.isEmpty() ? "no proof that the fault took effect" : obstacle;
        }
        return new Result(
                scenario.id(),
                scenario.title(),
                verdict,
                reason,
                played,
                measures,
                trial.proofs(),
                findings,
                trial.notes(),
                history.acknowledged(),
                history.shown().size(),
                setting.seed(),
                historyDirectory,
                seconds);
    }

    private String reason(List<Finding> findings, List<Measured> measures) {
        List<String> reasons = new ArrayList<>(trial.failures());
        if (!findings.isEmpty()) {
            reasons.add(findings.get(0).toString());
        }
        for (Measured measured : measures) {
            if (!measured.holds()) {
                reasons.add(
                        measured.name()
                                + " of "
                                + Math.round(measured.max())
                                + " ms is over its limit");
            }
        }
        return String.join("; ", reasons);
    }

    private List<Measured> measures(History history) {
        Limit limit = scenario.limit();
        List<Measured> measures = new ArrayList<>();
        measures.add(
                measured(
                        "write gap",
                        history,
                        window -> Gaps.writeMillis(history, window),
                        limit.writeMillis(),
                        limit.writeP99Millis()));
        measures.add(
                measured(
                        "display gap",
                        history,
                        window -> Gaps.displayMillis(history, window),
                        limit.displayMillis(),
                        limit.displayP99Millis()));
        measures.add(
                measured(
                        "age of a frame shown",
                        history,
                        window -> Gaps.ageMillis(history, window),
                        null,
                        null));
        for (Map.Entry<String, List<Double>> own : trial.measures().entrySet()) {
            boolean resumed = own.getKey().equals("resumed");
            measures.add(
                    new Measured(
                            own.getKey(),
                            own.getValue(),
                            List.of(),
                            resumed ? scaled(limit.resumeMillis()) : null,
                            null));
        }
        return measures;
    }

    private Measured measured(
            String name,
            History history,
            ToDoubleFunction<Window> gap,
            @Nullable Double limit,
            @Nullable Double limitP99) {
        return new Measured(
                name,
                history.windows(false).stream().map(gap::applyAsDouble).toList(),
                history.windows(true).stream().map(gap::applyAsDouble).toList(),
                scaled(limit),
                scaled(limitP99));
    }

    private @Nullable Double scaled(@Nullable Double limit) {
        if (limit == null) {
            return null;
        }
        return setting.timing() == Timing.STRICT ? limit : limit * RELAXED;
    }
}
