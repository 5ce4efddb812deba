package aero.vigil.airspace.control;

import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.OrderEntry;
import org.jspecify.annotations.Nullable;

/** Where orders that were carried out are entered: the flight as it is now, and its order log. */
final class Ledger {

    private final FlightTable flights;

    Ledger(FlightTable flights) {
        this.flights = flights;
    }

    /** Enters an order; the flight's next sector is as it is after it. */
    Result entered(Flight changed, OrderEntry entry) {
        Flight stored = flights.store(changed.withOrder(entry).sequencedAt(entry.timeMicros()));
        return Result.accepted(stored.id(), stored.version(), "");
    }

    /**
     * The refusal of an order on a field that changed since the version it was given on, or null.
     */
    static @Nullable Result staleness(Flight flight, int version, int changedAt, String field) {
        return version >= changedAt
                ? null
                : Result.rejected(
                        Reason.STALE,
                        flight.callsign()
                                + ": "
                                + field
                                + " changed at version "
                                + changedAt
                                + ", the order was given on "
                                + version);
    }
}
