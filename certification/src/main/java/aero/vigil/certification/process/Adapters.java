package aero.vigil.certification.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adapters A and B as processes: both hear the same radars, on two ports. */
public final class Adapters {

    private static final int HEAP_MEBIBYTES = 96;

    /** A recording at 20 times its pace is no flood, nor is a benchmark. */
    private static final int PLOTS_PER_SECOND_LIMIT = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Adapters() {}

    /**
     * Starts both; they connect by themselves as soon as a replica answers.
     *
     * @param directory holds their configuration and, in {@code log}, their output
     * @param adaptation whose radars they trust
     * @param recording what they replay instead of listening, or null
     */
    public static List<VigilProcess> start(
            Path directory, GroupPorts ports, Path adaptation, @Nullable Recording recording)
            throws IOException {
        Path config = directory.resolve("ingest.json");
        Files.writeString(config, configuration(ports, adaptation, recording).toPrettyString());
        return List.of(start("A", directory, ports, config), start("B", directory, ports, config));
    }

    private static VigilProcess start(String line, Path directory, GroupPorts ports, Path config)
            throws IOException {
        return VigilProcess.start(
                "adapter-" + line,
                HEAP_MEBIBYTES,
                directory.resolve("log"),
                List.of(
                        "ingest",
                        "--adapter",
                        line,
                        "--at",
                        ports.gateways(),
                        "--config",
                        config.toString(),
                        "--end-with-stdin"));
    }

    private static ObjectNode configuration(
            GroupPorts ports, Path adaptation, @Nullable Recording recording) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode feed = json.putArray("feeds").addObject();
        if (recording == null) {
            feed.put("name", "radars").put("kind", "udp");
            feed.putObject("port").put("A", ports.radar(0)).put("B", ports.radar(1));
        } else {
            feed.put("name", "recording").put("kind", "capture");
            feed.put("file", recording.file().toString()).put("day", recording.day().toString());
        }
        ArrayNode sensors = feed.putArray("sensors");
        for (JsonNode sensor : JSON.readTree(adaptation.toFile()).path("sensors")) {
            sensors.add(sensor.path("sac").asInt() + "/" + sensor.path("sic").asInt());
        }
        feed.put("maxPlotsPerSecond", PLOTS_PER_SECOND_LIMIT);
        json.putObject("flightPlans")
                .putObject("port")
                .put("A", ports.plans(0))
                .put("B", ports.plans(1));
        return json;
    }
}
