package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.SimulatedRadar.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;

/** Plots of aircraft on straight lines, as two radars would report them, for tests of the model. */
public final class SimulatedTraffic {

    /** Second 0 of every scene: 2026-01-01 11:00 UTC. */
    public static final long START_MICROS = SimulatedRadar.START_MICROS;

    /** SAC/SIC of the two radars. */
    public static final int WEST_RADAR = 0x0A01;

    public static final int EAST_RADAR = 0x0A02;

    private SimulatedTraffic() {}

    /**
     * An aircraft.
     *
     * @param address 24 bits, or {@link Plot#ABSENT}
     * @param mode3A its code
     * @param callsign downlinked, or empty
     * @param x metres east of the reference point at second 0
     * @param vx metres a second east
     * @param feet pressure altitude at second 0
     * @param climb feet a second
     * @param from first second in the air
     * @param to last second
     */
    public record Aircraft(
            int address,
            int mode3A,
            String callsign,
            double x,
            double y,
            double vx,
            double vy,
            double feet,
            double climb,
            double from,
            double to) {

        /** Level and always in the air. */
        public static Aircraft level(
                int address,
                int mode3A,
                String callsign,
                double x,
                double y,
                double vx,
                double vy,
                double feet) {
            return new Aircraft(address, mode3A, callsign, x, y, vx, vy, feet, 0, 0, 1e9);
        }
    }

    /** A plot and when it reaches the adapter, microseconds UTC. */
    public record Arrival(long micros, Plot plot) {}

    /** The radar in the west or the east, as an adaptation has it. */
    public static SensorSite site(int sacSic) {
        return radar(sacSic).site();
    }

    private static SimulatedRadar radar(int sacSic) {
        return sacSic == WEST_RADAR
                ? Scene.radar(WEST_RADAR, -60_000, -20_000, 4, 0.1, 0.99)
                : Scene.radar(EAST_RADAR, 70_000, 30_000, 5, 0.6, 0.99);
    }

    /**
     * An aircraft on any way.
     *
     * @param at metres east and north of the reference point and feet at each second
     */
    public record Flown(
            int address, int mode3A, String callsign, DoubleFunction<double[]> at, double to) {}

    /** All plots of these aircraft up to a second, by arrival. */
    public static List<Arrival> plots(List<Aircraft> aircraft, double seconds, long seed) {
        List<Flight> flights = new ArrayList<>();
        List<String> callsigns = new ArrayList<>();
        for (Aircraft one : aircraft) {
            callsigns.add(one.callsign());
            flights.add(
                    new Flight(
                            one.address(),
                            one.mode3A(),
                            one.from(),
                            one.to(),
                            t ->
                                    new double[] {
                                        one.x() + one.vx() * t,
                                        one.y() + one.vy() * t,
                                        one.feet() + one.climb() * t
                                    }));
        }
        return plots(flights, callsigns, seconds, seed);
    }

    /** The same of aircraft on any way. */
    public static List<Arrival> plotsOf(List<Flown> aircraft, double seconds, long seed) {
        List<Flight> flights = new ArrayList<>();
        List<String> callsigns = new ArrayList<>();
        for (Flown one : aircraft) {
            callsigns.add(one.callsign());
            flights.add(new Flight(one.address(), one.mode3A(), 0, one.to(), one.at()));
        }
        return plots(flights, callsigns, seconds, seed);
    }

    private static List<Arrival> plots(
            List<Flight> flights, List<String> callsigns, double seconds, long seed) {
        List<Sighting> all = new ArrayList<>();
        all.addAll(radar(WEST_RADAR).observe(flights, seconds, new Random(seed)));
        all.addAll(radar(EAST_RADAR).observe(flights, seconds, new Random(seed + 1)));
        all.sort(
                Comparator.comparingDouble(Sighting::arrival)
                        .thenComparingInt(s -> s.plot().sacSic())
                        .thenComparingInt(Sighting::flight));
        List<Arrival> arrivals = new ArrayList<>();
        for (Sighting sighting : all) {
            arrivals.add(
                    new Arrival(
                            sighting.plot().receiveTimeMicros(),
                            named(sighting.plot(), callsigns.get(sighting.flight()))));
        }
        return arrivals;
    }

    private static Plot named(Plot plot, String callsign) {
        return new Plot(
                plot.sacSic(),
                plot.timeOfDay(),
                plot.receiveTimeMicros(),
                plot.detection(),
                plot.rho(),
                plot.theta(),
                plot.mode3A(),
                plot.mode3ADoubtful(),
                plot.flightLevel(),
                plot.flightLevelDoubtful(),
                plot.address(),
                plot.address() == Plot.ABSENT ? "" : callsign,
                plot.trackNumber(),
                plot.spi(),
                plot.simulated(),
                plot.fieldMonitor(),
                plot.selectedLevel());
    }
}
