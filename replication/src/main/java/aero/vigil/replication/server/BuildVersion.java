package aero.vigil.replication.server;

import aero.vigil.replication.core.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Which build this is, as clients are told. */
public final class BuildVersion {

    /** From the jar's manifest; "development" when run from classes. */
    public static final String TEXT = text();

    private BuildVersion() {}

    /** The same as a number: the first eight bytes of its SHA-256. */
    static long number() {
        return ByteBuffer.wrap(Digest.of(TEXT.getBytes(StandardCharsets.UTF_8)).bytes()).getLong();
    }

    private static String text() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
