package aero.vigil.certification.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.mutant.PlantedBug;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.Timing;
import aero.vigil.certification.report.Environment;
import aero.vigil.certification.report.ReportJson;
import aero.vigil.certification.report.ReportPage;
import aero.vigil.certification.scenario.Catalogue;
import aero.vigil.certification.scenario.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The campaign's short form: faults on real processes, and bugs planted in the product that the
 * checkers must catch. How long the gaps are is not judged here.
 */
@Tag("slow")
class CampaignTest {

    @TempDir private Path directory;

    @Test
    void aKillOfThePrimaryBreaksNothingThatWasPromisedAndCommandsThatAreLostAreCaught()
            throws Exception {
        CampaignResult campaign = run(List.of("FO-01"), List.of(PlantedBug.LOST_COMMAND));

        requireWhole(campaign, 1);
        assertTrue(
                campaign.qualifications().get(0).findings().stream()
                        .anyMatch(f -> f.property().equals("an acknowledged command is present")),
                "" + campaign.qualifications());
    }

    @Test
    @Tag("long")
    void aFrozenAndARestartedPrimaryBreakNothingAndEachBugThatTakesNoLuckIsCaught()
            throws Exception {
        CampaignResult campaign =
                run(
                        List.of("FO-02", "FO-09"),
                        Stream.of(PlantedBug.values()).filter(bug -> bug.faults() == 1).toList());

        requireWhole(campaign, 2);
    }

    private static void requireWhole(CampaignResult campaign, int scenarios) {
        assertEquals(scenarios, campaign.results().size());
        for (Result result : campaign.results()) {
            assertEquals(List.of(), result.findings(), result.id());
            assertTrue(result.proofs().stream().allMatch(Proof::holds), "" + result.proofs());
            assertFalse(result.proofs().isEmpty(), result.id());
            assertTrue(result.acknowledged() > 50, "commands: " + result.acknowledged());
            assertTrue(result.frames() > 20, "frames: " + result.frames());
        }
        assertEquals(0, campaign.uncaught(), "" + campaign.qualifications());
    }

    private CampaignResult run(List<String> scenarios, List<PlantedBug> bugs) throws Exception {
        Plan plan =
                new Plan(
                        scenarios.stream().map(Catalogue::named).toList(),
                        bugs,
                        1,
                        1,
                        GroupPorts.free(Stage.REPLICAS).first(),
                        Timing.RELAXED,
                        directory.resolve("group"),
                        directory.resolve("report"));
        CampaignResult result = new Campaign(plan).run();
        Environment environment = Environment.now();
        String page = ReportPage.of(plan, result, environment);
        assertFalse(page.contains("certified"), "the report claims what it must not");
        for (String id :
                Stream.concat(scenarios.stream(), bugs.stream().map(Enum::name)).toList()) {
            assertTrue(page.contains(id), id + " is missing from the page");
        }
        assertEquals(
                scenarios.size(),
                ReportJson.of(plan, result, environment).path("scenarios").size());
        return result;
    }
}
