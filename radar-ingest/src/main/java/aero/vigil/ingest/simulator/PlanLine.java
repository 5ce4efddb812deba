package aero.vigil.ingest.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to one flight-plan port: sends enveloped messages in order, a few ahead of their
 * answers, and sends again what was not answered when the connection was lost. Runs on one Vert.x
 * context.
 */
final class PlanLine {

    private static final Logger log = LoggerFactory.getLogger(PlanLine.class);

    /** Messages sent and not yet answered. */
    private static final int WINDOW = 8;

    /** Messages kept while nobody answers: some hours of traffic. */
    private static final int GREATEST_QUEUE = 10_000;

    private static final long RECONNECT_MILLIS = 500;

    private final Vertx vertx;
    private final SocketAddress address;
    private final NetClient client;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Deque<String> unanswered = new ArrayDeque<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder discarded = new LongAdder();
    private @Nullable NetSocket socket;
    private boolean closed;

    PlanLine(Vertx vertx, String host, int port) {
        this.vertx = vertx;
        this.address = SocketAddress.inetSocketAddress(port, host);
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000));
    }

    /** Begins to connect, and goes on trying. */
    void open() {
        if (closed) {
            return;
        }
        client.connect(address).onSuccess(this::connected).onFailure(down -> tryAgain());
    }

    private void tryAgain() {
        if (!closed) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> open());
        }
    }

    private void connected(NetSocket open) {
        socket = open;
        open.handler(RecordParser.newDelimited("\n", this::answered));
        open.exceptionHandler(trouble -> log.debug("{}: {}", address, trouble.toString()));
        open.closeHandler(
                end -> {
                    socket = null;
                    while (!unanswered.isEmpty()) {
                        waiting.addFirst(unanswered.removeLast());
                    }
                    tryAgain();
                });
        sendMore();
    }

    /** Takes a message; the oldest goes when nobody has answered for very long. */
    void send(String enveloped) {
        waiting.add(enveloped);
        if (waiting.size() > GREATEST_QUEUE) {
            waiting.remove();
            discarded.increment();
        }
        sendMore();
    }

    private void sendMore() {
        NetSocket open = socket;
        while (open != null && unanswered.size() < WINDOW && !waiting.isEmpty()) {
            String text = waiting.remove();
            unanswered.add(text);
            open.write(Buffer.buffer(text, StandardCharsets.ISO_8859_1.name()));
        }
    }

    private void answered(Buffer line) {
        String answer = line.toString(StandardCharsets.ISO_8859_1).strip();
        String text = unanswered.poll();
        if (text == null) {
            return;
        }
        if (answer.startsWith("ACK")) {
            accepted.increment();
        } else if (answer.contains("not taken now")) {
            // Nobody could take it: the same again, before the others.
            waiting.addFirst(text);
            vertx.setTimer(RECONNECT_MILLIS, timer -> sendMore());
            return;
        } else {
            rejected.increment();
            log.info("{}: {} for {}", address, answer, oneLine(text));
        }
        sendMore();
    }

    private static String oneLine(String text) {
        int from = text.indexOf('(');
        int to = text.indexOf(')');
        return text.substring(Math.max(0, from), to + 1).replace("\r\n", " ");
    }

    long accepted() {
        return accepted.sum();
    }

    long rejected() {
        return rejected.sum();
    }

    void close() {
        closed = true;
        NetSocket open = socket;
        if (open != null) {
            open.close();
        }
    }
}
