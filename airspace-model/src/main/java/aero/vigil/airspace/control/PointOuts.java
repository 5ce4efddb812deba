package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.Order;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Liaison;
import aero.vigil.airspace.flight.Notice;
import aero.vigil.airspace.flight.PointOut;
import org.jspecify.annotations.Nullable;

/**
 * What positions that a flight concerns tell each other: the label's note, and flights pointed out
 * to a sector that will not control them. Any position concerned may (airspace-algorithms §3).
 */
final class PointOuts {

    private final Ledger ledger;
    private final Region region;
    private final Concern concern;

    PointOuts(Ledger ledger, Region region, Concern concern) {
        this.ledger = ledger;
        this.region = region;
        this.concern = concern;
    }

    Result setNote(Flight flight, By by, Order.SetLabelNote order) {
        String sector = concern.of(flight, by.sectors(), by.nowMicros());
        @Nullable Result refusal = sector.isEmpty() ? notConcerned(flight) : null;
        if (refusal == null) {
            refusal =
                    Ledger.staleness(
                            flight, order.version(), flight.liaison().noteVersion(), "note");
        }
        return refusal != null
                ? refusal
                : ledger.entered(
                        flight.withLiaison(
                                flight.liaison().withNote(order.text(), flight.version() + 1)),
                        by.entry("NOTE", order.text(), sector));
    }

    Result pointOut(Flight flight, By by, String to) {
        String from = concern.of(flight, by.sectors(), by.nowMicros());
        if (from.isEmpty()) {
            return notConcerned(flight);
        }
        if (region.sector(to) == null || by.holds(to)) {
            return Result.rejected(Reason.UNKNOWN_SECTOR, "'" + to + "' is no other sector");
        }
        if (to.equals(flight.control().sector())) {
            return Result.rejected(
                    Reason.NOT_ELIGIBLE, flight.callsign() + " is controlled by " + to);
        }
        Liaison shown =
                flight.liaison()
                        .withPointOut(new PointOut(from, to, by.user(), by.nowMicros(), ""));
        return shown.pointOuts().size() > Liaison.MOST_POINT_OUTS
                ? Result.rejected(
                        Reason.TABLE_FULL,
                        flight.callsign()
                                + " is pointed out to "
                                + Liaison.MOST_POINT_OUTS
                                + " sectors already")
                : ledger.entered(flight.withLiaison(shown), by.entry("POINT-OUT", to, from));
    }

    Result acknowledge(Flight flight, By by) {
        for (PointOut one : flight.liaison().pointOuts()) {
            if (by.holds(one.to()) && !one.isAcknowledged()) {
                return ledger.entered(
                        flight.withLiaison(
                                flight.liaison().acknowledgedIn(by.sectors(), by.user())),
                        by.entry("SEEN", one.from(), one.to()));
            }
        }
        return Result.rejected(
                Reason.NOT_POINTED_OUT,
                flight.callsign() + " is not pointed out to this position, or was acknowledged");
    }

    Result acknowledgeNotice(Flight flight, By by) {
        for (Notice one : flight.liaison().notices()) {
            if (by.holds(one.to())) {
                return ledger.entered(
                        flight.withLiaison(flight.liaison().heardIn(by.sectors())),
                        by.entry("HEARD", one.kind().name(), one.to()));
            }
        }
        return Result.rejected(
                Reason.NOT_CONCERNED,
                "there is nothing to tell this position about " + flight.callsign());
    }

    static Result notConcerned(Flight flight) {
        return Result.rejected(
                Reason.NOT_CONCERNED,
                flight.callsign()
                        + " neither is in a sector of this position nor will be"
                        + Concern.basis(flight));
    }
}
