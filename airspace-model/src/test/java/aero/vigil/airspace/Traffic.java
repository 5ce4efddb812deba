package aero.vigil.airspace;

import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many aircraft over the test region, some with plans, and all their plots. */
public record Traffic(List<Aircraft> aircraft, List<Arrival> arrivals) {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    /** So many aircraft on random straight lines, drawn from a seed. */
    public static Traffic of(int count, double seconds, long seed) {
        Random random = new Random(seed);
        List<Aircraft> aircraft = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double heading = random.nextDouble() * 2 * Math.PI;
            double speed = (250 + random.nextInt(250)) * KNOT;
            aircraft.add(
                    new Aircraft(
                            0x400000 + i,
                            (01000 + i * 3) % 4_096,
                            "TST" + i,
                            (random.nextDouble() * 160 - 80) * NM,
                            (random.nextDouble() * 120 - 60) * NM,
                            speed * Math.sin(heading),
                            speed * Math.cos(heading),
                            (50 + random.nextInt(330)) * 100,
                            random.nextInt(3) == 0 ? random.nextInt(60) - 30 : 0,
                            0,
                            1e9));
        }
        return new Traffic(aircraft, SimulatedTraffic.plots(aircraft, seconds + 1, seed));
    }

    /** Files a plan for each third aircraft. */
    public void fileAll(DrivenModel driven) {
        for (int i = 0; i < aircraft.size(); i += 3) {
            driven.accepted(
                    DrivenModel.ADAPTER_A, driven.file(driven.plan(aircraft.get(i).callsign())));
        }
    }
}
