package aero.vigil.certification.campaign;

import aero.vigil.certification.scenario.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The stage that is open now, for whoever must end it: at Ctrl-C every child goes, every file
 * system is taken away, and no more faults are made.
 */
final class OpenStages {

    private @Nullable Stage open;
    private boolean stopped;

    synchronized void opened(Stage stage) {
        open = stage;
    }

    synchronized void closed(Stage stage) {
        if (open == stage) {
            open = null;
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Makes no more faults, and ends what runs. */
    void stop() {
        Stage last;
        synchronized (this) {
            stopped = true;
            last = open;
            open = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
