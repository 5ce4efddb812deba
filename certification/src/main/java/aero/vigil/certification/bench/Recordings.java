package aero.vigil.certification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** Flight recordings of the client and the replicas while a load runs, drawn as a flame. */
final class Recordings {

    private final Path directory;
    private final Recording own;
    private Instant from = Instant.MIN;
    private Instant to = Instant.MAX;
    private int primary;

    Recordings(Path scratch) throws IOException, java.text.ParseException {
        directory = Files.createDirectories(scratch.resolve("recordings"));
        own = new Recording(Configuration.getConfiguration("profile"));
    }

    /** A replica records from its start to its end; what is outside the load is left out later. */
    List<String> options(int replica) {
        return List.of(
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + file(replica),
                "-Xlog:jfr*=off",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints");
    }

    private Path file(int replica) {
        return directory.resolve("replica-" + replica + ".jfr");
    }

    void begin() {
        own.start();
        from = Instant.now();
    }

    void end(int leader) throws IOException {
        to = Instant.now();
        primary = leader;
        own.stop();
        own.dump(directory.resolve("client.jfr"));
        own.close();
    }

    /** Draws primary, one backup and the client side by side; the processes have ended. */
    void draw(Path file) throws IOException {
        Flame flame = new Flame(from, to);
        flame.add("primary", file(primary));
        flame.add("backup", file((primary + 1) % BenchGroup.REPLICAS));
        flame.add("client", directory.resolve("client.jfr"));
        Files.writeString(file, flame.toSvg());
        Progress.say("where the time goes: " + file.toAbsolutePath());
    }
}
