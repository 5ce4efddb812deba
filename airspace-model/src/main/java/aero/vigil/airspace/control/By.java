package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.flight.OrderEntry;
import java.util.List;

/**
 * Who orders, and when.
 *
 * @param role of his position
 * @param sectors the elementary sectors of his position
 * @param user by name
 * @param nowMicros model time
 */
record By(Role role, List<String> sectors, String user, long nowMicros) {

    By {
        sectors = List.copyOf(sectors);
    }

    /** Whether his position holds this elementary sector. */
    boolean holds(String sector) {
        return sectors.contains(sector);
    }

    /** A line for the flight's order log. */
    OrderEntry entry(String what, String value, String sector) {
        return new OrderEntry(what, value, sector, user, nowMicros);
    }
}
