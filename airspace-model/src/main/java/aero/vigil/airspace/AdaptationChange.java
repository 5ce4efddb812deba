package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.AdaptationChecker;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.airspace.command.AdaptationOrder.ActivateAdaptation;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.supervision.AdaptationInForce;
import aero.vigil.airspace.supervision.Author;
import aero.vigil.airspace.supervision.Staging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the adaptation that is staged in the place of the one in force: whole, or not at all.
 *
 * <p>The state goes on in a new one that is made for the other adaptation and reads what the old
 * one's checkpoint would hold, by names where the old one says indexes. The old state is never
 * touched: what fails has done nothing (adr 0042).
 */
final class AdaptationChange {

    /** Of many faults so many are told. */
    private static final int TOLD = 4;

    private final AirspaceState state;
    private final Author author;

    /**
     * @param state as it is; not changed
     * @param author who orders it
     */
    AdaptationChange(AirspaceState state, Author author) {
        this.state = state;
        this.author = author;
    }

    /**
     * What came of it.
     *
     * @param next the state under the other adaptation; null: refused
     */
    record Outcome(Result result, @Nullable AirspaceState next) {

        private static Outcome refused(Reason reason, String text) {
            return new Outcome(Result.rejected(reason, text), null);
        }
    }

    Outcome carryOut(ActivateAdaptation order) {
        AdaptationInForce now = state.supervision.inForce();
        if (order.version() != now.version() + 1) {
            return Outcome.refused(
                    Reason.ADAPTATION_VERSION,
                    "version "
                            + now.version()
                            + " is in force: the next is "
                            + (now.version() + 1)
                            + ", not "
                            + order.version());
        }
        Staging.Staged staged = state.supervision.staging().staged();
        if (!staged.sha256().equals(order.sha256())) {
            return Outcome.refused(
                    Reason.ADAPTATION_INCOMPLETE,
                    "no piece of the adaptation of this hash is here: send all of them first");
        }
        if (!staged.missing().isEmpty()) {
            return Outcome.refused(
                    Reason.ADAPTATION_INCOMPLETE,
                    "of "
                            + staged.pieces().size()
                            + " pieces these are missing (the first is 0): "
                            + staged.missing());
        }
        Payload bytes = staged.whole();
        if (!AirspaceModel.sha256(bytes).equals(order.sha256())) {
            return Outcome.refused(
                    Reason.ADAPTATION_DAMAGED,
                    "the pieces together have another hash: send them again");
        }
        return judged(order, bytes);
    }

    private Outcome judged(ActivateAdaptation order, Payload bytes) {
        Adaptation next;
        try {
            next = AdaptationDecoder.decode(bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            return Outcome.refused(
                    Reason.ADAPTATION_INVALID, "what was sent is no adaptation: check the file");
        }
        List<String> faults = AdaptationChecker.faults(next);
        if (!faults.isEmpty()) {
            return Outcome.refused(Reason.ADAPTATION_INVALID, told(faults));
        }
        Adaptation now = state.region.adaptation();
        if (!now.name().equals(next.name())) {
            return Outcome.refused(
                    Reason.ADAPTATION_ELSEWHERE,
                    "it is of '"
                            + shortened(next.name())
                            + "', and this is '"
                            + shortened(now.name())
                            + "'");
        }
        if (now.latitude() != next.latitude() || now.longitude() != next.longitude()) {
            return Outcome.refused(
                    Reason.ADAPTATION_ELSEWHERE,
                    "its system reference point is another: all tracks would have to be laid"
                            + " anew; begin a new group with it");
        }
        List<String> vanishing = AdaptationUse.vanishing(state, next);
        if (!vanishing.isEmpty()) {
            return Outcome.refused(
                    Reason.ADAPTATION_IN_USE,
                    "it does not have what is in use: " + told(vanishing));
        }
        AdaptationInForce inForce =
                new AdaptationInForce(
                        order.version(), next.name(), order.sha256(), bytes, author, 0);
        return new Outcome(Result.accepted(), AirspaceState.carried(state, inForce, next));
    }

    private static String told(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(TOLD, all.size())));
        return all.size() <= TOLD ? first : first + "; and " + (all.size() - TOLD) + " more";
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 57) + "...";
    }
}
