package aero.vigil.certification.bench;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.StreamMode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients that no group should mind: some never read, some read a byte a second, some subscribe
 * from nonsense, some come and go without end, some say Hello a hundred times.
 */
final class Hostile implements AutoCloseable {

    private static final long AGAIN_MILLIS = 50;
    private static final int HELLOS = 100;
    private static final int SMALL_BUFFER_BYTES = 4_096;

    private static final byte[] HANDSHAKE =
            String.join(
                            "\r\n",
                            "GET /v1 HTTP/1.1",
                            "Host: bench",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "Sec-WebSocket-Version: 13",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Context context;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<GatewayAddress> gateways;
    private final List<Socket> raw = new ArrayList<>();
    private final Thread dribbler = new Thread(this::dribble, "a byte a second");
    private volatile boolean over;

    /** Begins with this many, a fifth of each kind. */
    Hostile(Vertx vertx, List<GatewayAddress> gateways, int count) throws IOException {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.gateways = gateways;
        this.client = Crowd.client(vertx, 4 * count + 16);
        for (int i = 0; i < count; i++) {
            int number = i;
            switch (i % 5) {
                case 0, 1 -> raw.add(unread(gateways.get(i % gateways.size())));
                default -> context.runOnContext(ignored -> again(number));
            }
        }
        dribbler.setDaemon(true);
        dribbler.start();
    }

    /**
     * Greets and subscribes by hand, with the least that the kernel keeps for one who reads late.
     */
    private static Socket unread(GatewayAddress gateway) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(gateway.host(), gateway.port()));
        OutputStream out = socket.getOutputStream();
        out.write(HANDSHAKE);
        int matched = 0;
        while (matched < END_OF_HEAD.length()) {
            int next = socket.getInputStream().read();
            matched = next == END_OF_HEAD.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        out.write(frame(Subscriber.hello()));
        out.write(frame(Subscriber.subscribe(0, StreamMode.WHOLE)));
        return socket;
    }

    /** One binary frame, masked with zeros (RFC 6455 §5.2). */
    private static byte[] frame(ClientMessage message) {
        byte[] body = message.toByteArray();
        byte[] frame = new byte[6 + body.length];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) (0x80 | body.length);
        System.arraycopy(body, 0, frame, 6, body.length);
        return frame;
    }

    /** Half of them read one byte a second; the others none. */
    private void dribble() {
        while (!over) {
            for (int i = 0; i < raw.size(); i += 2) {
                try {
                    raw.get(i).setSoTimeout(1);
                    raw.get(i).getInputStream().read();
                } catch (IOException e) {
                    // Nothing to read, or cut: as it may be.
                }
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void again(int number) {
        if (!over) {
            Crowd.connect(client, gateways.get(number % gateways.size()))
                    .onSuccess(socket -> harass(socket, number))
                    .onComplete(ignored -> vertx.setTimer(AGAIN_MILLIS, later -> again(number)));
        }
    }

    private static void harass(WebSocket socket, int number) {
        socket.exceptionHandler(ignored -> {});
        Subscriber.send(socket, Subscriber.hello());
        switch (number % 5) {
            case 2 -> {
                Subscriber.send(socket, Subscriber.subscribe(Long.MAX_VALUE, StreamMode.WHOLE));
                Subscriber.send(socket, Subscriber.subscribe(-1, StreamMode.DIGEST));
                Subscriber.send(
                        socket, Subscriber.subscribe(1, StreamMode.STREAM_MODE_UNSPECIFIED));
            }
            case 3 -> {
                Subscriber.send(socket, Subscriber.subscribe(0, StreamMode.WHOLE));
                socket.close();
            }
            default -> {
                for (int i = 0; i < HELLOS; i++) {
                    Subscriber.send(socket, Subscriber.hello());
                }
            }
        }
    }

    /** How many of those that read little or nothing were cut off. */
    long cut() {
        long cut = 0;
        for (Socket socket : raw) {
            try {
                socket.setSoTimeout(1);
                while (socket.getInputStream().skip(1 << 20) > 0) {
                    // What was under way.
                }
                cut += socket.getInputStream().read() < 0 ? 1 : 0;
            } catch (java.net.SocketTimeoutException e) {
                // Still connected.
            } catch (IOException e) {
                cut++;
            }
        }
        return cut;
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Socket socket : raw) {
            socket.close();
        }
    }
}
