package aero.vigil.airspace.safety;

/**
 * A short-term conflict alert that controllers should see.
 *
 * @param id unique among all of this kind, growing
 * @param trackA the lower track number
 * @param trackB the higher track number
 * @param raisedMicros model time at which it was raised
 * @param violationMicros model time at which the violation begins; the present when infringed
 * @param leastDistanceMetres predicted least distance
 * @param leastVerticalFeet predicted vertical distance at that moment
 * @param infringed the violation is now
 * @param acknowledged a controller has seen it
 * @param revision grows with each change of any alert
 */
public record ConflictAlert(
        int id,
        int trackA,
        int trackB,
        long raisedMicros,
        long violationMicros,
        double leastDistanceMetres,
        double leastVerticalFeet,
        boolean infringed,
        boolean acknowledged,
        long revision) {

    /** The same, seen by a controller. */
    ConflictAlert seen(long newRevision) {
        return new ConflictAlert(
                id,
                trackA,
                trackB,
                raisedMicros,
                violationMicros,
                leastDistanceMetres,
                leastVerticalFeet,
                infringed,
                true,
                newRevision);
    }
}
