package aero.vigil.airspace.picture;

import aero.vigil.airspace.command.CountByReason;
import java.util.List;

/**
 * The model in numbers.
 *
 * @param plotsPerSecond distinct, the mean of the last 5 s
 * @param rejects of plots and commands, sorted by reason
 */
public record TotalsView(
        int tracks,
        int coasting,
        int correlated,
        int flights,
        int plotsPerSecond,
        long plots,
        long duplicates,
        List<CountByReason> rejects,
        int quarantined) {

    public TotalsView {
        rejects = List.copyOf(rejects);
    }
}
