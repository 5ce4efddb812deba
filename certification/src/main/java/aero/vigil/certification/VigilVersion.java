package aero.vigil.certification;

/** Which Vigil this is: what {@code vigil --version} says. */
public final class VigilVersion {

    private VigilVersion() {}

    /** The version and the sources it was built from, by the jar's manifest, and the Java below. */
    public static String text() {
        String built = VigilVersion.class.getPackage().getImplementationVersion();
        return "vigil "
                + (built == null ? "of classes that are in no jar" : built)
                + " (Java "
                + Runtime.version()
                + ")";
    }
}
