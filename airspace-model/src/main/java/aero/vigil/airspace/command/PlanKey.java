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

    /** Of a change that leaves it as it is. */
    public static final PlanKey UNCHANGED = new PlanKey("", "", "", 0);

    /** The same plan, with another off-block time. */
    public PlanKey withOffBlockMicros(long micros) {
        return new PlanKey(callsign, departure, destination, micros);
    }

    /** The key after a change, whose fields are empty or zero where it is as before. */
    public PlanKey changedBy(PlanKey change) {
        return new PlanKey(
                change.callsign.isEmpty() ? callsign : change.callsign,
                change.departure.isEmpty() ? departure : change.departure,
                change.destination.isEmpty() ? destination : change.destination,
                change.offBlockMicros == 0 ? offBlockMicros : change.offBlockMicros);
    }

    @Override
    public String toString() {
        return callsign + " " + departure + "-" + destination;
    }
}
