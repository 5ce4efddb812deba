package aero.vigil.certification.fault;

import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the kernel says of a process: proc(5), {@code /proc/PID/stat}. */
public final class ProcessState {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int KILLED = 128 + 9;

    private ProcessState() {}

    /** Kills a process by SIGKILL and shows that it is gone. */
    public static Proof kill9(VigilProcess process) throws InterruptedException {
        long pid = process.pid();
        process.kill9();
        boolean ended = process.awaitEnd(PATIENCE);
        boolean gone = ended && !Files.exists(Path.of("/proc", Long.toString(pid)));
        return new Proof(
                gone && process.exitValue() == KILLED,
                process.name()
                        + ": /proc/"
                        + pid
                        + (gone ? " is gone" : " is still there")
                        + (ended ? ", exit value " + process.exitValue() : ""));
    }

    /** The state letter: R running, S sleeping, T stopped, Z dead; "-" when there is none. */
    public static String letter(long pid) {
        List<String> fields = fields(pid);
        return fields.isEmpty() ? "-" : fields.get(0);
    }

    /** Processor time used so far, in clock ticks of the kernel. */
    public static long cpuTicks(long pid) {
        List<String> fields = fields(pid);
        return fields.isEmpty()
                ? -1
                : Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }

    /** Stops a process for a while and shows that it did not move; leaves it stopped. */
    public static Proof freeze(VigilProcess process, long forMillis) throws InterruptedException {
        process.freeze();
        TimeUnit.MILLISECONDS.sleep(20);
        String before = letter(process.pid());
        long ticks = cpuTicks(process.pid());
        TimeUnit.MILLISECONDS.sleep(Math.max(0, forMillis - 20));
        String after = letter(process.pid());
        boolean still = ticks == cpuTicks(process.pid());
        return new Proof(
                before.equals("T") && after.equals("T") && still,
                process.name()
                        + ": state "
                        + before
                        + " to "
                        + after
                        + (still ? ", no processor time used in " : ", it ran within ")
                        + forMillis
                        + " ms");
    }

    /** The fields after the name in brackets, which may hold blanks. */
    private static List<String> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
