package aero.vigil.airspace.surveillance;

import org.jspecify.annotations.Nullable;

/**
 * What became of one plot.
 *
 * @param kind what happened
 * @param trackNumber the track it updated, 0 when none did
 * @param reason present when the kind is {@link Kind#REJECTED}
 */
public record PlotOutcome(Kind kind, int trackNumber, @Nullable PlotReject reason) {

    /** The four ends of a plot. */
    public enum Kind {
        /** Updated one track at once. */
        APPLIED,
        /** Waits for its scan sector to close. */
        DEFERRED,
        /** Another line's copy came before. */
        DUPLICATE,
        /** Counted by its reason, and gone. */
        REJECTED
    }

    static final PlotOutcome DEFERRED = new PlotOutcome(Kind.DEFERRED, 0, null);
    static final PlotOutcome DUPLICATE = new PlotOutcome(Kind.DUPLICATE, 0, null);

    static PlotOutcome applied(int trackNumber) {
        return new PlotOutcome(Kind.APPLIED, trackNumber, null);
    }

    static PlotOutcome rejected(PlotReject reason) {
        return new PlotOutcome(Kind.REJECTED, 0, reason);
    }
}
