package aero.vigil.certification.scenario;

import aero.vigil.certification.process.Timing;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the group of a run is set up.
 *
 * @param port the first of its ports
 * @param timing of the replicas
 * @param seed of what is random in faults
 * @param features what is in the scenario's hands
 * @param bug planted in every replica, empty: none
 * @param sessions that submit
 * @param paceMillis from an answer to the next command of a session
 */
public record Setting(
        int port,
        Timing timing,
        long seed,
        Set<Feature> features,
        String bug,
        int sessions,
        long paceMillis) {

    private static final int SESSIONS = 4;

    /** Slow enough that no flight gets 16 orders, what a frame carries of them, in one tick. */
    private static final long PACE_MILLIS = 20;

    public Setting {
        EnumSet<Feature> copy = EnumSet.noneOf(Feature.class);
        copy.addAll(features);
        features = Collections.unmodifiableSet(copy);
    }

    /** A plain group. */
    public static Setting plain(int port, Timing timing, long seed) {
        return new Setting(port, timing, seed, Set.of(), "", SESSIONS, PACE_MILLIS);
    }

    /** The same with this in our hands too. */
    Setting with(Feature feature) {
        EnumSet<Feature> more = EnumSet.of(feature);
        more.addAll(features);
        return new Setting(port, timing, seed, more, bug, sessions, paceMillis);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The same with a fault in the product. */
    public Setting withBug(String name) {
        return new Setting(port, timing, seed, features, name, sessions, paceMillis);
    }
}
