package aero.vigil.certification.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One running process of Vigil: a Java machine that executes one verb, with its output in a file.
 *
 * <p>The child ends when its standard input closes, so that no process outlives its parent. Signals
 * are the operating system's own.
 */
public final class VigilProcess {

    /** What the launcher runs. */
    public static final String MAIN = "aero.vigil.certification.Vigil";

    /** Lines of output kept in memory for {@link #awaitLine} and error texts. */
    private static final int KEPT_LINES = 200;

    /** Output files are cut here: a process that babbles must not fill the disk. */
    private static final long MAX_LOG_BYTES = 16L << 20;

    private final String name;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();

    private VigilProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a verb in a Java machine of its own, of the same version and class path as this one.
     *
     * @param name for people, also the name of the log file
     * @param heapMebibytes the greatest heap
     * @param logDirectory where its output goes, created when missing
     * @param verb the verb and its arguments
     */
    public static VigilProcess start(
            String name, int heapMebibytes, Path logDirectory, List<String> verb)
            throws IOException {
        Launch plain = Launch.plain(index -> List.of());
        return start(name, heapMebibytes, logDirectory, plain, 0, verb);
    }

    /** The same in another way: as the replica of this index is launched. */
    static VigilProcess start(
            String name,
            int heapMebibytes,
            Path logDirectory,
            Launch launch,
            int index,
            List<String> verb)
            throws IOException {
        Files.createDirectories(logDirectory);
        List<String> command = new ArrayList<>(launch.within().apply(index));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(VigilHome.jvmOptions());
        command.add("-Xmx" + heapMebibytes + "m");
        command.add("-Xms16m");
        command.addAll(launch.javaOptions().apply(index));
        command.add("-Dvigil.home=" + VigilHome.directory());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(launch.main());
        command.addAll(verb);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        VigilProcess started = new VigilProcess(name, process);
        Thread reader =
                new Thread(
                        () -> started.copyOutput(logDirectory.resolve(name + ".log")),
                        "output of " + name);
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void copyOutput(Path log) {
        try (var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                RollingLog file = new RollingLog(log, MAX_LOG_BYTES)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                remember(line);
                file.add(line);
            }
        } catch (IOException closed) {
            remember("(output lost: " + closed.getMessage() + ")");
        }
    }

    private synchronized void remember(String line) {
        lines.addLast(line);
        if (lines.size() > KEPT_LINES) {
            lines.removeFirst();
        }
        notifyAll();
    }

    /**
     * Waits for a line of output that contains this text.
     *
     * @return the line, or nothing when the process ended or the time ran out
     */
    public synchronized Optional<String> awaitLine(String text, Duration atMost)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (String line : lines) {
                if (line.contains(text)) {
                    return Optional.of(line);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !process.isAlive()) {
                return Optional.empty();
            }
            wait(Math.min(left, 50));
        }
    }

    /** The newest line of output kept that contains this text. */
    public synchronized Optional<String> newestLine(String text) {
        for (var newest = lines.descendingIterator(); newest.hasNext(); ) {
            String line = newest.next();
            if (line.contains(text)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** The last lines of output, for an error text. */
    public synchronized String lastLines(int count) {
        List<String> all = new ArrayList<>(lines);
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once and without warning: SIGKILL. */
    public void kill9() {
        process.destroyForcibly();
    }

    /** Stops it where it stands: SIGSTOP. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on: SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /** Asks it to end: SIGCONT, in case it is frozen, then SIGTERM. */
    public void terminate() {
        if (process.isAlive()) {
            signal("CONT");
            process.toHandle().destroy(); // the process' own would close its output: last words
        }
    }

    /** Waits for its end; false when the time runs out. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The exit value of a process that has ended. */
    public int exitValue() {
        return process.exitValue();
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException cause) {
            throw new IllegalStateException("cannot send SIG" + signal + " to " + name, cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
        }
    }
}
