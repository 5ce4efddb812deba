package aero.vigil.certification.checker;

import aero.vigil.certification.history.History;
import aero.vigil.certification.history.Invocation;
import aero.vigil.certification.history.ShownPicture;
import aero.vigil.certification.history.StreamFrame;
import aero.vigil.certification.history.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long nothing came, in one window of a history; milliseconds. */
public final class Gaps {

    private Gaps() {}

    /** The longest time in which no command, of any session, was acknowledged. */
    public static double writeMillis(History history, Window window) {
        List<Long> moments = new ArrayList<>();
        for (Invocation invocation : history.invocations()) {
            if (invocation.isAcknowledged()) {
                moments.add(invocation.returnedNanos());
            }
        }
        return longest(moments, window);
    }

    /** The longest time in which the display showed no new frame. */
    public static double displayMillis(History history, Window window) {
        List<Long> moments = new ArrayList<>();
        for (ShownPicture shown : history.shown()) {
            moments.add(shown.atNanos());
        }
        return longest(moments, window);
    }

    /**
     * The greatest age of a frame when it was shown: the wall clock then, less the frame's model
     * time, which is UTC in these runs.
     */
    public static double ageMillis(History history, Window window) {
        Map<String, Long> modelMicros = new HashMap<>();
        for (StreamFrame frame : history.frames()) {
            modelMicros.put(frame.digest(), frame.body().getModelTimeMicros());
        }
        double greatest = 0;
        for (ShownPicture shown : history.shown()) {
            Long cut = modelMicros.get(shown.digest());
            if (cut != null && window.holds(shown.atNanos())) {
                greatest = Math.max(greatest, (shown.wallMicros() - cut) / 1e3);
            }
        }
        return greatest;
    }

    /** A gap that reaches into the window counts from its beginning; one open at its end counts. */
    private static double longest(List<Long> moments, Window window) {
        Collections.sort(moments);
        long last = window.fromNanos();
        long longest = 0;
        for (long moment : moments) {
            if (moment > window.toNanos()) {
                break;
            }
            if (moment >= window.fromNanos()) {
                longest = Math.max(longest, moment - last);
                last = moment;
            }
        }
        return Math.max(longest, window.toNanos() - last) / 1e6;
    }
}
