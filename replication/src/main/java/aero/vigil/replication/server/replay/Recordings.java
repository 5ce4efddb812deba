package aero.vigil.replication.server.replay;

import aero.vigil.airspace.SupportedVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what can be replayed, by what it is. */
public final class Recordings {

    private Recordings() {}

    /**
     * A replica's directory, or a file of {@code vigil export}.
     *
     * @throws IllegalArgumentException if it is neither, or damaged so that nothing can be shown
     */
    public static Recording open(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new IllegalArgumentException(
                    "there is no "
                            + source
                            + ": give a replica's directory, as var/demo/replica-0 of a demo, or a"
                            + " file of `vigil export`");
        }
        Recording recording =
                Files.isDirectory(source)
                        ? DirectoryRecording.open(source)
                        : SpanRecording.open(source);
        int version = recording.genesis().stateMachineVersion();
        if (!SupportedVersions.include(version)) {
            recording.close();
            throw new IllegalArgumentException(
                    "%s was recorded with state machine version %d, and this build runs %d to %d:"
                                    .formatted(
                                            source,
                                            version,
                                            SupportedVersions.oldest(),
                                            SupportedVersions.newest())
                            + " replay it with the build that recorded it");
        }
        return recording;
    }
}
