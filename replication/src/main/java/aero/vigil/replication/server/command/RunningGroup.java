package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which group a verb means: the one named by {@code --at}, else the demo that runs from this
 * directory, as its parent has written it into {@code var/demo/demo.json}, or for a recording into
 * {@code var/capture/demo.json}.
 */
public final class RunningGroup {

    private static final String DEMO_FILE = "var/demo/demo.json";
    private static final String RECORDING_FILE = "var/capture/demo.json";

    private RunningGroup() {}

    /**
     * The gateways of that group; at least one.
     *
     * @param at the value of {@code --at}, or null
     * @throws UserMistake when there is no such group, with the remedy
     */
    public static List<GatewayAddress> gateways(@Nullable String at) throws UserMistake {
        if (at == null) {
            Path recording = home().resolve(RECORDING_FILE);
            Path demo = home().resolve(DEMO_FILE);
            return demo(Files.exists(recording) && !Files.exists(demo) ? recording : demo);
        }
        try {
            return GatewayAddress.parseAll(at);
        } catch (IllegalArgumentException e) {
            throw new UserMistake("--at: " + e.getMessage());
        }
    }

    /** The directory of the installation: system property, else environment, else where we are. */
    public static Path home() {
        String property = System.getProperty("vigil.home");
        String variable = System.getenv("VIGIL_HOME");
        return Path.of(property != null ? property : variable != null ? variable : ".");
    }

    private static List<GatewayAddress> demo(Path file) throws UserMistake {
        if (!Files.isRegularFile(file)) {
            throw new UserMistake(
                    "no demo runs here (there is no "
                            + file
                            + "): start ./vigil demo, or name a group by --at host:port");
        }
        try {
            JsonNode demo = new ObjectMapper().readTree(file.toFile());
            List<GatewayAddress> gateways = new ArrayList<>();
            for (JsonNode member : demo.path("members")) {
                gateways.add(gateway(member.path("gateway")));
            }
            if (gateways.isEmpty()) {
                throw new UserMistake(file + " names no member: name a group by --at host:port");
            }
            return gateways;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserMistake(
                    file + " cannot be read (" + e.getMessage() + "): use --at host:port");
        }
    }

    /** A port on loopback, or host:port. */
    private static GatewayAddress gateway(JsonNode node) {
        return node.isInt()
                ? new GatewayAddress("127.0.0.1", node.asInt())
                : GatewayAddress.parse(node.asText());
    }
}
