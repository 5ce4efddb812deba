package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.server.LatencyWindow;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests taken here whose replies are still to come, and who waits for them.
 *
 * <p>Changed on the gateway's event loop only; {@link #isAwaited} may be asked by the replica's
 * loop, so that replies nobody waits for here go nowhere.
 */
public final class PendingReplies {

    /** Requests of all connections together; one more is refused. */
    static final int LIMIT = 16_384;

    /** After this long nobody waits any more: the client repeats each 300 ms. */
    private static final long FORGET_NANOS = 10_000_000_000L;

    private record Key(ClientId clientId, long requestNumber) {}

    private static final class Entry {
        final ClientConnection connection;
        final long takenNanos;

        Entry(ClientConnection connection, long nowNanos) {
            this.connection = connection;
            this.takenNanos = nowNanos;
        }
    }

    private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /**
     * Keeps a request; a repeat through another connection is answered there.
     *
     * @return false when there are too many
     */
    boolean add(ClientRequest request, ClientConnection connection, long nowNanos) {
        if (entries.size() >= LIMIT) {
            return false;
        }
        Entry before =
                entries.put(
                        new Key(request.clientId(), request.requestNumber()),
                        new Entry(connection, nowNanos));
        if (before != null) {
            before.connection.answered();
        }
        return true;
    }

    /** Whether somebody waits for this reply here; any thread may ask. */
    public boolean isAwaited(ClientId clientId, long requestNumber) {
        return entries.containsKey(new Key(clientId, requestNumber));
    }

    /**
     * The one who waits for this reply, who then waits no more.
     *
     * @param latency told how long it was waited for
     */
    @Nullable ClientConnection take(
            ClientId clientId, long requestNumber, LatencyWindow latency, long nowNanos) {
        Entry entry = entries.remove(new Key(clientId, requestNumber));
        if (entry == null) {
            return null;
        }
        latency.record(nowNanos - entry.takenNanos);
        return entry.connection;
    }

    /** Forgets a request that was not taken after all. */
    void withdraw(ClientRequest request) {
        entries.remove(new Key(request.clientId(), request.requestNumber()));
    }

    /** Forgets what this connection waits for. */
    void forget(ClientConnection connection) {
        entries.values().removeIf(entry -> entry.connection == connection);
    }

    /** Forgets what has waited so long that its client has asked again elsewhere. */
    void expire(long nowNanos) {
        entries.values()
                .removeIf(
                        entry -> {
                            boolean old = nowNanos - entry.takenNanos > FORGET_NANOS;
                            if (old) {
                                entry.connection.answered();
                            }
                            return old;
                        });
    }

    int size() {
        return entries.size();
    }
}
