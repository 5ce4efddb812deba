package aero.vigil.certification.report;

import aero.vigil.certification.VigilVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and with what a campaign ran, as it was when it began.
 *
 * @param began when
 * @param facts by name, for people
 */
public record Environment(Instant began, Map<String, String> facts) {

    public Environment {
        facts = new LinkedHashMap<>(facts);
    }

    /** This machine, now. */
    public static Environment now() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Vigil", VigilVersion.text());
        facts.put(
                "Java",
                System.getProperty("java.vm.name", "")
                        + " "
                        + System.getProperty("java.vm.version", ""));
        facts.put(
                "Processor",
                field("/proc/cpuinfo", "model name")
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors");
        facts.put("Memory", gibibytes(field("/proc/meminfo", "MemTotal")));
        facts.put("Kernel", line("/proc/sys/kernel/osrelease"));
        facts.put("Load average before", line("/proc/loadavg"));
        return new Environment(Instant.now().truncatedTo(ChronoUnit.SECONDS), facts);
    }

    private static String gibibytes(String kibibytes) {
        String digits = kibibytes.replaceAll("\\D", "");
        return digits.isEmpty()
                ? "unknown"
                : Math.round(Long.parseLong(digits) / 1024.0 / 1024.0 * 10) / 10.0 + " GiB";
    }

    private static String field(String file, String name) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(name)) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException absent) {
            return "unknown";
        }
        return "unknown";
    }

    private static String line(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException absent) {
            return "unknown";
        }
    }
}
