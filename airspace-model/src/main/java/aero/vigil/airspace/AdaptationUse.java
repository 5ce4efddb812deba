package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Adaptation.PositionDefinition;
import aero.vigil.airspace.adaptation.Adaptation.SectorElement;
import aero.vigil.airspace.adaptation.SafetyNets.Area;
import aero.vigil.airspace.adaptation.SafetyNets.QnhRegion;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.PointOut;
import aero.vigil.airspace.flight.Proposal;
import aero.vigil.airspace.runway.Runway;
import aero.vigil.airspace.runway.RunwaysInUse;
import aero.vigil.airspace.runway.RunwaysInUse.RunwayState;
import aero.vigil.airspace.safety.AreaState;
import aero.vigil.airspace.safety.Inhibition;
import aero.vigil.airspace.safety.Qnh;
import aero.vigil.airspace.safety.SafetyStatus;
import aero.vigil.airspace.supervision.OrderWords;
import aero.vigil.airspace.surveillance.SensorStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in use that another adaptation does not have: what people or aircraft hold on to, each
 * with what to do about it. Changes nothing.
 */
final class AdaptationUse {

    private final AirspaceState state;
    private final Adaptation next;
    private final List<String> vanishing = new ArrayList<>();

    private AdaptationUse(AirspaceState state, Adaptation next) {
        this.state = state;
        this.next = next;
    }

    /** In words, in the order of positions, sectors, sensors, areas, QNH and runways. */
    static List<String> vanishing(AirspaceState state, Adaptation next) {
        AdaptationUse use = new AdaptationUse(state, next);
        use.positions();
        use.sectors();
        use.sensors();
        use.areas();
        use.qnh();
        use.runways();
        return List.copyOf(use.vanishing);
    }

    private void positions() {
        for (int i = 1; i < state.positions.limit(); i++) {
            Occupancy occupancy = state.positions.get(i);
            if (occupancy != null
                    && !occupancy.sessions().isEmpty()
                    && !has(occupancy.definition())) {
                vanishing.add(
                        "position "
                                + occupancy.definition().id()
                                + ", where "
                                + occupancy.user()
                                + " works as "
                                + occupancy.definition().role().word());
            }
        }
    }

    private boolean has(PositionDefinition wanted) {
        for (PositionDefinition position : next.positions()) {
            if (position.id().equals(wanted.id()) && position.role() == wanted.role()) {
                return true;
            }
        }
        return false;
    }

    /** A sector is in use by flights that it controls, is offered, is asked about or is shown. */
    private void sectors() {
        Set<String> lost = new TreeSet<>();
        state.region.adaptation().sectors().forEach(sector -> lost.add(kindAndId(sector)));
        next.sectors().forEach(sector -> lost.remove(kindAndId(sector)));
        Set<String> ids = new TreeSet<>();
        lost.forEach(one -> ids.add(one.substring(1)));
        for (int id = 1; id < state.flights.limit() && !ids.isEmpty(); id++) {
            Flight flight = state.flights.get(id);
            if (flight != null && !flight.isTerminated()) {
                for (String sector : sectorsOf(flight)) {
                    if (ids.remove(sector)) {
                        vanishing.add("sector " + sector + ", which has " + flight.callsign());
                    }
                }
            }
        }
    }

    /** A sector of ours that would be another centre's is not the same. */
    private static String kindAndId(SectorElement sector) {
        return (sector.external() ? "X" : "O") + sector.id();
    }

    private static Set<String> sectorsOf(Flight flight) {
        Set<String> all = new TreeSet<>();
        all.add(flight.control().sector());
        all.add(flight.control().offeredTo());
        for (Proposal proposal : flight.coordination().proposals()) {
            all.add(proposal.crossing().from());
            all.add(proposal.crossing().to());
        }
        for (PointOut shown : flight.liaison().pointOuts()) {
            all.add(shown.from());
            all.add(shown.to());
        }
        return all;
    }

    private void sensors() {
        Set<Integer> present = new TreeSet<>();
        next.sensors().forEach(site -> present.add(site.sacSic()));
        for (SensorStatus sensor : state.surveillance.sensors(state.nowMicros)) {
            boolean isSending =
                    sensor.state() == SensorStatus.State.OK
                            || sensor.state() == SensorStatus.State.DEGRADED;
            if (sensor.enabled() && isSending && !present.contains(sensor.sacSic())) {
                vanishing.add(
                        "sensor "
                                + OrderWords.sacSic(sensor.sacSic())
                                + " "
                                + sensor.name()
                                + ", which sends: switch it off");
            }
        }
    }

    private void areas() {
        Set<String> present = new TreeSet<>();
        next.safetyNets().areas().stream().map(Area::name).forEach(present::add);
        Set<String> defined = new TreeSet<>();
        SafetyStatus now = state.safety.status();
        for (AreaState area : now.areas()) {
            String name = area.definition().name();
            if (area.definition().isDefined()) {
                defined.add(name);
                if (present.contains(name)) {
                    vanishing.add("area " + name + ", which was defined by hand: remove it");
                }
            } else if (area.isByHand() && !present.contains(name)) {
                vanishing.add("area " + name + ", which is ordered by hand");
            }
        }
        for (Inhibition inhibition : now.inhibitions()) {
            String name = inhibition.area();
            if (!name.isEmpty() && !present.contains(name) && !defined.contains(name)) {
                vanishing.add("area " + name + ", of which alerts are inhibited: end that");
            }
        }
    }

    private void qnh() {
        Set<String> present = new TreeSet<>();
        next.safetyNets().qnhRegions().stream().map(QnhRegion::name).forEach(present::add);
        for (Qnh.Setting setting : state.safety.status().qnh()) {
            if (setting.hectopascals() != 0 && !present.contains(setting.region())) {
                vanishing.add("QNH region " + setting.region() + ", which is set: withdraw it");
            }
        }
    }

    private void runways() {
        List<Runway> present = RunwaysInUse.runways(next);
        for (RunwayState one : state.safety.status().runways()) {
            Runway runway = one.runway();
            if (one.isInUse() && !present.contains(runway)) {
                vanishing.add(
                        "runway "
                                + runway.name()
                                + " of "
                                + runway.airport()
                                + (runway.use() == Runway.Use.LANDING
                                        ? " in use"
                                        : " in use for departures"));
            }
        }
    }
}
