package aero.vigil.certification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The replicas of one group as processes of this machine, on formatted directories.
 *
 * <p>Replica i lives in {@code directory/replica-i}; its output goes to {@code directory/log}.
 */
public final class ReplicaGroup implements AutoCloseable {

    /** Enough for 10,000 tracks, small enough that the kernel frees it at once after kill -9. */
    private static final int HEAP_MEBIBYTES = 512;

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Path directory;
    private final GroupPorts ports;
    private final Launch launch;
    private final List<VigilProcess> processes = new ArrayList<>();

    private ReplicaGroup(Path directory, GroupPorts ports, Launch launch) {
        this.directory = directory;
        this.ports = ports;
        this.launch = launch;
    }

    /**
     * Starts every replica and waits until each says that it is ready.
     *
     * @param directory holds the formatted directories of the members
     * @param options more options of the verb {@code replica}, the same for each
     */
    public static ReplicaGroup start(Path directory, GroupPorts ports, List<String> options)
            throws IOException, InterruptedException {
        List<String> same = List.copyOf(options);
        return start(directory, ports, Launch.plain(index -> same));
    }

    /** The same, started in another way. */
    public static ReplicaGroup start(Path directory, GroupPorts ports, Launch launch)
            throws IOException, InterruptedException {
        ReplicaGroup group = new ReplicaGroup(directory, ports, launch);
        try {
            for (int i = 0; i < ports.replicas(); i++) {
                group.processes.add(group.launch(i));
            }
            for (int i = 0; i < ports.replicas(); i++) {
                group.awaitReady(i);
            }
            return group;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            group.close();
            throw failed;
        }
    }

    private VigilProcess launch(int index) throws IOException {
        List<String> verb = new ArrayList<>();
        verb.add("replica");
        verb.add("--directory");
        verb.add(directory(index).toString());
        verb.add("--end-with-stdin");
        Path certificates = GroupFormat.certificates(directory).resolve("member-" + index);
        if (Files.isDirectory(certificates)) {
            verb.add("--tls");
            verb.add(certificates.toString());
        }
        verb.addAll(launch.options().apply(index));
        return VigilProcess.start(
                "replica-" + index, HEAP_MEBIBYTES, directory.resolve("log"), launch, index, verb);
    }

    /** The directory of a member's journal, vote and checkpoints. */
    public Path directory(int index) {
        return directory.resolve("replica-" + index);
    }

    /** Waits until this replica is ready; its last words are the error text otherwise. */
    public void awaitReady(int index) throws InterruptedException {
        VigilProcess process = replica(index);
        Optional<String> ready = process.awaitLine("ready", READY_WITHIN);
        if (ready.isEmpty()) {
            throw new IllegalStateException(
                    process.name()
                            + (process.isAlive() ? " is not ready in time:\n" : " ended:\n")
                            + process.lastLines(5));
        }
    }

    public synchronized VigilProcess replica(int index) {
        return processes.get(index);
    }

    public GroupPorts ports() {
        return ports;
    }

    /** Starts a replica again whose process has ended; does not wait until it is ready. */
    public synchronized void restart(int index) throws IOException {
        if (processes.get(index).isAlive()) {
            throw new IllegalStateException("replica " + index + " is running");
        }
        processes.set(index, launch(index));
    }

    /**
     * Starts making the directory of a member anew whose own is gone ({@code format --recover}).
     */
    public VigilProcess recoverMember(int index) throws IOException {
        return verb(
                "format-" + index,
                "format",
                "--recover",
                "--at",
                ports.gateways(),
                "--member",
                index + "=" + directory(index));
    }

    /** Starts asking the primary to give way. */
    public VigilProcess stepDown() throws IOException {
        return verb("step-down", "step-down", "--at", ports.gateways());
    }

    private VigilProcess verb(String name, String... verb) throws IOException {
        return VigilProcess.start(name, HEAP_MEBIBYTES, directory.resolve("log"), List.of(verb));
    }

    /** Ends every replica at once, frozen ones too. */
    public synchronized void killAll() {
        processes.forEach(VigilProcess::kill9);
        Ending.awaitAll(processes);
    }

    @Override
    public synchronized void close() {
        processes.forEach(VigilProcess::terminate);
        Ending.awaitAll(processes);
    }
}
