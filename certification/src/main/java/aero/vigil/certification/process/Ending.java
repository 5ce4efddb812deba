package aero.vigil.certification.process;

import java.time.Duration;
import java.util.Collection;

/** The end of several processes: a request, some patience, then SIGKILL. */
public final class Ending {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Ending() {}

    /** Waits for processes that were asked to end; those that do not are killed. */
    public static void awaitAll(Collection<VigilProcess> processes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (VigilProcess process : processes) {
            try {
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (!process.awaitEnd(left)) {
                    process.kill9();
                }
            } catch (InterruptedException interrupted) {
                process.kill9();
                Thread.currentThread().interrupt();
            }
        }
    }
}
