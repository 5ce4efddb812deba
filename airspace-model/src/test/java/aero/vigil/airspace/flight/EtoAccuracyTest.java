package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.SetWinds;
import aero.vigil.wire.airspace.WindLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How far estimates are off where speed and wind are a percent (1 sigma each) off what is filed and
 * forecast: flights along A1 from ALPHA to ECHOO, 200 NM, tracked by two radars, eastbound with a
 * wind of 60 kt from the west that the supervisor has set.
 */
@Tag("slow")
class EtoAccuracyTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final double WIND_KNOTS = 60;
    private static final int FLIGHTS = 40;
    private static final String[] POINTS = {"BRAVO", "CENTR", "DELTA", "ECHOO"};
    private static final double[] EAST_NM = {-50, 0, 50, 100};
    private static final Submitter SUPERVISOR =
            new Submitter(9, "supervisor", List.of(Submitter.SUPERVISOR));

    private final Random random = new Random(Long.getLong("vigil.seed", 5));
    private final DrivenModel driven = new DrivenModel();
    private final List<Aircraft> aircraft = new ArrayList<>();
    private final List<Double> tenMinutesAhead = new ArrayList<>();
    private final List<Double> twentyMinutesAhead = new ArrayList<>();

    @Test
    void estimatesTenAndTwentyMinutesAheadAreAsGoodAsRequired() {
        driven.accepted(
                SUPERVISOR,
                Command.newBuilder()
                        .setSetWinds(
                                SetWinds.newBuilder()
                                        .addLayers(
                                                WindLayer.newBuilder()
                                                        .setFlightLevel(300)
                                                        .setFromDegrees(270)
                                                        .setKnots((int) WIND_KNOTS)))
                        .build());
        for (int i = 0; i < FLIGHTS; i++) {
            depart(i);
        }
        List<Arrival> arrivals = SimulatedTraffic.plots(aircraft, 1_900, 7);

        for (int seconds = 0; seconds < 1_800; seconds += 10) {
            driven.fly(arrivals, 10, 64);
            compareEstimates(seconds + 10);
        }

        print("10 minutes ahead", tenMinutesAhead);
        print("20 minutes ahead", twentyMinutesAhead);
        assertTrue(tenMinutesAhead.size() > 1_000 && twentyMinutesAhead.size() > 400);
        assertTrue(quantile(tenMinutesAhead, 0.5) <= 15);
        assertTrue(quantile(tenMinutesAhead, 0.95) <= 45);
        assertTrue(quantile(twentyMinutesAhead, 0.5) <= 30);
        assertTrue(quantile(twentyMinutesAhead, 0.95) <= 90);
    }

    /** Filed for 450 kt at FL300; enters 100 NM west at its own speed and its own wind. */
    private void depart(int i) {
        double speed = 450 * (1 + 0.01 * random.nextGaussian());
        double wind = WIND_KNOTS + 450 * 0.01 * random.nextGaussian();
        double from = i % 8 * 60.0;
        double across = (Math.floorDiv(i, 8) - 2) * NM;
        double vx = (speed + wind) * KNOT;
        Aircraft one =
                new Aircraft(
                        0x400100 + i,
                        02000 + i,
                        "ETO" + i,
                        -100 * NM - vx * from,
                        across,
                        vx,
                        0,
                        30_000 + 1_000 * (i % 5),
                        0,
                        from,
                        1e9);
        aircraft.add(one);
        FiledPlan.Builder plan = driven.plan("ETO" + i).setAddress(one.address());
        plan.getKeyBuilder()
                .setDeparture("XXXX")
                .setDestination("YYYY")
                .setOffBlockTimeMicros(driven.now() + (long) ((from - 1_800) * 1e6));
        plan.clearRoute()
                .addAllRoute(List.of("ALPHA", "A1", "ECHOO"))
                .setLevel("F" + (300 + 10 * (i % 5)))
                .setElapsedMinutes(64);
        driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan));
    }

    private void compareEstimates(int seconds) {
        for (Flight flight : driven.flights.values()) {
            if (flight.getTrack() == 0) {
                continue;
            }
            Aircraft truth =
                    aircraft.get(Integer.parseInt(flight.getKey().getCallsign().substring(3)));
            for (RoutePoint point : flight.getRouteList()) {
                int at = List.of(POINTS).indexOf(point.getName());
                if (at < 0 || point.getPassed()) {
                    continue;
                }
                double trueSecond = (EAST_NM[at] * NM - truth.x()) / truth.vx();
                double ahead = trueSecond - seconds;
                double estimate = (point.getTimeMicros() - SimulatedTraffic.START_MICROS) / 1e6;
                double error = Math.abs(estimate - trueSecond);
                if (Math.abs(ahead - 600) <= 60) {
                    tenMinutesAhead.add(error);
                } else if (Math.abs(ahead - 1_200) <= 60) {
                    twentyMinutesAhead.add(error);
                }
            }
        }
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static void print(String what, List<Double> errors) {
        System.out.printf(
                "ETO %s: %d estimates, error p50 %.1f s, p95 %.1f s%n",
                what, errors.size(), quantile(errors, 0.5), quantile(errors, 0.95));
    }
}
