package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import org.jspecify.annotations.Nullable;

/**
 * A track of the picture that has a level, as it is at one moment, with its flight.
 *
 * @param flight null: none is correlated
 * @param motion brought to that moment
 * @param level from that moment on
 * @param nowMicros model time of that moment
 */
record Subject(
        SystemTrack track,
        VerticalMotion vertical,
        @Nullable WatchedFlight flight,
        PlanarMotion motion,
        LevelProfile level,
        long nowMicros) {

    /** The track as it is now; null when there is none in the picture or it has no level. */
    static @Nullable Subject of(
            @Nullable SystemTrack track, TrackedFlights flights, long nowMicros) {
        VerticalMotion vertical = track == null ? null : track.vertical();
        if (track == null || vertical == null || !track.isInPicture()) {
            return null;
        }
        WatchedFlight flight = flights.on(track.number());
        int cleared = flight == null ? WatchedFlight.NONE : flight.clearedFlightLevel();
        return new Subject(
                track,
                vertical,
                flight,
                track.predictedTo(nowMicros),
                LevelProfile.of(track, vertical, cleared, nowMicros),
                nowMicros);
    }

    boolean isControlled() {
        return flight != null && flight.isControlled();
    }

    boolean isFormation() {
        return flight != null && flight.aircraftCount() > 1;
    }

    /** The flight's identifier, 0: none. */
    int flightId() {
        return flight == null ? 0 : flight.id();
    }

    double x() {
        return motion.xMetres();
    }

    double y() {
        return motion.yMetres();
    }

    double xAfter(double seconds) {
        return motion.xMetres() + motion.vxMetresPerSecond() * seconds;
    }

    double yAfter(double seconds) {
        return motion.yMetres() + motion.vyMetresPerSecond() * seconds;
    }
}
