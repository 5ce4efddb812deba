package aero.vigil.certification.campaign;

import aero.vigil.certification.checker.Finding;
import aero.vigil.certification.fault.Proof;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of one scenario.
 *
 * @param id of the scenario
 * @param title of the scenario
 * @param verdict PASS, FAIL or NOT RUN
 * @param reason of a verdict that is not PASS; empty otherwise
 * @param runs how often the fault was made
 * @param measures with their limits
 * @param proofs that the fault took effect, one or more for each run
 * @param findings of the checkers
 * @param notes for the reader
 * @param acknowledged commands in the whole history
 * @param frames that the display showed
 * @param seed of what is random
 * @param history where it is kept
 * @param seconds that it took
 */
public record Result(
        String id,
        String title,
        Verdict verdict,
        String reason,
        int runs,
        List<Measured> measures,
        List<Proof> proofs,
        List<Finding> findings,
        List<String> notes,
        long acknowledged,
        long frames,
        long seed,
        Path history,
        double seconds) {

    public Result {
        measures = List.copyOf(measures);
        proofs = List.copyOf(proofs);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** FO, NP, ST, ... */
    public String family() {
        return id.substring(0, 2);
    }
}
