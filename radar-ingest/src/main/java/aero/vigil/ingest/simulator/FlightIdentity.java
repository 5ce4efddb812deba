package aero.vigil.ingest.simulator;

/**
 * Who flies: the number of the aircraft in this run, its transponder, its registration and type.
 */
record FlightIdentity(
        long number,
        Transponder transponder,
        String registration,
        AircraftPerformance performance) {}
