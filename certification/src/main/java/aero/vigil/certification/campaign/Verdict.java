package aero.vigil.certification.campaign;

/** What came of a scenario. */
public enum Verdict {
    /** It ran, its fault took effect, and everything held. */
    PASS,
    /** It ran, its fault took effect, and something did not hold. */
    FAIL,
    /** Nothing can be said: it could not be run here, or its fault had no effect. */
    NOT_RUN;

    /** As people read it. */
    public String words() {
        return name().replace('_', ' ');
    }
}
