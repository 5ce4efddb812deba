package aero.vigil.certification.scenario;

import aero.vigil.certification.process.Timing;

/**
 * How the group of a run is set up.
 *
 * @param port the first of its ports
 * @param timing of the replicas
 * @param seed of what is random in faults
 * @param emulated whether the lines between replicas go through the emulator
 * @param hidesEnds whether the emulator hides from one side that the other has ended
 * @param forwarded whether the ways to the gateways can be cut
 * @param onImages whether each replica's directory is a file system of its own, in an image file
 * @param bug planted in every replica, empty: none
 * @param sessions that submit
 * @param paceMillis from an answer to the next command of a session
 */
public record Setting(
        int port,
        Timing timing,
        long seed,
        boolean emulated,
        boolean hidesEnds,
        boolean forwarded,
        boolean onImages,
        String bug,
        int sessions,
        long paceMillis) {

    private static final int SESSIONS = 4;

    /** Slow enough that no flight gets 16 orders, what a frame carries of them, in one tick. */
    private static final long PACE_MILLIS = 20;

    /** A plain group. */
    public static Setting plain(int port, Timing timing, long seed) {
        return new Setting(
                port, timing, seed, false, false, false, false, "", SESSIONS, PACE_MILLIS);
    }

    /** The same with the lines between replicas in our hands. */
    Setting withLines() {
        return new Setting(
                port,
                timing,
                seed,
                true,
                hidesEnds,
                forwarded,
                onImages,
                bug,
                sessions,
                paceMillis);
    }

    /** The same with lines that do not tell when the other side has ended. */
    Setting withSilentEnds() {
        return new Setting(
                port, timing, seed, true, true, forwarded, onImages, bug, sessions, paceMillis);
    }

    /** The same with the ways of clients and displays in our hands too. */
    Setting withForwarding() {
        return new Setting(
                port, timing, seed, true, hidesEnds, true, onImages, bug, sessions, paceMillis);
    }

    /** The same on file systems that can lose their page cache. */
    Setting withImages() {
        return new Setting(
                port,
                timing,
                seed,
                emulated,
                hidesEnds,
                forwarded,
                true,
                bug,
                sessions,
                paceMillis);
    }

    /** The same with a fault in the product. */
    public Setting withBug(String name) {
        return new Setting(
                port,
                timing,
                seed,
                emulated,
                hidesEnds,
                forwarded,
                onImages,
                name,
                sessions,
                paceMillis);
    }
}
