package aero.vigil.airspace.safety;

/** What the safety nets ask of the flights that tracks belong to. */
public interface ClearedLevels {

    /** Stands where no level is cleared. */
    int NONE = -1;

    /** The cleared flight level (whole, 100 ft) of the flight on this track, or {@link #NONE}. */
    int clearedFlightLevel(int trackNumber);

    /** Whether a controller has assumed the flight on this track. */
    boolean isControlled(int trackNumber);
}
