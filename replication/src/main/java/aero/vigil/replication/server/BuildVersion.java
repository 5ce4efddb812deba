package aero.vigil.replication.server;

/** Which build this is, as clients are told. */
final class BuildVersion {

    /** From the jar's manifest; "development" when run from classes. */
    static final String TEXT = text();

    private BuildVersion() {}

    private static String text() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
