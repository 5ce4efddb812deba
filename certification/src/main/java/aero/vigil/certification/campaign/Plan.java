package aero.vigil.certification.campaign;

import aero.vigil.certification.mutant.PlantedBug;
import aero.vigil.certification.process.Timing;
import aero.vigil.certification.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be run, and how.
 *
 * @param scenarios in this order
 * @param bugs to qualify the checkers by
 * @param runs of each fault
 * @param seed of what is random
 * @param port the first of the group's
 * @param timing of the replicas
 * @param work where groups live while they run
 * @param report where histories and the report go
 */
public record Plan(
        List<Scenario> scenarios,
        List<PlantedBug> bugs,
        int runs,
        long seed,
        int port,
        Timing timing,
        Path work,
        Path report) {

    public Plan {
        scenarios = List.copyOf(scenarios);
        bugs = List.copyOf(bugs);
    }

    /** Where the raw histories are kept. */
    public Path histories() {
        return report.resolve("histories");
    }
}
