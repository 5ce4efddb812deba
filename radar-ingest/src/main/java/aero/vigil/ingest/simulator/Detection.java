package aero.vigil.ingest.simulator;

/**
 * One reply as the radar measured it.
 *
 * @param timeMicros when the beam was on the aircraft, UTC since 1970
 * @param target the aircraft it came from
 * @param rho 1/256 NM, I048/040
 * @param theta 360/65536 degrees, I048/040
 * @param quarterLevels Mode C, 1/4 FL, I048/090
 * @param selectedFeet on its autopilot
 * @param trackNumber the radar's own, 12 bits
 */
record Detection(
        long timeMicros,
        Target target,
        int rho,
        int theta,
        int quarterLevels,
        double selectedFeet,
        int trackNumber) {}
