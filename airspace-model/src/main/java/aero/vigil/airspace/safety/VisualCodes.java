package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.Mode3A;
import java.util.List;

/** The Mode 3/A codes of visual flights, which keep apart by eye (adaptation). */
public final class VisualCodes {

    private final boolean[] isVisual = new boolean[Mode3A.CODES];

    /**
     * @param octal codes of four octal digits
     */
    public VisualCodes(List<String> octal) {
        for (String code : octal) {
            isVisual[Integer.parseInt(code, 8)] = true;
        }
    }

    /** Whether a code is one of them; no code is none. */
    boolean include(int mode3A) {
        return mode3A >= 0 && mode3A < Mode3A.CODES && isVisual[mode3A];
    }
}
