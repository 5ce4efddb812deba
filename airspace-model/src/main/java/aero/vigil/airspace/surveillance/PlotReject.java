package aero.vigil.airspace.surveillance;

/** Why a plot did not reach a track: each counted by this name, by sensor. */
public enum PlotReject {
    /** No site of the adaptation has this SAC/SIC. */
    UNKNOWN_SENSOR,
    /** Switched off by the supervisor. */
    SENSOR_DISABLED,
    /** A field is outside the range its ASTERIX item allows. */
    FIELD_OUT_OF_RANGE,
    /** SIM or TST: never reaches the picture. */
    SIMULATED,
    /** RAB: a transponder on the ground that watches the radar. */
    FIELD_MONITOR,
    /** TYP 0: the radar's own coasted track, not a detection. */
    NO_DETECTION,
    /** Farther than the site's greatest range and a mile. */
    BEYOND_RANGE,
    /** The adapter's receive time is more than 12 hours from model time. */
    RECEIVE_TIME_IMPLAUSIBLE,
    /** Detected more than 12 s before model time. */
    TOO_OLD,
    /** Detected more than 0.5 s after model time. */
    IN_THE_FUTURE,
    /** Older than what the track's history still holds, or than 3 s before its last update. */
    TOO_LATE_FOR_TRACK,
    /** The same identity elsewhere at a longer range: a reflection until it persists. */
    REFLECTION_SUSPECT,
    /** A second plot of one target in one scan. */
    SPLIT_PLOT,
    /** Neither assigned nor fit to begin a track: garbled replies only. */
    GARBLED_UNASSIGNED,
    /** Its scan sector already holds as many waiting plots as it may. */
    SECTOR_FULL,
    /** There are as many tracks as there may be. */
    TRACK_TABLE_FULL,
    /** A place from a radar, or range and azimuth from what is none. */
    WRONG_KIND,
    /** ADS-B: the aircraft says it is elsewhere than radar sees it. */
    DISAGREES_WITH_RADAR,
    /** Another centre's track where an own sensor covers: never one more measurement. */
    COVERED_BY_OWN_SENSOR,
    /** The evaluation of its scan sector failed: an error of ours. */
    EVALUATION_FAILED
}
