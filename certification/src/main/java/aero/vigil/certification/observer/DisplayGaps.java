package aero.vigil.certification.observer;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;

/** The longest time between two frames that a display showed, the one still open included. */
public final class DisplayGaps implements DisplayListener {

    private long last = System.nanoTime();
    private long longest;

    @Override
    public synchronized void shown(ShownFrame frame, Picture picture) {
        longest = Math.max(longest, frame.shownNanos() - last);
        last = frame.shownNanos();
    }

    /** Starts the longest anew. */
    public synchronized void forget() {
        longest = 0;
    }

    /** The longest so far, milliseconds. */
    public synchronized double longestMillis() {
        return Math.max(longest, System.nanoTime() - last) / 1e6;
    }
}
