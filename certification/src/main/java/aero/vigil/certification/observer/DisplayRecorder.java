package aero.vigil.certification.observer;

import aero.vigil.certification.history.HistoryWriter;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes down what a voting display shows. */
public final class DisplayRecorder implements DisplayListener {

    private final HistoryWriter history;
    private volatile long lastFrame;

    public DisplayRecorder(HistoryWriter history) {
        this.history = history;
    }

    @Override
    public void shown(ShownFrame frame, Picture picture) {
        history.shown(frame, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        lastFrame = frame.number();
    }

    @Override
    public void suspected(String source, long frame, String reason) {
        history.suspected(source, frame, reason);
    }

    /** The last frame shown; 0 before the first. */
    public long lastFrame() {
        return lastFrame;
    }
}
