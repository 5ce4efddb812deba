package aero.vigil.certification.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each replica on a host of its own, in a network namespace: a cable from each to one bridge, on
 * which this process is too. A cable that is pulled lets no packet through and tells nobody: what
 * happens then is the kernel's own TCP.
 *
 * <p>Needs root and iproute2.
 */
public final class Cables implements AutoCloseable {

    private static final String BRIDGE = "vigil-br";
    private static final String NETWORK = "10.213.7.";
    private static final int OWN_ADDRESS = 254;

    private final int replicas;

    private Cables(int replicas) {
        this.replicas = replicas;
    }

    /** Why this cannot be done here; empty: it can. */
    public static String obstacle() {
        try {
            Commands.run("ip", "netns", "add", "vigil-probe");
            Commands.run("ip", "netns", "del", "vigil-probe");
            return "";
        } catch (IOException refused) {
            return "needs network namespaces, root and iproute2: " + refused.getMessage();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    /** The addresses of the replicas' hosts. */
    public static List<String> hosts(int replicas) {
        return IntStream.rangeClosed(1, replicas).mapToObj(host -> NETWORK + host).toList();
    }

    /** Makes the hosts, the bridge and the cables; what an earlier run left goes first. */
    public static Cables lay(int replicas) throws IOException, InterruptedException {
        Cables cables = new Cables(replicas);
        cables.close();
        try {
            Commands.run("ip", "link", "add", BRIDGE, "type", "bridge");
            Commands.run("ip", "address", "add", NETWORK + OWN_ADDRESS + "/24", "dev", BRIDGE);
            Commands.run("ip", "link", "set", BRIDGE, "up");
            for (int replica = 0; replica < replicas; replica++) {
                lay(replica, hosts(replicas).get(replica));
            }
            return cables;
        } catch (IOException | InterruptedException failed) {
            cables.close();
            throw failed;
        }
    }

    private static void lay(int replica, String address) throws IOException, InterruptedException {
        String host = host(replica);
        Commands.run("ip", "netns", "add", host);
        Commands.run(
                "ip",
                "link",
                "add",
                cable(replica),
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                host);
        Commands.run("ip", "link", "set", cable(replica), "master", BRIDGE, "up");
        Commands.run("ip", "-n", host, "address", "add", address + "/24", "dev", "eth0");
        Commands.run("ip", "-n", host, "link", "set", "eth0", "up");
        Commands.run("ip", "-n", host, "link", "set", "lo", "up");
    }

    private static String host(int replica) {
        return "vigil-" + replica;
    }

    private static String cable(int replica) {
        return "vigil-cable-" + replica;
    }

    /** What starts a process on a replica's host. */
    public List<String> within(int replica) {
        return List.of("ip", "netns", "exec", host(replica));
    }

    public void pull(int replica) throws IOException, InterruptedException {
        Commands.run("ip", "link", "set", cable(replica), "down");
    }

    public void putBack(int replica) throws IOException, InterruptedException {
        Commands.run("ip", "link", "set", cable(replica), "up");
    }

    /** Packets that have gone through a replica's cable, either way. */
    public long packets(int replica) throws IOException {
        Path counts = Path.of("/sys/class/net", cable(replica), "statistics");
        return count(counts.resolve("rx_packets")) + count(counts.resolve("tx_packets"));
    }

    private static long count(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    /** Takes everything away; a cable goes with its host. */
    @Override
    public void close() {
        for (int replica = 0; replica < replicas; replica++) {
            takeAway("ip", "netns", "del", host(replica));
        }
        takeAway("ip", "link", "del", BRIDGE);
    }

    private static void takeAway(String... command) {
        try {
            Commands.run(command);
        } catch (IOException notThere) {
            // Nothing to take away.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
