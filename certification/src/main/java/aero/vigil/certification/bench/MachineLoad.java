package aero.vigil.certification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How busy the machine is before a measurement: figures without this mean little. */
final class MachineLoad {

    private MachineLoad() {}

    /** The one-minute load average and the number of processors. */
    static Map<String, Object> now() {
        Map<String, Object> load = new LinkedHashMap<>();
        load.put("processors", Runtime.getRuntime().availableProcessors());
        try {
            String averages = Files.readString(Path.of("/proc/loadavg"));
            load.put(
                    "loadAverage1m",
                    Double.parseDouble(averages.substring(0, averages.indexOf(' '))));
        } catch (IOException absent) {
            load.put("loadAverage1m", -1.0);
        }
        load.put("java", Runtime.version().toString());
        return load;
    }
}
