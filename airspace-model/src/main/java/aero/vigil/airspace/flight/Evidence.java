package aero.vigil.airspace.flight;

import aero.vigil.airspace.surveillance.Mode3A;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SystemTrack;

/** By what a track and a flight can be known to be one, strongest first. */
enum Evidence {
    /** CODE/ of field 18 is the track's 24-bit address. */
    ADDRESS,
    /** Field 7 is the downlinked callsign. */
    CALLSIGN,
    /** The assigned code is the track's, and discrete. */
    CODE;

    /** Whether a track has this evidence for a flight. */
    boolean speaksFor(SystemTrack track, Flight flight) {
        return switch (this) {
            case ADDRESS ->
                    track.address() != Plot.ABSENT && track.address() == flight.plan().address();
            case CALLSIGN ->
                    !track.callsign().isEmpty() && track.callsign().equals(flight.callsign());
            case CODE -> Mode3A.isDiscrete(track.mode3A()) && track.mode3A() == flight.mode3a();
        };
    }

    /** Whether a track has evidence of this kind, and it is against the flight. */
    boolean speaksAgainst(SystemTrack track, Flight flight) {
        return switch (this) {
            case ADDRESS ->
                    track.address() != Plot.ABSENT
                            && flight.plan().address() != 0
                            && track.address() != flight.plan().address();
            case CALLSIGN ->
                    !track.callsign().isEmpty() && !track.callsign().equals(flight.callsign());
            case CODE ->
                    Mode3A.isDiscrete(track.mode3A())
                            && flight.mode3a() >= 0
                            && track.mode3A() != flight.mode3a();
        };
    }
}
