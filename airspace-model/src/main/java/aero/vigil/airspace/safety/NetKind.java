package aero.vigil.airspace.safety;

import org.jspecify.annotations.Nullable;

/**
 * The safety nets and monitoring aids; the names are those of {@code vigil.airspace.Alert.Kind}.
 */
public enum NetKind {
    /** Short-term conflict alert: two aircraft. */
    STCA,
    /** Area proximity warning. */
    APW,
    /** Minimum safe altitude warning. */
    MSAW,
    /** Approach path monitor. */
    APM,
    /** Cleared level adherence monitoring. */
    CLAM,
    /** Route adherence monitoring. */
    RAM,
    /** Medium-term conflict detection: the planned trajectories of two flights. */
    MTCD;

    /** The kind with this name, or null. */
    public static @Nullable NetKind named(String name) {
        for (NetKind kind : values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
