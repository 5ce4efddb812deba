package aero.vigil.certification.process;

import java.util.Locale;

/** How patient replicas are with one another: the values of {@code --timing}. */
public enum Timing {
    /** Base timeout 100 ms: for machines that have nothing else to do. */
    STRICT,
    /** Five times that: for a demo, or a machine that starves its processes. */
    RELAXED;

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
