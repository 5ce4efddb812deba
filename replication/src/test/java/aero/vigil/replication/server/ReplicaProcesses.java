package aero.vigil.replication.server;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.journal.DirectoryMaker;
import aero.vigil.replication.server.command.ReplicaMain;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Adaptation;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Three replicas as processes of this machine, each on a formatted directory of its own. */
final class ReplicaProcesses implements AutoCloseable {

    private static final int COUNT = 3;
    private static final long CHECKPOINT_INTERVAL = 200;

    private final Path root;
    private final List<Integer> ports = FreePorts.take(2 * COUNT);
    private final String[] classPaths = new String[COUNT];
    private final Map<Integer, Path> directories = new TreeMap<>();
    private final List<Process> others = new ArrayList<>();
    private final @Nullable Process[] processes = new Process[COUNT];
    private final List<String> options = new ArrayList<>();

    /** Whether {@link #corrupt} may be told. */
    private boolean corruptible;

    private ReplicaProcesses(Path root) {
        this.root = root;
    }

    /** Formats all directories; nothing runs yet. */
    static ReplicaProcesses format(Path root) throws IOException {
        ReplicaProcesses replicas = new ReplicaProcesses(root);
        Arrays.fill(replicas.classPaths, System.getProperty("java.class.path"));
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            members.add(
                    new Member(
                            i,
                            "127.0.0.1:" + replicas.ports.get(i),
                            "127.0.0.1:" + replicas.ports.get(COUNT + i),
                            new Incarnation(0x5eed, i + 1)));
        }
        Genesis genesis =
                new Genesis(
                        members,
                        new ModelClock(0, 1),
                        100_000,
                        CHECKPOINT_INTERVAL,
                        AirspaceModel.VERSION,
                        adaptation());
        LogEntry entry = LogEntry.genesis(genesis, System.currentTimeMillis() * 1_000);
        for (Member member : members) {
            DirectoryMaker.make(replicas.directory(member.index()), entry, member.incarnation());
        }
        return replicas;
    }

    private static byte[] adaptation() throws IOException {
        Adaptation.Builder adaptation = Adaptation.newBuilder();
        JsonFormat.parser()
                .merge(
                        Files.readString(home().resolve("config/adaptations/switzerland.json")),
                        adaptation);
        return adaptation.build().toByteArray();
    }

    private static Path home() {
        return Path.of(System.getProperty("vigil.root", ".."));
    }

    Path directory(int index) {
        return directories.getOrDefault(index, root.resolve("replica-" + index));
    }

    /** This member is on another disk from its next start on. */
    void useDirectory(int index, Path directory) {
        directories.put(index, directory);
    }

    List<Path> directories() {
        return IntStream.range(0, COUNT).mapToObj(this::directory).toList();
    }

    /** Gives all that start from now on these options too. */
    void option(String... more) {
        options.addAll(List.of(more));
    }

    int replicaPort(int index) {
        return ports.get(index);
    }

    GatewayAddress gateway(int index) {
        return new GatewayAddress("127.0.0.1", ports.get(COUNT + index));
    }

    List<GatewayAddress> gateways() {
        return List.of(gateway(0), gateway(1), gateway(2));
    }

    /** This one is of another build from its next start on. */
    void useBuild(int index, String classPath) {
        classPaths[index] = classPath;
    }

    /** From their next start on, the state of the replicas can be corrupted. */
    void makeCorruptible() {
        corruptible = true;
    }

    /** The state of a replica becomes another than its log says. */
    void corrupt(int index) throws IOException {
        OutputStream in = process(index).getOutputStream();
        in.write("corrupt\n".getBytes(StandardCharsets.US_ASCII));
        in.flush();
    }

    void startAll() throws IOException {
        start(IntStream.range(0, COUNT).toArray());
    }

    void startThoseThatDoNotRun() throws IOException {
        start(IntStream.range(0, COUNT).filter(i -> !isRunning(i)).toArray());
    }

    void start(int... indexes) throws IOException {
        for (int index : indexes) {
            launch(index);
        }
        for (int index : indexes) {
            awaitReady(index);
        }
    }

    private boolean isRunning(int index) {
        Process process = processes[index];
        return process != null && process.isAlive();
    }

    void launch(int index) throws IOException {
        processes[index] = launch(index, directory(index), List.of());
    }

    /** Starts one more process on this directory, and waits until it ends; gives its exit code. */
    int runUntilItEnds(int index, Path directory, String... more)
            throws IOException, InterruptedException {
        Process process = launch(index, directory, List.of(more));
        others.add(process);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + directory + errors(index));
        }
        return process.exitValue();
    }

    private Process launch(int index, Path directory, List<String> more) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + home().resolve("config/jvm.options"),
                        "@" + home().resolve("config/short-lived.options"),
                        "-Xmx192m",
                        "-cp",
                        classPaths[index],
                        corruptible
                                ? CorruptibleReplicaMain.class.getName()
                                : ReplicaMain.class.getName());
        if (corruptible) {
            builder.command().add(directory.toString());
        } else {
            builder.command()
                    .addAll(
                            List.of(
                                    "--directory",
                                    directory.toString(),
                                    "--timing",
                                    "relaxed",
                                    "--end-with-stdin"));
            builder.command().addAll(options);
            builder.command().addAll(more);
        }
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(
                        root.resolve("replica-" + index + ".err").toFile()));
        return builder.start();
    }

    private void awaitReady(int index) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(
                                process(index).getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("replica " + index + " ready")) {
            throw new AssertionError("replica " + index + " said: " + line + errors(index));
        }
    }

    String errors(int index) throws IOException {
        return Files.readString(root.resolve("replica-" + index + ".err"));
    }

    Process process(int index) {
        Process process = processes[index];
        if (process == null) {
            throw new IllegalStateException("replica " + index + " was not started");
        }
        return process;
    }

    boolean isAlive(int index) {
        return process(index).isAlive();
    }

    /** Kill -9. */
    void kill(int index) throws InterruptedException {
        process(index).destroyForcibly().waitFor();
    }

    /** SIGTERM, and waits for the end; gives the exit code. */
    int stop(int index) throws InterruptedException {
        Process process = process(index);
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("replica " + index + " did not stop on SIGTERM");
        }
        return process.exitValue();
    }

    void stopAll() throws InterruptedException {
        for (int i = 0; i < COUNT; i++) {
            process(i).destroy();
        }
        for (int i = 0; i < COUNT; i++) {
            stop(i);
        }
    }

    @Override
    public void close() {
        others.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
