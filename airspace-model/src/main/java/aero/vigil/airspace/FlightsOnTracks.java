package aero.vigil.airspace;

import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.RouteDeviation;
import aero.vigil.airspace.safety.TrackedFlights;
import aero.vigil.airspace.safety.WatchedFlight;
import aero.vigil.airspace.table.Touched;
import org.jspecify.annotations.Nullable;

/** What the flights say to the safety nets. */
record FlightsOnTracks(FlightTable flights) implements TrackedFlights {

    @Override
    public @Nullable WatchedFlight on(int trackNumber) {
        Flight flight = flights.onTrack(trackNumber);
        if (flight == null) {
            return null;
        }
        int cleared = flight.clearances().flightLevel();
        return new WatchedFlight(
                flight.id(),
                flight.callsign(),
                flight.plan().flightType(),
                flight.plan().aircraftCount(),
                flight.control().isControlled(),
                cleared == Clearances.NONE ? WatchedFlight.NONE : cleared,
                flight.clearances().headingDegrees() != 0
                        || flight.clearances().hold().isCleared());
    }

    @Override
    public boolean isControlled(int trackNumber) {
        Flight flight = flights.onTrack(trackNumber);
        return flight != null && flight.control().isControlled();
    }

    @Override
    public boolean isRvsmApproved(int trackNumber) {
        Flight flight = flights.onTrack(trackNumber);
        return flight == null || flight.isRvsmApproved();
    }

    @Override
    public Touched follow() {
        return flights.followTracks();
    }

    @Override
    public double metresOffRoute(int trackNumber, double xMetres, double yMetres) {
        Flight flight = flights.onTrack(trackNumber);
        return flight == null ? Double.NaN : RouteDeviation.metres(flight, xMetres, yMetres);
    }
}
