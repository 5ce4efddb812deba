package aero.vigil.certification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel says of one process: processor time and memory, from {@code /proc}.
 *
 * @param cpuSeconds user and system time since its start
 * @param pssMebibytes proportional set size: shared pages, a mapped journal's too, count in part
 */
public record ProcessFigures(double cpuSeconds, double pssMebibytes) {

    private static final double TICKS_A_SECOND = 100;

    /** The figures of a process now; zeros when it has ended. */
    public static ProcessFigures of(long pid) {
        try {
            Path proc = Path.of("/proc", Long.toString(pid));
            return new ProcessFigures(
                    cpuSeconds(Files.readString(proc.resolve("stat"))),
                    pss(Files.readAllLines(proc.resolve("smaps_rollup"))));
        } catch (IOException ended) {
            return new ProcessFigures(0, 0);
        }
    }

    /** Fields 14 and 15 of proc(5) stat; the name in brackets before them may hold blanks. */
    private static double cpuSeconds(String stat) {
        List<String> afterName = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(afterName.get(11)) + Long.parseLong(afterName.get(12)))
                / TICKS_A_SECOND;
    }

    private static double pss(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }
}
