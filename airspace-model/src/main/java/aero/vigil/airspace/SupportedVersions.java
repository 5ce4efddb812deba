package aero.vigil.airspace;

/**
 * Which versions of the state machine this build can run.
 *
 * <p>A log begins with one and goes over to a newer one at an op of its own; a build runs whichever
 * is in force there. So what a version computes is never changed, only added to: a change that
 * makes the model compute other bytes raises {@link #newest}, and is made where that version is in
 * force. {@link #oldest} is raised when the code of a version is taken out.
 */
public final class SupportedVersions {

    private static final int OLDEST = 16;
    private static final int NEWEST = 16;

    private SupportedVersions() {}

    /** The oldest that this build runs. */
    public static int oldest() {
        return OLDEST;
    }

    /** The newest that this build runs, with which a new group begins. */
    public static int newest() {
        return NEWEST;
    }

    /** Whether this build runs this one. */
    public static boolean include(int version) {
        return version >= OLDEST && version <= NEWEST;
    }
}
