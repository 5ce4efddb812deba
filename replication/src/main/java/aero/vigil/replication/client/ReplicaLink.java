package aero.vigil.replication.client;

import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Hello;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one replica's gateway, which reconnects with back-off until it is closed.
 *
 * <p>Used on its client's context only, except {@link #status}, {@link #index} and {@link #isOpen}.
 */
public final class ReplicaLink {

    private static final int PROTOCOL = 1;

    /** From the first attempt to a Welcome; a stopped process accepts and then says nothing. */
    private static final long WELCOME_TIMEOUT_MILLIS = 2_000;

    /**
     * A connection that has brought nothing in this many turns (5 s, 50 statuses) is dead, though
     * nobody has closed it: the other machine lost its power, or the way to it is cut. Turns and
     * not time, so that a pause of this process is not taken for the other's silence.
     */
    private static final int DEAD_AFTER_TURNS = 100;

    /** The same on a thin line: while a keyframe is on its way nothing else comes (60 s). */
    private static final int THIN_DEAD_AFTER_TURNS = 1_200;

    private static final long THIN_WELCOME_TIMEOUT_MILLIS = 10_000;

    /** A replica says something each 100 ms, on a thin line each second. */
    private static final long SILENCE_LIMIT_MILLIS = 350;

    private static final long THIN_SILENCE_LIMIT_MILLIS = 3_500;

    private static final long FIRST_BACKOFF_MILLIS = 40;
    private static final long GREATEST_BACKOFF_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final GatewayAddress address;
    private final ClientMessage hello;
    private final ReplicaListener listener;

    private volatile int index = -1;
    private volatile @Nullable Status status;
    private volatile @Nullable Welcome welcome;
    private volatile boolean open;
    private volatile long heardNanos;
    private volatile boolean thin;
    private @Nullable WebSocket socket;
    private int silentTurns;
    private long backoffMillis = FIRST_BACKOFF_MILLIS;
    private long attempt;
    private boolean closed;

    ReplicaLink(
            Vertx vertx,
            Context context,
            WebSocketClient client,
            GatewayAddress address,
            GroupOptions options,
            ReplicaListener listener) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.address = address;
        this.listener = listener;
        this.hello =
                ClientMessage.newBuilder()
                        .setHello(
                                Hello.newBuilder()
                                        .setProtocol(PROTOCOL)
                                        .setVersion(options.version())
                                        .setName(options.name())
                                        .setUser(options.user()))
                        .build();
    }

    /** Where this link connects to. */
    public GatewayAddress address() {
        return address;
    }

    /** The replica's index, or -1 before it has welcomed us for the first time. */
    public int index() {
        return index;
    }

    /** Whether the replica has welcomed us and the connection stands. */
    public boolean isOpen() {
        return open;
    }

    /** What the replica said when it last welcomed us; null before it did. */
    public @Nullable Welcome welcome() {
        return welcome;
    }

    /** What the replica last said of itself; null before it did. */
    public @Nullable Status status() {
        return status;
    }

    /** Milliseconds since the replica said anything; meaningful while open. */
    public long silentMillis() {
        return (System.nanoTime() - heardNanos) / 1_000_000;
    }

    /** Whether it is open, and the replica is not silent for longer than it ever is. */
    public boolean isAlive() {
        return open && silentMillis() < (thin ? THIN_SILENCE_LIMIT_MILLIS : SILENCE_LIMIT_MILLIS);
    }

    /** On a thin line a replica is asked to say little: then silence means less. */
    public void setThin(boolean isThin) {
        thin = isThin;
    }

    /** Sends, when open; a message to a closed link is dropped, as one lost on the way would be. */
    public void send(ClientMessage message) {
        if (Vertx.currentContext() == context) {
            write(message);
        } else {
            context.runOnContext(ignored -> write(message));
        }
    }

    private void write(ClientMessage message) {
        WebSocket current = socket;
        if (current != null && open && !current.isClosed()) {
            current.writeBinaryMessage(Buffer.buffer(message.toByteArray()));
        }
    }

    void connect() {
        if (closed) {
            return;
        }
        long thisAttempt = ++attempt;
        long patience = thin ? THIN_WELCOME_TIMEOUT_MILLIS : WELCOME_TIMEOUT_MILLIS;
        vertx.setTimer(patience, ignored -> giveUpUnlessOpen(thisAttempt));
        client.connect(
                        new WebSocketConnectOptions()
                                .setHost(address.host())
                                .setPort(address.port())
                                .setURI("/v1")
                                .setAllowOriginHeader(false))
                .onComplete(
                        connected -> {
                            if (thisAttempt != attempt || closed) {
                                if (connected.succeeded()) {
                                    connected.result().close();
                                }
                            } else if (connected.succeeded()) {
                                greet(thisAttempt, connected.result());
                            } else {
                                tryAgain(thisAttempt);
                            }
                        });
    }

    private void giveUpUnlessOpen(long thisAttempt) {
        if (thisAttempt == attempt && !open && !closed) {
            WebSocket current = socket;
            socket = null;
            tryAgain(thisAttempt);
            if (current != null) {
                current.close();
            }
        }
    }

    private void greet(long thisAttempt, WebSocket connected) {
        socket = connected;
        connected.binaryMessageHandler(bytes -> receive(thisAttempt, connected, bytes));
        connected.exceptionHandler(failure -> connected.close());
        connected.closeHandler(ignored -> lost(thisAttempt));
        connected.writeBinaryMessage(Buffer.buffer(hello.toByteArray()));
    }

    private void receive(long thisAttempt, WebSocket from, Buffer bytes) {
        if (thisAttempt != attempt || closed) {
            return;
        }
        ServerMessage message;
        try {
            message = ServerMessage.parseFrom(bytes.getBytes());
        } catch (InvalidProtocolBufferException e) {
            from.close();
            return;
        }
        heardNanos = System.nanoTime();
        silentTurns = 0;
        if (message.hasStatus()) {
            status = message.getStatus();
        }
        if (open) {
            listener.received(this, message);
        } else if (message.hasWelcome()) {
            opened(message.getWelcome());
        }
    }

    private void opened(Welcome greeting) {
        index = greeting.getReplica();
        welcome = greeting;
        open = true;
        backoffMillis = FIRST_BACKOFF_MILLIS;
        listener.connected(this, greeting);
    }

    /** Every {@link GroupClient#TURN_MILLIS}: ends a connection that is dead. */
    void turn() {
        WebSocket current = socket;
        if (open
                && current != null
                && ++silentTurns > (thin ? THIN_DEAD_AFTER_TURNS : DEAD_AFTER_TURNS)) {
            lost(attempt);
            current.close();
        }
    }

    /** Ends the connection, with all that is still on its way, and makes it anew. */
    public void reconnect() {
        WebSocket current = socket;
        if (current != null && open) {
            lost(attempt);
            current.close();
        }
    }

    private void lost(long thisAttempt) {
        if (thisAttempt != attempt) {
            return;
        }
        boolean wasOpen = open;
        open = false;
        socket = null;
        if (wasOpen) {
            listener.disconnected(this);
        }
        tryAgain(thisAttempt);
    }

    private void tryAgain(long thisAttempt) {
        if (closed || thisAttempt != attempt) {
            return;
        }
        attempt++;
        long pause = backoffMillis / 2 + ThreadLocalRandom.current().nextLong(backoffMillis);
        backoffMillis = Math.min(GREATEST_BACKOFF_MILLIS, backoffMillis * 2);
        vertx.setTimer(pause, ignored -> connect());
    }

    /** Ends the connection and all attempts. */
    void close() {
        closed = true;
        boolean wasOpen = open;
        open = false;
        WebSocket current = socket;
        socket = null;
        if (current != null) {
            current.close();
        }
        if (wasOpen) {
            listener.disconnected(this);
        }
    }

    @Override
    public String toString() {
        return (index < 0 ? "replica ?" : "replica " + index) + " at " + address;
    }
}
