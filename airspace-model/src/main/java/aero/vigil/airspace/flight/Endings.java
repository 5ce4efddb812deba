package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Aerodrome;
import aero.vigil.airspace.adaptation.Region.Sector;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;

/** Tells how flights end that nobody ends by a message or an order; pure. */
final class Endings {

    private static final double LANDED_METRES = 5 * Fix.METRES_PER_NM;
    private static final double LANDED_FEET = 3_000;

    private final Region region;

    Endings(Region region) {
        this.region = region;
    }

    /** How a flight ends that is over and has no track. */
    Ending withoutTrack(Flight flight, long nowMicros) {
        if (flight.reported().arrivalMicros() != 0) {
            return Ending.LANDED;
        }
        boolean flew = flight.lifecycle() == Lifecycle.ACTIVE;
        return flew && hasOursBehind(flight, nowMicros) && !endsHere(flight)
                ? Ending.LEFT
                : Ending.EXPIRED;
    }

    /** How a flight ends with its track, {@link Ending#NONE}: it goes on without one. */
    Ending withTrack(Flight flight, SystemTrack last, long nowMicros) {
        if (flight.reported().arrivalMicros() != 0 || hasLanded(flight, last)) {
            return Ending.LANDED;
        }
        return hasLeft(flight, last, nowMicros) ? Ending.LEFT : Ending.NONE;
    }

    private boolean hasLanded(Flight flight, SystemTrack last) {
        Aerodrome destination = region.aerodrome(flight.plan().key().destination());
        VerticalMotion vertical = last.vertical();
        return destination != null
                && vertical != null
                && destination.fix().distanceTo(last.motion().xMetres(), last.motion().yMetres())
                        <= LANDED_METRES
                && vertical.altitudeFeet() <= destination.elevationFeet() + LANDED_FEET;
    }

    /** Beyond our sectors, with none of them ahead, and nobody of ours holds it. */
    private boolean hasLeft(Flight flight, SystemTrack last, long nowMicros) {
        VerticalMotion vertical = last.vertical();
        double feet = vertical == null ? flight.cruiseFeet() : vertical.altitudeFeet();
        return !isOurs(flight.control().sector())
                && !isOurs(region.sectorAt(last.motion().xMetres(), last.motion().yMetres(), feet))
                && hasOursBehind(flight, nowMicros)
                && !endsHere(flight);
    }

    /** Whether its way led through sectors of ours, all of which it has left. */
    private boolean hasOursBehind(Flight flight, long nowMicros) {
        boolean any = false;
        for (SectorVisit visit : flight.trajectory().sectors()) {
            if (isOurs(visit.sector())) {
                if (visit.exitMicros() > nowMicros) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private boolean endsHere(Flight flight) {
        Aerodrome destination = region.aerodrome(flight.plan().key().destination());
        return destination != null
                && isOurs(
                        region.sectorAt(
                                destination.fix().xMetres(),
                                destination.fix().yMetres(),
                                destination.elevationFeet()));
    }

    private boolean isOurs(String id) {
        Sector sector = region.sector(id);
        return sector != null && !sector.external();
    }
}
