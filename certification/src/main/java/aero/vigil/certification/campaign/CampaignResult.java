package aero.vigil.certification.campaign;

import java.util.List;

/**
 * All that came of a campaign.
 *
 * @param results of scenarios
 * @param qualifications of the checkers, by planted bugs
 * @param stopped whether it was ended before its time
 */
public record CampaignResult(
        List<Result> results, List<Qualification> qualifications, boolean stopped) {

    public CampaignResult {
        results = List.copyOf(results);
        qualifications = List.copyOf(qualifications);
    }

    /** How many scenarios came out so. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** Planted bugs that the checkers did not catch. */
    public long uncaught() {
        return qualifications.stream().filter(qualification -> !qualification.caught()).count();
    }

    /** Whether nothing failed, every planted bug was caught, and something was run. */
    public boolean isGood() {
        boolean shown = count(Verdict.PASS) > 0 || (results.isEmpty() && !qualifications.isEmpty());
        return count(Verdict.FAIL) == 0 && uncaught() == 0 && shown && !stopped;
    }
}
