package aero.vigil.airspace;

import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.safety.ClearedLevels;

/** What the flights say to the safety nets. */
record FlightLevels(FlightTable flights) implements ClearedLevels {

    @Override
    public int clearedFlightLevel(int trackNumber) {
        Flight flight = flights.onTrack(trackNumber);
        return flight == null || flight.clearances().flightLevel() == Clearances.NONE
                ? ClearedLevels.NONE
                : flight.clearances().flightLevel();
    }

    @Override
    public boolean isControlled(int trackNumber) {
        Flight flight = flights.onTrack(trackNumber);
        return flight != null && flight.control().isControlled();
    }
}
