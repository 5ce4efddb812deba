package aero.vigil.airspace.command;

/**
 * What names a flight plan: fields 7, 13 and 16 of an ICAO message and the date of flight.
 *
 * @param callsign field 7, 2 to 7 letters and digits
 * @param departure field 13a, ICAO location indicator
 * @param destination field 16a; empty in a message that need not name it
 * @param offBlockMicros field 13b with DOF/, microseconds UTC since 1970; 0: any
 */
public record PlanKey(String callsign, String departure, String destination, long offBlockMicros) {

    /** The same plan, with another off-block time. */
    public PlanKey withOffBlockMicros(long micros) {
        return new PlanKey(callsign, departure, destination, micros);
    }

    /** The same plan under another callsign. */
    public PlanKey withCallsign(String other) {
        return new PlanKey(other, departure, destination, offBlockMicros);
    }

    @Override
    public String toString() {
        return callsign + " " + departure + "-" + destination;
    }
}
