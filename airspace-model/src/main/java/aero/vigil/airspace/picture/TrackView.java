package aero.vigil.airspace.picture;

import aero.vigil.airspace.surveillance.SystemTrack;

/**
 * A track as shown.
 *
 * @param flight the correlated flight's identifier, 0: none
 * @param evaluationFailed a safety net could not be computed for it lately
 */
public record TrackView(SystemTrack track, int flight, boolean evaluationFailed) {}
