package aero.vigil.certification.campaign;

import aero.vigil.certification.mutant.PlantedBug;
import aero.vigil.certification.scenario.Catalogue;
import aero.vigil.certification.scenario.Scenario;
import aero.vigil.certification.scenario.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs what was chosen, one after another, and gives what came of it. */
public final class Campaign {

    /** Starting, settling, the control window, ending and judging, for any scenario. */
    private static final int OVERHEAD_SECONDS = 16;

    private final Plan plan;
    private final OpenStages stages = new OpenStages();
    private final Progress progress;

    public Campaign(Plan plan) {
        this.plan = plan;
        this.progress = new Progress(estimateSeconds());
    }

    private int estimateSeconds() {
        int seconds = 0;
        for (Scenario scenario : plan.scenarios()) {
            seconds += estimate(scenario, plan.runs());
        }
        for (PlantedBug bug : plan.bugs()) {
            seconds += estimate(Catalogue.named(bug.scenario()), bug.faults());
        }
        return seconds;
    }

    private static int estimate(Scenario scenario, int runs) {
        return scenario.isPlaceholder() ? 0 : OVERHEAD_SECONDS + scenario.seconds() * runs;
    }

    /** Runs everything; after {@link #stop} what is left is not run. */
    public CampaignResult run() throws Exception {
        List<Result> results = new ArrayList<>();
        List<Qualification> qualifications = new ArrayList<>();
        for (Scenario scenario : plan.scenarios()) {
            if (stages.isStopped()) {
                break;
            }
            progress.begin(scenario.id() + " " + scenario.title());
            Result result = run(scenario);
            results.add(result);
            progress.end(
                    estimate(scenario, plan.runs()),
                    result.verdict().words()
                            + (result.reason().isEmpty() ? "" : ": " + result.reason()));
        }
        for (PlantedBug bug : plan.bugs()) {
            if (stages.isStopped()) {
                break;
            }
            progress.begin("planted bug: " + bug.words() + " (" + bug.scenario() + ")");
            Qualification qualification = qualify(bug);
            if (stages.isStopped()) {
                break;
            }
            qualifications.add(qualification);
            progress.end(
                    estimate(Catalogue.named(bug.scenario()), bug.faults()),
                    qualification.caught()
                            ? "caught: " + qualification.findings().get(0)
                            : "NOT CAUGHT " + qualification.trouble());
        }
        return new CampaignResult(results, qualifications, stages.isStopped());
    }

    /** Ends what runs; may be called from any thread. */
    public void stop() {
        stages.stop();
    }

    private Result run(Scenario scenario) throws Exception {
        return new ScenarioRun(
                        scenario,
                        plan.runs(),
                        plan.work(),
                        plan.histories().resolve(scenario.id()),
                        setting(),
                        stages)
                .run();
    }

    private Setting setting() {
        return Setting.plain(plan.port(), plan.timing(), plan.seed());
    }

    private Qualification qualify(PlantedBug bug) throws Exception {
        Scenario scenario = Catalogue.named(bug.scenario());
        Path history = plan.histories().resolve("planted-" + bug.name());
        Result result =
                new ScenarioRun(
                                scenario,
                                bug.faults(),
                                plan.work(),
                                history,
                                setting().withBug(bug.name()),
                                stages)
                        .run();
        return new Qualification(
                bug,
                !result.findings().isEmpty(),
                result.findings(),
                result.runs(),
                result.findings().isEmpty() ? result.reason() : "",
                result.seed());
    }
}
