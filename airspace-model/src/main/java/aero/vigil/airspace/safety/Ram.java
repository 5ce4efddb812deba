package aero.vigil.airspace.safety;

import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;

/**
 * Route adherence monitoring: a controlled flight is off its route to the side. Not when it is on a
 * heading: then it follows no route.
 */
final class Ram implements Net {

    private static final double NAUTICAL_MILE = 1_852;
    private static final int HITS_NEEDED = 3;

    private final Parameters parameters;
    private final TrackedFlights flights;

    Ram(Parameters parameters, TrackedFlights flights) {
        this.parameters = parameters;
        this.flights = flights;
    }

    @Override
    public NetKind kind() {
        return NetKind.RAM;
    }

    @Override
    public boolean concerns(SystemTrack track) {
        return flights.isControlled(track.number());
    }

    @Override
    public List<Finding> look(Subject subject) {
        WatchedFlight flight = subject.flight();
        if (flight == null || !flight.isControlled() || flight.isOnHeading()) {
            return List.of();
        }
        double metres = flights.metresOffRoute(subject.track().number(), subject.x(), subject.y());
        return metres > parameters.ramLateralNm() * NAUTICAL_MILE
                ? List.of(new Finding(0, 0, true, true, HITS_NEEDED, metres, 0, "off route"))
                : List.of();
    }
}
