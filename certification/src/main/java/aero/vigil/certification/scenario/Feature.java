package aero.vigil.certification.scenario;

/** What a scenario may need to have in its hands besides the processes. */
public enum Feature {
    /** The lines between replicas go through the link emulator. */
    LINES,
    /** The link emulator hides from one side that the other has ended. */
    SILENT_ENDS,
    /** Each replica is on a host of its own, whose cable can be pulled. */
    CABLES,
    /** The ways of clients and displays to the gateways can be cut. */
    GATEWAYS,
    /** Each replica's directory is a file system of its own, in an image file. */
    IMAGES,
    /** The image files lie on small stores that can be filled below the file system. */
    STORES,
    /** A checkpoint falls into a run. */
    CHECKPOINTS,
    /** Journal files below the checkpoints go to the archive at once. */
    ARCHIVE
}
