package aero.vigil.replication.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which group a verb means, as options of its command line: the one named by {@code --at}, else the
 * demo that runs in a directory, as its parent has written it into {@code demo.json} there.
 */
public final class RunningGroup {

    private static final String FILE = "demo.json";
    private static final List<String> USUAL_DIRECTORIES = List.of("var/demo", "var/capture");

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description =
                    "A gateway of the group, or several with commas between; default: the demo that"
                            + " runs here.")
    private @Nullable String at;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "The running demo's directory (default: var/demo, then var/capture).")
    private @Nullable Path directory;

    /**
     * The gateways of that group; at least one.
     *
     * @throws IllegalArgumentException when {@code --at} is no address
     * @throws IllegalStateException when no demo runs there, with the remedy
     */
    public List<GatewayAddress> gateways() {
        if (at != null) {
            return GatewayAddress.parseAll(at);
        }
        for (Path candidate : directories()) {
            if (Files.isRegularFile(candidate.resolve(FILE))) {
                return members(candidate.resolve(FILE));
            }
        }
        throw new IllegalStateException(
                "no demo runs in "
                        + directories().get(0)
                        + ": start ./vigil demo, or name a group by --at host:port");
    }

    private List<Path> directories() {
        if (directory != null) {
            return List.of(directory);
        }
        Path home = Path.of(System.getProperty("vigil.home", "."));
        return USUAL_DIRECTORIES.stream().map(home::resolve).toList();
    }

    private static List<GatewayAddress> members(Path file) {
        List<GatewayAddress> gateways = new ArrayList<>();
        try {
            for (JsonNode member : new ObjectMapper().readTree(file.toFile()).path("members")) {
                gateways.add(GatewayAddress.parse(member.path("gateway").asText()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " cannot be read (" + e.getMessage() + "): use --at host:port", e);
        }
        if (gateways.isEmpty()) {
            throw new IllegalStateException(file + " names no member: use --at host:port");
        }
        return gateways;
    }
}
