package aero.vigil.certification.campaign;

import aero.vigil.certification.checker.Finding;
import aero.vigil.certification.mutant.PlantedBug;
import java.util.List;

/**
 * One planted bug and what the checkers made of it.
 *
 * @param bug that was planted
 * @param caught whether the checkers found something, in the history alone
 * @param findings what they found
 * @param runs how often the fault of its scenario was made until then
 * @param trouble why it could not be tried; empty: it was
 * @param seed of what is random
 */
public record Qualification(
        PlantedBug bug,
        boolean caught,
        List<Finding> findings,
        int runs,
        String trouble,
        long seed) {

    public Qualification {
        findings = List.copyOf(findings);
    }
}
