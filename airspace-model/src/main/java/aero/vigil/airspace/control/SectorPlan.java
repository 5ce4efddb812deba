package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Adaptation.Role;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Sector;
import aero.vigil.airspace.command.Command.OpenSectors;
import aero.vigil.airspace.command.Reason;
import aero.vigil.airspace.command.Result;
import aero.vigil.airspace.flight.Control;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Splits and combines sectors: which position holds which elementary sector.
 *
 * <p>Invariant: every elementary sector that is ours has exactly one executive position, one of a
 * neighbouring centre at most one. A flight belongs to an elementary sector, so nothing about
 * flights changes, but that a transfer whose two ends come to one position completes.
 */
public final class SectorPlan {

    private final Positions positions;
    private final FlightTable flights;
    private final Region region;
    private final Ledger ledger;

    public SectorPlan(Positions positions, FlightTable flights, Region region) {
        this.positions = positions;
        this.flights = flights;
        this.region = region;
        this.ledger = new Ledger(flights);
    }

    /** Carries a plan out whole, or says why not. */
    public Result open(OpenSectors order, long nowMicros) {
        Map<Integer, List<String>> named = new TreeMap<>();
        Result refusal = refusalOfHoldings(order, named);
        if (refusal == null) {
            refusal = refusalOfPlan(named);
        }
        if (refusal != null) {
            return refusal;
        }
        int version = version() + 1;
        Set<String> unmanned = new TreeSet<>();
        named.forEach(
                (index, sectors) -> {
                    Occupancy before = positions.get(index);
                    if (before != null && !before.sectors().equals(sectors)) {
                        positions.hold(index, sectors, version);
                        if (before.user().isEmpty() && !sectors.isEmpty()) {
                            unmanned.add(before.definition().id());
                        }
                    }
                });
        settle(nowMicros);
        return Result.accepted(
                0,
                version(),
                unmanned.isEmpty() ? "" : "nobody works at " + String.join(", ", unmanned));
    }

    /** The version of the plan in force: that of its latest change. */
    private int version() {
        int latest = 0;
        for (int i = 1; i < positions.limit(); i++) {
            Occupancy position = positions.get(i);
            latest = Math.max(latest, position == null ? 0 : position.sectorsVersion());
        }
        return latest;
    }

    /** The refusal of what is named, or null; gathers it by the positions' indexes. */
    private @Nullable Result refusalOfHoldings(
            OpenSectors order, Map<Integer, List<String>> named) {
        if (order.version() > version()) {
            return Result.rejected(
                    Reason.STALE, "the sector plan is at version " + version() + ", not yet there");
        }
        for (OpenSectors.Holding holding : order.holdings()) {
            int index = positions.indexOf(holding.position());
            Occupancy position = positions.get(index);
            if (position == null) {
                return Result.rejected(
                        Reason.UNKNOWN_POSITION, "there is no position " + holding.position());
            }
            if (position.sectorsVersion() > order.version()) {
                return Result.rejected(
                        Reason.STALE,
                        "the sectors of "
                                + holding.position()
                                + " changed at version "
                                + position.sectorsVersion()
                                + ", the plan was made on "
                                + order.version());
            }
            for (String sector : holding.sectors()) {
                if (region.sector(sector) == null) {
                    return Result.rejected(
                            Reason.UNKNOWN_SECTOR, "there is no elementary sector " + sector);
                }
            }
            if (new TreeSet<>(holding.sectors()).size() < holding.sectors().size()
                    || named.put(index, holding.sectors()) != null) {
                return Result.rejected(
                        Reason.SECTORS_INVALID,
                        "position " + holding.position() + " or one of its sectors stands twice");
            }
        }
        return null;
    }

    /** The refusal of a plan in which a sector has no executive, or two; or null. */
    private @Nullable Result refusalOfPlan(Map<Integer, List<String>> named) {
        Map<String, String> executives = new TreeMap<>();
        for (int i = 1; i < positions.limit(); i++) {
            Occupancy position = positions.get(i);
            if (position == null || position.definition().role() != Role.EXECUTIVE) {
                continue;
            }
            for (String sector : named.getOrDefault(i, position.sectors())) {
                String other = executives.put(sector, position.definition().id());
                if (other != null) {
                    return Result.rejected(
                            Reason.SECTORS_INVALID,
                            sector
                                    + " would have two executives, "
                                    + other
                                    + " and "
                                    + position.definition().id()
                                    + ": nothing has changed");
                }
            }
        }
        for (Sector sector : region.sectors()) {
            if (!sector.external() && !executives.containsKey(sector.id())) {
                return Result.rejected(
                        Reason.SECTORS_INVALID,
                        sector.id() + " would have no executive: nothing has changed");
            }
        }
        return null;
    }

    /** Whoever holds both ends of a transfer has the flight: there is nobody to wait for. */
    public void settle(long nowMicros) {
        List<Flight> met = new ArrayList<>();
        for (int id = 1; id < flights.limit(); id++) {
            Flight flight = flights.get(id);
            if (flight != null && flight.control().isOffered() && endsMeet(flight.control())) {
                met.add(flight);
            }
        }
        for (Flight flight : met) {
            Control control = flight.control();
            Occupancy holder = positions.executiveOf(control.offeredTo());
            By by =
                    new By(
                            Role.EXECUTIVE,
                            List.of(),
                            holder == null ? "" : holder.user(),
                            nowMicros);
            ledger.entered(
                    Transfers.passedTo(flight, control.offeredTo(), by.user(), nowMicros),
                    by.entry("ACCEPT", control.sector(), control.offeredTo()));
        }
    }

    private boolean endsMeet(Control control) {
        Occupancy from = positions.executiveOf(control.sector());
        return from != null && from.sectors().contains(control.offeredTo());
    }
}
