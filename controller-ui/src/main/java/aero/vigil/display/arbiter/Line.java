package aero.vigil.display.arbiter;

/** How much of the picture a display has its sources send, by what its line carries. */
public enum Line {

    /** Every frame, ten a second. */
    WHOLE,

    /** One a second, of everything. */
    SLOW,

    /** One a second, of the tracks in the display's own area. */
    REDUCED;

    /** The stream that is voted on. */
    public Pace pace() {
        return this == WHOLE ? Pace.FRAMES : Pace.SLOW;
    }

    Line thinner() {
        return this == WHOLE ? SLOW : REDUCED;
    }

    Line thicker() {
        return this == REDUCED ? SLOW : WHOLE;
    }
}
