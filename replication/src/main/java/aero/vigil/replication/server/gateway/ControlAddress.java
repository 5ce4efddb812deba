package aero.vigil.replication.server.gateway;

/**
 * Where the demo's parent listens for kill and freeze (seams §8).
 *
 * @param host loopback
 * @param token what it asks for with each request
 */
public record ControlAddress(String host, int port, String token) {

    /**
     * Reads {@code host:port:token}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static ControlAddress parse(String text) {
        String[] parts = text.split(":", 3);
        try {
            if (parts.length == 3) {
                return new ControlAddress(parts[0], Integer.parseInt(parts[1]), parts[2]);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a port: '" + parts[1] + "'", e);
        }
        throw new IllegalArgumentException("not host:port:token: '" + text + "'");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
