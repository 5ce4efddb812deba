package aero.vigil.airspace.surveillance;

import java.util.List;

/**
 * One radar's health as the supervisor sees it.
 *
 * @param sacSic SAC &times; 256 + SIC
 * @param name from the adaptation
 * @param state whether it turns and reports
 * @param enabled not switched off by the supervisor
 * @param periodMillis measured rotation, the nominal one until measured
 * @param lastReportMicros model time of its last plot or message; 0: never
 * @param plotsPerMinute distinct plots of the latest whole minute
 * @param clock whether its time stamps can be believed
 * @param clockOffsetMillis median of receive time − time of day − nominal delay
 * @param rejects counts above 0, sorted by reason's name
 * @param plots distinct plots taken, applied or not
 * @param duplicates copies recognised
 */
public record SensorStatus(
        int sacSic,
        String name,
        State state,
        boolean enabled,
        int periodMillis,
        long lastReportMicros,
        int plotsPerMinute,
        Clock clock,
        int clockOffsetMillis,
        List<Count> rejects,
        long plots,
        long duplicates) {

    /** Whether a radar turns and reports. */
    public enum State {
        OK,
        /** Overdue by more than a rotation and a half. */
        DEGRADED,
        /** Overdue by more than three rotations. */
        FAILED,
        /** Never heard. */
        SILENT
    }

    /** Whether a radar's time stamps can be believed. */
    public enum Clock {
        GOOD,
        /** Steady but off: corrected by its median. */
        OFFSET,
        /** Unsteady: the adapter's receive time is used. */
        BAD
    }

    /** How many plots were rejected for one reason. */
    public record Count(PlotReject reason, long count) {}

    public SensorStatus {
        rejects = List.copyOf(rejects);
    }
}
