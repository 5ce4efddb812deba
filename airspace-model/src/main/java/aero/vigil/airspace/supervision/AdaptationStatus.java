package aero.vigil.airspace.supervision;

/**
 * Which adaptation is in force, and which is being loaded.
 *
 * @param staged that of no bytes: none
 */
public record AdaptationStatus(AdaptationInForce inForce, Staging.Staged staged) {

    /** Whether there is anything to tell: else op 1's is in force and no other ever was. */
    public boolean isNews() {
        return inForce.isLoaded() || staged.totalBytes() != 0;
    }

    /** The picture's revision at its latest change. */
    public long revision() {
        return Math.max(inForce.revision(), staged.revision());
    }
}
