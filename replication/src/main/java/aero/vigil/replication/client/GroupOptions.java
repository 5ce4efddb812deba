package aero.vigil.replication.client;

import java.util.List;

/**
 * Whom a client connects to and as whom.
 *
 * @param addresses gateways of one group; at least one, the others are learned from it
 * @param name what this client calls itself, e.g. a display or adapter id; at most 64 characters
 * @param user in whose name it speaks; in development taken at its word
 * @param version the client's build, compared with the replica's
 * @param queueLimit how many operations a session keeps waiting before it refuses more
 * @param learns whether it also connects to addresses that a replica names; not so where the way to
 *     the replicas is another than theirs
 */
public record GroupOptions(
        List<GatewayAddress> addresses,
        String name,
        String user,
        String version,
        int queueLimit,
        boolean learns) {

    /**
     * Operations a session keeps waiting, unless told otherwise: about 3 s of a busy radar feed.
     */
    public static final int DEFAULT_QUEUE_LIMIT = 1_024;

    public GroupOptions {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no gateway address was given");
        }
        if (name.length() > 64) {
            throw new IllegalArgumentException(
                    "a client's name has at most 64 characters: " + name);
        }
        if (queueLimit < 1) {
            throw new IllegalArgumentException("queue limit is " + queueLimit);
        }
        addresses = List.copyOf(addresses);
    }

    /** A client of this name whose user is that name too. */
    public static GroupOptions of(String name, List<GatewayAddress> addresses) {
        return new GroupOptions(addresses, name, name, "", DEFAULT_QUEUE_LIMIT, true);
    }

    /** The same that keeps to these addresses. */
    public GroupOptions withoutLearning() {
        return new GroupOptions(addresses, name, user, version, queueLimit, false);
    }

    /** The same with another user. */
    public GroupOptions withUser(String newUser) {
        return new GroupOptions(addresses, name, newUser, version, queueLimit, learns);
    }

    /** The same with another queue limit. */
    public GroupOptions withQueueLimit(int newQueueLimit) {
        return new GroupOptions(addresses, name, user, version, newQueueLimit, learns);
    }
}
