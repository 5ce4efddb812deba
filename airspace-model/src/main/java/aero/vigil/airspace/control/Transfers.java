package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Sector;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Control;
import aero.vigil.airspace.flight.Ending;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Liaison;
import aero.vigil.airspace.flight.Notice;
import aero.vigil.airspace.flight.OrderEntry;
import org.jspecify.annotations.Nullable;

/**
 * Moves the control of flights between sectors: assume, offer, accept, recall, reject, take,
 * release.
 *
 * <p>Exactly one sector controls a flight, or none. While an offer is open the offering sector
 * still does; the log's order decides between two who assume at once, and the second is told who
 * was first.
 */
final class Transfers {

    private final Ledger ledger;
    private final Region region;
    private final Concern concern;

    Transfers(Ledger ledger, Region region, Concern concern) {
        this.ledger = ledger;
        this.region = region;
        this.concern = concern;
    }

    Result assume(Flight flight, By by, int version) {
        Control control = flight.control();
        if (control.isOffered() && by.holds(control.offeredTo())) {
            return accept(flight, by, version);
        }
        if (control.isControlled()) {
            return Result.rejected(
                    Reason.ALREADY_ASSUMED,
                    flight.callsign() + " is controlled by " + Authority.holder(flight));
        }
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
        if (stale != null) {
            return stale;
        }
        String sector = concern.near(flight, by.sectors(), by.nowMicros());
        return sector.isEmpty()
                ? notNear(flight, by)
                : ledger.entered(controlledBy(flight, by, sector), by.entry("ASSUME", "", sector));
    }

    /** Takes a flight from the sector that controls it, which is told. */
    Result force(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!control.isControlled() || by.holds(control.offeredTo())) {
            return assume(flight, by, version);
        }
        if (by.holds(control.sector())) {
            return Result.rejected(
                    Reason.ALREADY_ASSUMED, flight.callsign() + " is controlled by you already");
        }
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
        if (stale != null) {
            return stale;
        }
        String sector = concern.near(flight, by.sectors(), by.nowMicros());
        if (sector.isEmpty()) {
            return notNear(flight, by);
        }
        Flight taken = controlledBy(flight, by, sector);
        Liaison told =
                taken.liaison()
                        .telling(
                                new Notice(
                                        control.sector(),
                                        Notice.Kind.TAKEN,
                                        sector + " (" + by.user() + ") has taken the flight",
                                        by.nowMicros()));
        return ledger.entered(
                taken.withLiaison(offerWithdrawn(told, control, by)),
                by.entry("FORCE", control.sector(), sector));
    }

    /** Lets a flight go: no one controls it. */
    Result release(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!by.holds(control.sector())) {
            return Authority.notOwner(flight);
        }
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
        if (stale != null) {
            return stale;
        }
        Control free = new Control("", "", by.nowMicros(), by.user(), flight.version() + 1);
        return ledger.entered(
                flight.withControl(free).withLiaison(offerWithdrawn(flight.liaison(), control, by)),
                by.entry("RELEASE", "", control.sector()));
    }

    /** Ends a flight: its own executive, or flight data when no one controls it. */
    Result terminate(Flight flight, By by, int version) {
        Control control = flight.control();
        boolean may =
                by.role() == Role.FLIGHT_DATA
                        ? !control.isControlled()
                        : by.holds(control.sector());
        if (!may) {
            return Authority.notOwner(flight);
        }
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
        return stale != null
                ? stale
                : ledger.entered(
                        flight.terminated(by.nowMicros(), Ending.BY_CONTROLLER),
                        by.entry("TERMINATE", "", control.sector()));
    }

    private static Liaison offerWithdrawn(Liaison liaison, Control before, By by) {
        return !before.isOffered() || by.holds(before.offeredTo())
                ? liaison
                : liaison.telling(
                        new Notice(
                                before.offeredTo(),
                                Notice.Kind.OFFER_WITHDRAWN,
                                before.sector() + " offers the flight no more",
                                by.nowMicros()));
    }

    private static Result notNear(Flight flight, By by) {
        return Result.rejected(
                Reason.NOT_ELIGIBLE,
                flight.callsign()
                        + " is neither inside nor within 10 minutes of "
                        + String.join(", ", by.sectors())
                        + Concern.basis(flight));
    }

    Result initiate(Flight flight, By by, int version, String named) {
        Control control = flight.control();
        if (!by.holds(control.sector())) {
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
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
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
        if (!concern.isNext(flight, control.sector(), sector)) {
            return Result.rejected(
                    Reason.NOT_ELIGIBLE,
                    to + " is neither beside " + control.sector() + " nor on the route");
        }
        OrderEntry entry = by.entry("TRANSFER", to, control.sector());
        if (by.holds(to)) {
            // Both ends are at one position: there is nobody to wait for.
            return ledger.entered(controlledBy(flight, by, to), entry);
        }
        Control offered =
                new Control(
                        control.sector(),
                        to,
                        control.sinceMicros(),
                        control.user(),
                        flight.version() + 1);
        return ledger.entered(flight.withControl(offered), entry);
    }

    Result accept(Flight flight, By by, int version) {
        Control control = flight.control();
        Result refusal = refusalOfReceiver(flight, by, version);
        return refusal != null
                ? refusal
                : ledger.entered(
                        controlledBy(flight, by, control.offeredTo()),
                        by.entry("ACCEPT", control.sector(), control.offeredTo()));
    }

    Result reject(Flight flight, By by, int version) {
        Control control = flight.control();
        Result refusal = refusalOfReceiver(flight, by, version);
        return refusal != null
                ? refusal
                : ledger.entered(
                        flight.withControl(withoutOffer(flight)),
                        by.entry("REJECT", control.sector(), control.offeredTo()));
    }

    Result recall(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!by.holds(control.sector())) {
            return Authority.notOwner(flight);
        }
        if (!control.isOffered()) {
            return Result.rejected(
                    Reason.NOT_OFFERED, flight.callsign() + " is not offered to anybody");
        }
        Result stale = Ledger.staleness(flight, version, control.version(), "control");
        return stale != null
                ? stale
                : ledger.entered(
                        flight.withControl(withoutOffer(flight)),
                        by.entry("RECALL", control.offeredTo(), control.sector()));
    }

    private @Nullable Result refusalOfReceiver(Flight flight, By by, int version) {
        Control control = flight.control();
        if (!control.isOffered() || !by.holds(control.offeredTo())) {
            return Result.rejected(
                    Reason.NOT_OFFERED, flight.callsign() + " is not offered to this position");
        }
        return Ledger.staleness(flight, version, control.version(), "control");
    }

    private static Flight controlledBy(Flight flight, By by, String sector) {
        return passedTo(flight, sector, by.user(), by.nowMicros());
    }

    /** The flight as it is when a sector has come to control it. */
    static Flight passedTo(Flight flight, String sector, String user, long nowMicros) {
        return flight.withControl(new Control(sector, "", nowMicros, user, flight.version() + 1))
                .withLiaison(flight.liaison().assumedBy(sector))
                .withCoordination(flight.coordination().assumedBy(sector));
    }

    private static Control withoutOffer(Flight flight) {
        Control control = flight.control();
        return new Control(
                control.sector(), "", control.sinceMicros(), control.user(), flight.version() + 1);
    }
}
