package aero.vigil.display.real;

import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.replication.journal.format.Format;
import aero.vigil.replication.journal.format.GroupPlan;
import aero.vigil.replication.server.command.ReplicaMain;
import aero.vigil.replication.transport.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Three replicas over Switzerland, each a process with a journal of its own. */
public final class RealGroup implements AutoCloseable {

    private static final int COUNT = 3;

    /** With learners. */
    private static final int PLACES = 5;

    private final Path root;
    private final List<Integer> ports;
    private final @Nullable Process[] processes = new Process[PLACES];
    private @Nullable Path certificates;

    private RealGroup(Path root, List<Integer> ports) {
        this.root = root;
        this.ports = ports;
    }

    /** Formats and starts all three. */
    public static RealGroup start(Path root) throws IOException {
        RealGroup group = format(root, GroupPlan.DEFAULT_CHECKPOINT_INTERVAL);
        group.startAll();
        return group;
    }

    /** Formats all three; nothing runs yet. */
    public static RealGroup format(Path root, long checkpointInterval) throws IOException {
        RealGroup group = new RealGroup(root, FreePorts.take(2 * PLACES));
        List<GroupPlan.PlannedMember> members = new ArrayList<>();
        for (int index = 0; index < COUNT; index++) {
            members.add(
                    new GroupPlan.PlannedMember(
                            group.replicaAddress(index),
                            group.address(index),
                            group.directory(index)));
        }
        Path adaptation = home().resolve("config/adaptations/switzerland.json");
        Format.newGroup(
                GroupPlan.of(members, AdaptationFile.read(adaptation))
                        .withCheckpointInterval(checkpointInterval));
        return group;
    }

    public void startAll() throws IOException {
        for (int index = 0; index < COUNT; index++) {
            launch(index);
        }
        for (int index = 0; index < COUNT; index++) {
            awaitReady(index);
        }
    }

    /** Lines between replicas are secured by the certificates of this directory. */
    public void useCertificates(Path directory) {
        certificates = directory;
    }

    public String replicaAddress(int index) {
        return "127.0.0.1:" + ports.get(PLACES + index);
    }

    private static Path home() {
        return Path.of(System.getProperty("vigil.root", "..")).toAbsolutePath();
    }

    public String address(int index) {
        return "127.0.0.1:" + ports.get(index);
    }

    public List<String> addresses() {
        return List.of(address(0), address(1), address(2));
    }

    /** Where this replica keeps its log. */
    public Path directory(int index) {
        return root.resolve("replica-" + index);
    }

    private void launch(int index) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + home().resolve("config/jvm.options"),
                        "@" + home().resolve("config/short-lived.options"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplicaMain.class.getName(),
                        "--directory",
                        directory(index).toString(),
                        "--timing",
                        "relaxed",
                        "--end-with-stdin");
        Path secured = certificates;
        if (secured != null) {
            builder.command()
                    .addAll(List.of("--tls", secured.resolve("member-" + index).toString()));
        }
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        processes[index] = builder.start();
    }

    private void awaitReady(int index) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(
                                process(index).getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("replica " + index + " ready")) {
            line = out.readLine(); // a warning: it is starved
        }
        if (line == null) {
            throw new AssertionError("replica " + index + " ended");
        }
        drain(out);
    }

    /** What it goes on to say must not fill the pipe, or it would stand still. */
    private static void drain(BufferedReader out) {
        Thread drain =
                new Thread(
                        () -> {
                            try {
                                while (out.readLine() != null) {
                                    // Of no interest: a test asks the replica itself.
                                }
                            } catch (IOException e) {
                                // It has ended.
                            }
                        },
                        "drain");
        drain.setDaemon(true);
        drain.start();
    }

    private Process process(int index) {
        Process process = processes[index];
        if (process == null) {
            throw new IllegalStateException("replica " + index + " was not started");
        }
        return process;
    }

    /** Waits until the process ends by itself, and gives its exit code. */
    public int awaitEnd(int index) throws InterruptedException {
        if (!process(index).waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("replica " + index + " runs on");
        }
        return process(index).exitValue();
    }

    /** SIGTERM. */
    public void stop(int index) throws InterruptedException {
        process(index).destroy();
        awaitEnd(index);
    }

    /** Kill -9. */
    public void kill(int index) throws InterruptedException {
        process(index).destroyForcibly().waitFor();
    }

    /** Starts it, or a learner in this place. */
    public void restart(int index) throws IOException {
        launch(index);
        awaitReady(index);
    }

    /** SIGSTOP: its sockets stay open and say nothing. */
    public void freeze(int index) throws IOException, InterruptedException {
        signal(index, "STOP");
    }

    public void thaw(int index) throws IOException, InterruptedException {
        signal(index, "CONT");
    }

    private void signal(int index, String name) throws IOException, InterruptedException {
        long pid = process(index).pid();
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + name + " " + pid + " failed");
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
