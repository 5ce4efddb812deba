package aero.vigil.airspace.surveillance;

/**
 * What a region decides about tracking.
 *
 * @param dropSeconds a track ends after this long without an update, at most; 5..120
 * @param maxTracks how many tracks there may be at once, tentative ones too; 1..65,535
 */
public record TrackerParameters(double dropSeconds, int maxTracks) {

    /** En route: 30 s; 20,000 tracks. */
    public static final TrackerParameters EN_ROUTE = new TrackerParameters(30, 20_000);

    public TrackerParameters {
        if (!(dropSeconds >= 5 && dropSeconds <= 120)) {
            throw new IllegalArgumentException("drop time of " + dropSeconds + " s (5..120)");
        }
        if (maxTracks < 1 || maxTracks > SystemTrack.MAX_NUMBER) {
            throw new IllegalArgumentException("maximum of " + maxTracks + " tracks");
        }
    }
}
