package aero.vigil.airspace.safety;

import aero.vigil.airspace.runway.RunwaysInUse.RunwayState;
import java.util.List;

/**
 * What the safety nets go by at one moment, for the supervisor and the map; immutable.
 *
 * @param revision of the picture at its last change
 */
public record SafetyStatus(
        List<AreaState> areas,
        List<Qnh.Setting> qnh,
        List<RunwayState> runways,
        List<Inhibition> inhibitions,
        long revision) {

    public SafetyStatus {
        areas = List.copyOf(areas);
        qnh = List.copyOf(qnh);
        runways = List.copyOf(runways);
        inhibitions = List.copyOf(inhibitions);
    }
}
