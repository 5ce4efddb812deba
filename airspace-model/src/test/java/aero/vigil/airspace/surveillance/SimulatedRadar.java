package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.geometry.SystemPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A turning radar with noise that reports the true places of flights as plots would have them. */
final class SimulatedRadar {

    /** 2026-01-01 11:00 UTC: second 0 of every scene. */
    static final long START_MICROS = 1_767_265_200_000_000L;

    /** One plot, of which flight and when it reaches the adapter. */
    record Sighting(Plot plot, int flight, double detection, double arrival) {}

    private static final double A = 6_378_137.0;
    private static final double E2 = 0.0066943799901413165;

    private final SensorSite site;
    private final SystemPlane plane;
    private final double phase;
    private final double detectionProbability;
    private final double rangeOffset;
    private final double azimuthOffset;

    SimulatedRadar(SensorSite site, SystemPlane plane, double phase, double detectionProbability) {
        this(site, plane, phase, detectionProbability, 0, 0);
    }

    /** One that measures wrongly by so many metres and degrees, which its site does not say. */
    SimulatedRadar(
            SensorSite site,
            SystemPlane plane,
            double phase,
            double detectionProbability,
            double rangeOffsetMetres,
            double azimuthOffsetDegrees) {
        rangeOffset = rangeOffsetMetres;
        azimuthOffset = Math.toRadians(azimuthOffsetDegrees);
        this.site = site;
        this.plane = plane;
        this.phase = phase;
        this.detectionProbability = detectionProbability;
    }

    SensorSite site() {
        return site;
    }

    /** All its plots of these flights; the delay from detection to arrival is the nominal one. */
    List<Sighting> observe(List<Flight> flights, double until, Random random) {
        List<Sighting> seen = new ArrayList<>();
        for (int i = 0; i < flights.size(); i++) {
            observe(flights.get(i), i, until, random, seen);
        }
        return seen;
    }

    private void observe(
            Flight flight, int index, double until, Random random, List<Sighting> seen) {
        for (int scan = 0; (scan - 1) * site.periodSeconds() < until; scan++) {
            double time = (scan + phase) * site.periodSeconds();
            for (int i = 0; i < 4; i++) {
                double turn = polar(flight, time)[1] / (2 * Math.PI);
                time = (scan + phase + turn) * site.periodSeconds();
            }
            boolean detected = random.nextDouble() < detectionProbability;
            double rangeNoise = random.nextGaussian() * site.sigmaRangeMetres();
            double azimuthNoise =
                    Math.toRadians(random.nextGaussian() * site.sigmaAzimuthDegrees());
            if (!detected || !flight.existsAt(time) || time > until) {
                continue;
            }
            double[] truth = flight.at().apply(time);
            double[] polar = polar(flight, time);
            double range = polar[0] + flight.transponderMetres() + rangeOffset + rangeNoise;
            if (range < 0 || range > site.rangeNauticalMiles() * 1852) {
                continue;
            }
            double azimuth = polar[1] + azimuthOffset + azimuthNoise;
            seen.add(sighting(flight, index, time, range, azimuth, truth[2]));
        }
    }

    private Sighting sighting(
            Flight flight, int index, double time, double range, double azimuth, double feet) {
        double arrival = time + site.nominalDelaySeconds();
        long detectionMicros = START_MICROS + Math.round(time * 1e6);
        int timeOfDay = (int) (detectionMicros * 128 / 1_000_000 % (86_400 * 128));
        boolean modeS = flight.address() != Plot.ABSENT;
        boolean primary = flight.mode3A() == Plot.ABSENT && !modeS;
        Plot plot =
                new Plot(
                        site.sacSic(),
                        timeOfDay,
                        START_MICROS + Math.round(arrival * 1e6),
                        primary ? 1 : modeS ? 5 : 2,
                        (int) Math.round(range / 1852 * 256),
                        Math.floorMod(Math.round(azimuth / (2 * Math.PI) * 65536), 65536),
                        flight.mode3A(),
                        false,
                        primary ? Plot.ABSENT : (int) Math.round(feet / 25),
                        false,
                        flight.address(),
                        "",
                        Plot.ABSENT,
                        false,
                        false,
                        false,
                        Plot.ABSENT);
        return new Sighting(plot, index, time, arrival);
    }

    /** Slant range in metres and azimuth in radians, 0..2&pi;, by way of earth-centred axes. */
    private double[] polar(Flight flight, double time) {
        double[] truth = flight.at().apply(time);
        double height = truth[2] * 0.3048 * flight.heightFactor();
        GeodeticPosition at = plane.toGeodetic(truth[0], truth[1]);
        double[] target = centred(at.latitudeDegrees(), at.longitudeDegrees(), height);
        double[] own =
                centred(site.latitudeDegrees(), site.longitudeDegrees(), site.heightMetres());
        double phi = Math.toRadians(site.latitudeDegrees());
        double lambda = Math.toRadians(site.longitudeDegrees());
        double dx = target[0] - own[0];
        double dy = target[1] - own[1];
        double dz = target[2] - own[2];
        double east = -Math.sin(lambda) * dx + Math.cos(lambda) * dy;
        double north =
                -Math.sin(phi) * (Math.cos(lambda) * dx + Math.sin(lambda) * dy)
                        + Math.cos(phi) * dz;
        double azimuth = Math.atan2(east, north);
        return new double[] {
            Math.sqrt(dx * dx + dy * dy + dz * dz), azimuth < 0 ? azimuth + 2 * Math.PI : azimuth
        };
    }

    private static double[] centred(double latitude, double longitude, double height) {
        double phi = Math.toRadians(latitude);
        double lambda = Math.toRadians(longitude);
        double n = A / Math.sqrt(1 - E2 * Math.sin(phi) * Math.sin(phi));
        return new double[] {
            (n + height) * Math.cos(phi) * Math.cos(lambda),
            (n + height) * Math.cos(phi) * Math.sin(lambda),
            (n * (1 - E2) + height) * Math.sin(phi)
        };
    }
}
