package aero.vigil.replication.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a replica's gateway listens.
 *
 * @param host a name or an IPv4 address
 * @param port 1..65535
 */
public record GatewayAddress(String host, int port) {

    public GatewayAddress {
        if (host.isEmpty() || host.length() > 253) {
            throw new IllegalArgumentException("not a host name: '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static GatewayAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not host:port: '" + text + "'");
        }
        try {
            return new GatewayAddress(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not host:port: '" + text + "'", e);
        }
    }

    /** Reads {@code host:port,host:port,...}. */
    public static List<GatewayAddress> parseAll(String text) {
        List<GatewayAddress> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            addresses.add(parse(part.trim()));
        }
        return List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
