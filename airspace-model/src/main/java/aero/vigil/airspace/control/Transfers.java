package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Sector;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Control;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.flight.OrderEntry;
import aero.vigil.airspace.flight.Rerouting;
import aero.vigil.airspace.flight.SectorVisit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the control of flights between sectors: assume, offer, accept, recall, reject.
 *
 * <p>Exactly one sector controls a flight, or none. While an offer is open the offering sector
 * still does; the log's order decides between two who assume at once, and the second is told who
 * was first.
 */
final class Transfers {

    /** A flight no one controls may be assumed this long before it enters. */
    private static final long AHEAD_MICROS = 10L * 60_000_000;

    private final FlightTable flights;
    private final Region region;
    private final Rerouting rerouting;

    Transfers(FlightTable flights, Region region, Rerouting rerouting) {
        this.flights = flights;
        this.region = region;
        this.rerouting = rerouting;
    }

    /**
     * Who orders, and when.
     *
     * @param sectors the elementary sectors of his position
     */
    record By(List<String> sectors, String user, long nowMicros) {

        OrderEntry entry(String what, String value, String sector) {
            return new OrderEntry(what, value, sector, nowMicros);
        }
    }

    Result assume(Flight flight, By by, int version) {
        Control control = flight.control();
        if (control.isOffered() && by.sectors().contains(control.offeredTo())) {
            return accept(flight, by, version);
        }
        if (control.isControlled()) {
            return Result.rejected(
                    Reason.ALREADY_ASSUMED,
                    flight.callsign() + " is controlled by " + Authority.holder(flight));
        }
        Result stale = staleness(flight, version, control.version(), "control");
        if (stale != null) {
            return stale;
        }
        String sector = concernedSector(flight, by);
        if (sector.isEmpty()) {
            return Result.rejected(
                    Reason.NOT_ELIGIBLE,
                    flight.callsign()
                            + " is neither inside nor within 10 minutes of "
                            + String.join(", ", by.sectors()));
        }
        return stored(controlledBy(flight, by, sector), by.entry("ASSUME", "", sector));
    }

    Result initiate(Flight flight, By by, int version, String named) {
        Control control = flight.control();
        if (!by.sectors().contains(control.sector())) {
            return Authority.notOwner(flight);
        }
        if (control.isOffered()) {
            return Result.rejected(
                    Reason.TRANSFER_OPEN,
                    flight.callsign()
                            + " is offered to "
                            + control.offeredTo()
                            + " already: recall it first");
        }
        Result stale = staleness(flight, version, control.version(), "control");
        if (stale != null) {
            return stale;
        }
        String to = named.isEmpty() ? flight.nextSector() : named;
        Sector sector = region.sector(to);
        if (sector == null || to.equals(control.sector())) {
            return Result.rejected(
                    Reason.UNKNOWN_SECTOR,
                    named.isEmpty()
                            ? flight.callsign() + " has no next sector: name one"
                            : "'" + named + "' is no other sector");
        }
        if (!isNext(flight, control.sector(), sector)) {
            return Result.rejected(
                    Reason.NOT_ELIGIBLE,
                    to + " is neither beside " + control.sector() + " nor on the route");
        }
        OrderEntry entry = by.entry("TRANSFER", to, control.sector());
        if (by.sectors().contains(to)) {
            // Both ends are at one position: there is nobody to wait for.
            return stored(controlledBy(flight, by, to), entry);
        }
        Control offered =
                new Control(
                        control.sector(),
                        to,
                        control.sinceMicros(),
                        control.user(),
                        flight.version() + 1);
        return stored(flight.withControl(offered), entry);
    }

    Result accept(Flight flight, By by, int version) {
        Control control = flight.control();
        Result refusal = refusalOfReceiver(flight, by, version);
        return refusal != null
                ? refusal
                : stored(
                        controlledBy(flight, by, control.offeredTo()),
                        by.entry("ACCEPT", control.sector(), control.offeredTo()));
    }

    Result reject(Flight flight, By by, int version) {
        Control control = flight.control();
        Result refusal = refusalOfReceiver(flight, by, version);
        return refusal != null
                ? refusal
                : stored(
                        flight.withControl(withoutOffer(flight)),
                        by.entry("REJECT", control.sector(), control.offeredTo()));
    }

    Result recall(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!by.sectors().contains(control.sector())) {
            return Authority.notOwner(flight);
        }
        if (!control.isOffered()) {
            return Result.rejected(
                    Reason.NOT_OFFERED, flight.callsign() + " is not offered to anybody");
        }
        Result stale = staleness(flight, version, control.version(), "control");
        return stale != null
                ? stale
                : stored(
                        flight.withControl(withoutOffer(flight)),
                        by.entry("RECALL", control.offeredTo(), control.sector()));
    }

    private @Nullable Result refusalOfReceiver(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!control.isOffered() || !by.sectors().contains(control.offeredTo())) {
            return Result.rejected(
                    Reason.NOT_OFFERED, flight.callsign() + " is not offered to this position");
        }
        return staleness(flight, version, control.version(), "control");
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

    /** The first of his sectors that the flight is in, or will soon be in; empty: none. */
    private String concernedSector(Flight flight, By by) {
        String here = rerouting.presentSector(flight, by.nowMicros());
        if (by.sectors().contains(here)) {
            return here;
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (by.sectors().contains(visit.sector())
                    && visit.exitMicros() > by.nowMicros()
                    && visit.entryMicros() <= by.nowMicros() + AHEAD_MICROS) {
                return visit.sector();
            }
        }
        return "";
    }

    private boolean isNext(Flight flight, String from, Sector to) {
        Sector own = region.sector(from);
        boolean beside =
                own != null
                        && (own.neighbours().contains(to.id()) || to.neighbours().contains(from));
        if (beside) {
            return true;
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (visit.sector().equals(to.id())) {
                return true;
            }
        }
        return false;
    }

    private static Flight controlledBy(Flight flight, By by, String sector) {
        return flight.withControl(
                new Control(sector, "", by.nowMicros(), by.user(), flight.version() + 1));
    }

    private static Control withoutOffer(Flight flight) {
        Control control = flight.control();
        return new Control(
                control.sector(), "", control.sinceMicros(), control.user(), flight.version() + 1);
    }

    private Result stored(Flight changed, OrderEntry entry) {
        Flight stored = flights.store(changed.withOrder(entry).sequencedAt(entry.timeMicros()));
        return Result.accepted(stored.id(), stored.version(), "");
    }
}
