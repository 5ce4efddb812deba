package aero.vigil.airspace.safety;

import aero.vigil.airspace.ControlRoom;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.SafetyRegion;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Flown;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aircraft over the region with safety nets, seen by two simulated radars. */
final class NetScene {

    static final double NM = 1_852;
    static final double KNOT = NM / 3_600;
    static final Submitter SUPERVISOR = new Submitter(21, "sue", List.of("supervisor"));

    final DrivenModel driven = new DrivenModel(SafetyRegion.model());
    final ControlRoom room = new ControlRoom(driven);

    private final List<Arrival> arrivals;

    NetScene(double seconds, long seed, Flown... aircraft) {
        arrivals = SimulatedTraffic.plotsOf(List.of(aircraft), seconds, seed);
        for (Flown one : aircraft) {
            if (!one.callsign().isEmpty()) {
                file(one.callsign(), plan -> plan);
            }
        }
    }

    private void file(String callsign, UnaryOperator<FiledPlan.Builder> changed) {
        driven.accepted(DrivenModel.ADAPTER_A, driven.file(changed.apply(driven.plan(callsign))));
    }

    /** A second flight plan, changed as wanted: for aircraft that were given no callsign. */
    NetScene withPlan(String callsign, UnaryOperator<FiledPlan.Builder> changed) {
        file(callsign, changed);
        return this;
    }

    /** An aircraft from a place in NM, at a speed in knots along a course in degrees. */
    static Flown straight(
            int index,
            String callsign,
            double x,
            double y,
            double knots,
            double course,
            double feet) {
        return flown(index, callsign, x, y, knots, course, feet, 0);
    }

    /** The same, climbing so many feet a minute. */
    static Flown flown(
            int index,
            String callsign,
            double x,
            double y,
            double knots,
            double course,
            double feet,
            double feetPerMinute) {
        double vx = knots * KNOT * Math.sin(Math.toRadians(course));
        double vy = knots * KNOT * Math.cos(Math.toRadians(course));
        return new Flown(
                0x400000 + index,
                01000 + index,
                callsign,
                t -> new double[] {x * NM + vx * t, y * NM + vy * t, feet + feetPerMinute / 60 * t},
                1e9);
    }

    /** The same way flown under another code and without a Mode S address. */
    static Flown visual(Flown aircraft) {
        return new Flown(Plot.ABSENT, 07000, "", aircraft.at(), aircraft.to());
    }

    void fly(double seconds) {
        driven.fly(arrivals, seconds, 64);
    }

    /** Flies on until an alert of a kind is shown; returns the second, NaN: none until then. */
    double secondOfAlert(Alert.Kind kind, double until) {
        while (second() < until) {
            fly(0.1);
            if (isShown(kind)) {
                return second();
            }
        }
        return Double.NaN;
    }

    double second() {
        return (driven.now() - SimulatedTraffic.START_MICROS) / 1e6;
    }

    boolean isShown(Alert.Kind kind) {
        return driven.alerts.values().stream().anyMatch(alert -> alert.getKind() == kind);
    }

    boolean wasShown(Alert.Kind kind) {
        return driven.alertsSeen.values().stream().anyMatch(alert -> alert.getKind() == kind);
    }

    Alert alert(Alert.Kind kind) {
        return driven.alerts.values().stream()
                .filter(alert -> alert.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }

    void supervise(Command.Builder command) {
        driven.accepted(SUPERVISOR, command.build());
    }
}
