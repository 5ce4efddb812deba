package aero.vigil.ingest.simulator;

/**
 * One reply as the radar measured it.
 *
 * @param timeMicros when the beam was on the aircraft, UTC since 1970
 * @param target the aircraft it came from
 * @param rho 1/256 NM, I048/040
 * @param theta 360/65536 degrees, I048/040
 * @param reply as the radar read it
 * @param garbled two replies met: codes are not to be trusted
 * @param quarterLevels Mode C, 1/4 FL, I048/090
 * @param selectedFeet on its autopilot
 * @param trackNumber the radar's own, 12 bits
 * @param isTrue where the aircraft is: neither a split nor a reflection
 */
public record Detection(
        long timeMicros,
        Target target,
        int rho,
        int theta,
        Reply reply,
        boolean garbled,
        int quarterLevels,
        double selectedFeet,
        int trackNumber,
        boolean isTrue) {

    /** The same with what was read of its codes. */
    Detection read(Reply as, boolean isGarbled, int levels) {
        return new Detection(
                timeMicros,
                target,
                rho,
                theta,
                as,
                isGarbled,
                levels,
                selectedFeet,
                trackNumber,
                isTrue);
    }

    /** A second plot of it, where it is not. */
    Detection at(int otherRho, int otherTheta) {
        return new Detection(
                timeMicros,
                target,
                otherRho,
                otherTheta,
                reply,
                garbled,
                quarterLevels,
                selectedFeet,
                trackNumber,
                false);
    }
}
