package aero.vigil.airspace.control;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Sector;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Rerouting;
import aero.vigil.airspace.flight.SectorVisit;
import java.util.List;

/** Which sectors a flight concerns. Changes nothing. */
final class Concern {

    /** A flight may be assumed this long before it enters. */
    private static final long AHEAD_MICROS = 10L * 60_000_000;

    private final Rerouting rerouting;
    private final Region region;

    Concern(Rerouting rerouting, Region region) {
        this.rerouting = rerouting;
        this.region = region;
    }

    /** What a refusal adds when only the plan says where a flight is; empty: its track does. */
    static String basis(Flight flight) {
        return flight.isCorrelated() ? "" : " by its plan; no track is correlated";
    }

    /** The first of some sectors that the flight is in, or will soon be in; empty: none. */
    String near(Flight flight, List<String> sectors, long nowMicros) {
        String here = rerouting.presentSector(flight, nowMicros);
        if (sectors.contains(here)) {
            return here;
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (sectors.contains(visit.sector())
                    && visit.exitMicros() > nowMicros
                    && visit.entryMicros() <= nowMicros + AHEAD_MICROS) {
                return visit.sector();
            }
        }
        return "";
    }

    /**
     * The first of some sectors that has to do with a flight: controls it, is offered it, is shown
     * it, has it inside or on its way; empty: none.
     */
    String of(Flight flight, List<String> sectors, long nowMicros) {
        if (sectors.contains(flight.control().sector())) {
            return flight.control().sector();
        }
        if (sectors.contains(flight.control().offeredTo())) {
            return flight.control().offeredTo();
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (sectors.contains(visit.sector()) && visit.exitMicros() > nowMicros) {
                return visit.sector();
            }
        }
        for (var pointOut : flight.liaison().pointOuts()) {
            if (sectors.contains(pointOut.to())) {
                return pointOut.to();
            }
        }
        String here = rerouting.presentSector(flight, nowMicros);
        return sectors.contains(here) ? here : "";
    }

    /** Whether a flight can go between a sector and another: neighbours, or both on its way. */
    boolean isNext(Flight flight, String own, Sector other) {
        Sector sector = region.sector(own);
        boolean beside =
                sector != null
                        && (sector.neighbours().contains(other.id())
                                || other.neighbours().contains(own));
        if (beside) {
            return true;
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (visit.sector().equals(other.id())) {
                return true;
            }
        }
        return false;
    }

    /** The sector a flight enters from another one; empty: none. */
    static String after(Flight flight, String sector, long nowMicros) {
        boolean found = false;
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (found && !visit.sector().equals(sector)) {
                return visit.sector();
            }
            found |= visit.sector().equals(sector) && visit.exitMicros() > nowMicros;
        }
        return flight.control().sector().equals(sector) ? flight.nextSector() : "";
    }

    /** The first of some sectors that a flight has yet to enter; empty: none. */
    static String entering(Flight flight, List<String> sectors, long nowMicros) {
        if (sectors.contains(flight.control().offeredTo())) {
            return flight.control().offeredTo();
        }
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (sectors.contains(visit.sector())
                    && visit.exitMicros() > nowMicros
                    && !visit.sector().equals(flight.control().sector())) {
                return visit.sector();
            }
        }
        return "";
    }

    /** The sector from which a flight enters another; empty: none is known. */
    static String before(Flight flight, String sector) {
        String before = "";
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (visit.sector().equals(sector)) {
                break;
            }
            before = visit.sector();
        }
        return before.isEmpty() ? flight.control().sector() : before;
    }
}
