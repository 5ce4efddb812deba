package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may speak to this gateway: those served by a member of the group.
 *
 * <p>A member that listens on loopback is known by {@code localhost} and {@code 127.0.0.1} alike.
 */
final class Origins {

    private final Set<String> allowed = new LinkedHashSet<>();
    private String connectSources = "";

    Origins(List<GatewayAddress> members) {
        admit(members);
    }

    /** These from now on, and no others. */
    void admit(List<GatewayAddress> members) {
        allowed.clear();
        StringBuilder sources = new StringBuilder();
        for (GatewayAddress member : members) {
            admit(member.host(), member.port(), sources);
            if (isLoopback(member.host())) {
                admit("localhost", member.port(), sources);
                admit("127.0.0.1", member.port(), sources);
            }
        }
        connectSources = sources.toString();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1");
    }

    private void admit(String host, int port, StringBuilder sources) {
        String authority = port == 80 ? host : host + ":" + port;
        if (allowed.add("http://" + authority)) {
            sources.append(" ws://").append(authority).append(" http://").append(authority);
        }
    }

    /** Whether a page of this origin may connect; programs send no Origin and are let in. */
    boolean admits(@Nullable String origin) {
        return origin == null || allowed.contains(origin);
    }

    /** The content security policy of a page: everything from here, sockets to any member. */
    String contentSecurityPolicy(PageFile file) {
        return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
                + file.inlineScripts()
                + "; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                + " media-src 'self' data: blob:; manifest-src 'self'; connect-src 'self'"
                + connectSources
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
