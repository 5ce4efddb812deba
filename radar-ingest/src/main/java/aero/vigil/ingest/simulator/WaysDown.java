package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways on which arrivals come down: by the arrival and final approach in use where a plain
 * descent leads down these, else with a hold before the final approach, in which the height is lost
 * that the minimum altitudes on the way left too much of. Where even that does not help there is
 * none.
 */
final class WaysDown {

    private static final int MOST_LAPS = 3;

    /** The hold is this far before the final approach at most, and looked for in these steps. */
    private static final double FARTHEST_METRES = 16 * Wgs84.METRES_IN_NM;

    private static final double STEP_METRES = 2 * Wgs84.METRES_IN_NM;

    /** A place of the way so near is the fix of the hold itself. */
    private static final double SAME_METRES = 500;

    private final TerminalRoutes terminal;
    private final MinimumAltitudes minima;

    /** As many as there are ways to airports and runways in use: what is found once is kept. */
    private final Map<Asked, Optional<List<Place>>> found = new HashMap<>();

    private record Asked(List<Place> before, String airport, List<String> runways) {}

    WaysDown(TerminalRoutes terminal, MinimumAltitudes minima) {
        this.terminal = terminal;
        this.minima = minima;
    }

    /** The descent along a way to an airport by its approach in use. */
    Descent descent(FlightPath path, Flow.Airfield airport) {
        return new Descent(
                path, airport.elevationFeet(), terminal.approach(airport.place().name()), minima);
    }

    /** The places round again to the runway, on the side where the minimum altitudes are lower. */
    List<Place> again(FlightPath path, String airport) {
        FinalApproach approach = terminal.approach(airport);
        if (approach == null) {
            double inbound = path.place(path.size() - 2).bearingTo(path.end());
            return new Hold(path.end(), inbound, true).laps(1);
        }
        List<Place> one = approach.circuit(true);
        List<Place> other = approach.circuit(false);
        return minima.at(one.get(0)) < minima.at(other.get(0)) ? one : other;
    }

    /** The places behind the last of a route, down to an airport; empty: none leads down. */
    Optional<List<Place>> from(List<Place> route, Flow.Airfield airport) {
        String name = airport.place().name();
        return found.computeIfAbsent(
                new Asked(List.copyOf(route), name, terminal.landings(name)),
                asked -> find(asked.before(), airport));
    }

    private Optional<List<Place>> find(List<Place> route, Flow.Airfield airport) {
        FinalApproach approach = terminal.approach(airport.place().name());
        if (approach != null && approach.isSteep()) {
            return Optional.empty();
        }
        Place last = route.get(route.size() - 1);
        List<Place> plain = terminal.toRunway(airport.place(), last);
        if (leadsDown(route, plain, airport)) {
            return Optional.of(plain);
        }
        List<Place> behind = new ArrayList<>();
        behind.add(last);
        behind.addAll(plain);
        for (int laps = 1; laps <= MOST_LAPS; laps++) {
            for (List<Place> way : withHold(new FlightPath(behind), airport, laps)) {
                if (leadsDown(route, way, airport)) {
                    return Optional.of(way);
                }
            }
        }
        return Optional.empty();
    }

    private boolean leadsDown(List<Place> route, List<Place> way, Flow.Airfield airport) {
        List<Place> whole = new ArrayList<>(route);
        whole.addAll(way);
        return descent(new FlightPath(whole), airport).leadsDown();
    }

    /** The ways with a hold in which one may be low enough, the nearest to the end first. */
    private List<List<Place>> withHold(FlightPath behind, Flow.Airfield airport, int laps) {
        Descent plain = descent(behind, airport);
        List<List<Place>> ways = new ArrayList<>();
        double farthest = Math.min(plain.finalMetres() + FARTHEST_METRES, behind.metres());
        double nearest = plain.isByInstruments() ? plain.finalMetres() : 0;
        for (double toGo = nearest; toGo < farthest; toGo += STEP_METRES) {
            int next = behind.nextAt(toGo, SAME_METRES);
            List<Place> before = new ArrayList<>(behind.places(1, next));
            if (behind.metresFrom(next - 1) - toGo > SAME_METRES) {
                before.add(behind.placeBefore(toGo));
            }
            List<Place> onward = behind.places(next, behind.size());
            Place fix = before.isEmpty() ? behind.start() : before.get(before.size() - 1);
            double inbound =
                    onward.isEmpty()
                            ? behind.place(next - 2).bearingTo(fix)
                            : fix.bearingTo(onward.get(0));
            for (boolean turnsRight : new boolean[] {true, false}) {
                Hold hold = new Hold(fix, inbound, turnsRight);
                if (plain.isLowEnough(hold.highest(minima), toGo)) {
                    List<Place> way = new ArrayList<>(before);
                    way.addAll(hold.laps(laps));
                    way.addAll(onward);
                    ways.add(way);
                }
            }
        }
        return ways;
    }
}
