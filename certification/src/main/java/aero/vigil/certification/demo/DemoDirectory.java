package aero.vigil.certification.demo;

import aero.vigil.airspace.SupportedVersions;
import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.Recording;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.replication.transport.TransportSecurity;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The directory of one demo: the members' directories, the processes' output, and {@code demo.json}
 * that tells other verbs where the group is.
 */
final class DemoDirectory implements AutoCloseable {

    /** A recording begins this long after its group was formatted: all are up by then. */
    private static final long LEAD_SECONDS = 12;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DemoDirectory(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes the directory for this process alone.
     *
     * @throws IllegalStateException when another demo runs in it
     */
    static DemoDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel file =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return new DemoDirectory(path, file, lock);
            }
        } catch (OverlappingFileLockException heldByUs) {
            // The same refusal as when another process holds it.
        }
        file.close();
        throw new IllegalStateException(
                "a demo is running in " + path + ": stop it, or name another with --directory");
    }

    /** Formats a group when there is none, or when asked to start anew; whether it did. */
    boolean formatIfNeeded(DemoSetup setup, GroupPorts ports) throws IOException {
        String wanted = describe(setup);
        Path formatted = path.resolve("formatted");
        if (!setup.fresh() && Files.isDirectory(path.resolve("replica-0"))) {
            String found = Files.exists(formatted) ? Files.readString(formatted) : "another build";
            if (!found.equals(wanted)) {
                throw new IllegalArgumentException(
                        "the log in %s was begun for %s, and this is %s: start with --fresh, or name another --directory"
                                .formatted(path, found, wanted));
            }
            return false;
        }
        Files.deleteIfExists(formatted);
        GroupFormat.certify(path, ports.replicas(), TransportSecurity.DEVELOPMENT);
        Recording recording = setup.scenario().recording();
        if (recording == null) {
            GroupFormat.fresh(path, ports, setup.adaptation());
        } else {
            double rate = setup.scenario().rate();
            GroupFormat.fresh(
                    path,
                    ports,
                    setup.adaptation(),
                    firstTime(recording).minusMillis((long) (LEAD_SECONDS * 1_000 * rate)),
                    rate);
        }
        Files.writeString(formatted, wanted);
        return true;
    }

    /** What a log cannot change any more. */
    private static String describe(DemoSetup setup) {
        return "port %d, adaptation %s, state machine version %d"
                .formatted(
                        setup.port(), setup.adaptation().getFileName(), SupportedVersions.oldest());
    }

    private static Instant firstTime(Recording recording) throws IOException {
        Long micros = CaptureFile.firstCaptureTimeMicros(recording.file(), recording.day());
        if (micros == null) {
            throw new IllegalArgumentException(
                    recording.file() + " holds no ASTERIX data that could be replayed");
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Writes {@code demo.json}: who runs where, and how to reach the control port. */
    void describe(ControlPort control, GroupPorts ports, ReplicaGroup replicas) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("controlPort", control.port());
        json.put("token", control.token());
        ArrayNode members = json.putArray("members");
        for (int i = 0; i < ports.replicas(); i++) {
            members.addObject()
                    .put("index", i)
                    .put("gateway", ports.gateway(i))
                    .put("pid", replicas.replica(i).pid());
        }
        Path written = path.resolve("demo.json.new");
        Files.writeString(written, json.toPrettyString());
        Files.move(
                written,
                path.resolve("demo.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve("demo.json"));
            lock.release();
            lockFile.close();
        } catch (IOException gone) {
            // The directory was removed under us: nothing is left to give back.
        }
    }
}
