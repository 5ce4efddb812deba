package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that gives a wanted rate of plots: as many aircraft as the radars need for it, or a given
 * number of them and antennas that turn faster or slower than the adaptation's.
 *
 * @param targets the aircraft
 * @param rotation how much faster than the adaptation's the antennas turn
 */
record LoadFleet(List<LoadTarget> targets, double rotation) {

    /** Most aircraft made for a rate: 20,000 plots/s of one radar of 5 s. */
    static final int GREATEST_FLEET = 100_000;

    /** How far from the reference they fly, NM. */
    private static final double RADIUS_NM = 130;

    private static final int LOWEST_FEET = 12_000;
    private static final int LEVELS = 280;

    /**
     * Makes a fleet.
     *
     * @param plotsPerSecond of all radars together
     * @param aircraft how many; null: as many as it takes
     */
    static LoadFleet of(
            Adaptation region,
            long seed,
            Atmosphere air,
            int plotsPerSecond,
            @Nullable Integer aircraft,
            long nowMicros) {
        List<Radar> radars = new ArrayList<>();
        for (SensorSite site : region.getSensorsList()) {
            radars.add(new Radar(seed, site, site.getPeriodSeconds()));
        }
        Place reference = Place.ofDegrees("reference", region.getLatitude(), region.getLongitude());
        IdentityIssuer identities = new IdentityIssuer(seed);
        List<LoadTarget> targets = new ArrayList<>();
        double rate = 0;
        int most = aircraft == null ? GREATEST_FLEET : aircraft;
        while (targets.size() < most && (aircraft != null || rate < plotsPerSecond)) {
            LoadTarget target = target(reference, identities.load(), air, seed);
            targets.add(target);
            for (Radar radar : radars) {
                if (radar.covers(target, nowMicros)) {
                    rate += radar.detectionProbability() * 1e6 / radar.periodMicros();
                }
            }
        }
        return new LoadFleet(targets, aircraft == null ? 1 : plotsPerSecond / Math.max(rate, 1e-3));
    }

    private static LoadTarget target(
            Place reference, FlightIdentity identity, Atmosphere air, long seed) {
        Draws draws = Draws.of(seed, 'T', identity.number());
        Place centre =
                reference.at(
                        draws.uniform(-StrictMath.PI, StrictMath.PI),
                        RADIUS_NM * Wgs84.METRES_IN_NM * Math.sqrt(draws.uniform()));
        return new LoadTarget(
                identity,
                air,
                centre,
                draws.uniform(-StrictMath.PI, StrictMath.PI),
                LOWEST_FEET + 100.0 * draws.below(LEVELS),
                draws.uniform(320, 490) * Wgs84.KNOT,
                draws.uniform());
    }
}
