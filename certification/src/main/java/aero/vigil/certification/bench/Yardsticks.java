package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** What the machine itself can do, measured in the same run: the figures beside ours. */
final class Yardsticks {

    private static final int BYTES = 200;
    private static final int WARM_UP = 500;
    private static final int COUNT = 2_000;

    private Yardsticks() {}

    /** Appending 200 bytes to a preallocated file and forcing it, microseconds. */
    static Distribution force(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "force", ".bin");
        Distribution micros = new Distribution();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(BYTES * (WARM_UP + COUNT)));
            channel.force(true);
            for (int i = 0; i < WARM_UP + COUNT; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(BYTES), (long) i * BYTES);
                channel.force(false);
                if (i >= WARM_UP) {
                    micros.add((System.nanoTime() - start) / 1e3);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return micros;
    }

    /** 200 bytes there and back over loopback TCP between two event loops, microseconds. */
    static Distribution roundTrip() throws InterruptedException {
        Vertx serverSide = Vertx.vertx();
        Vertx clientSide = Vertx.vertx();
        try {
            NetServer server =
                    serverSide
                            .createNetServer(new NetServerOptions().setTcpNoDelay(true))
                            .connectHandler(socket -> socket.handler(socket::write));
            Waiting.orFail(server.listen(SocketAddress.inetSocketAddress(0, "127.0.0.1")), "echo");
            NetClient client =
                    clientSide.createNetClient(new NetClientOptions().setTcpNoDelay(true));
            NetSocket socket =
                    Waiting.orFail(client.connect(server.actualPort(), "127.0.0.1"), "connection");
            return echo(socket);
        } finally {
            clientSide.close();
            serverSide.close();
        }
    }

    private static Distribution echo(NetSocket socket) throws InterruptedException {
        SynchronousQueue<Long> back = new SynchronousQueue<>();
        Echo echo = new Echo(back);
        socket.handler(echo::received);
        Distribution micros = new Distribution();
        Buffer message = Buffer.buffer(new byte[BYTES]);
        for (int i = 0; i < WARM_UP + COUNT; i++) {
            long start = System.nanoTime();
            socket.write(message);
            Long end = back.poll(5, TimeUnit.SECONDS);
            if (end == null) {
                throw new IllegalStateException("no echo within 5 s");
            }
            if (i >= WARM_UP) {
                micros.add((end - start) / 1e3);
            }
        }
        return micros;
    }

    /** Counts the bytes of one echo; says when it is whole. */
    private static final class Echo {
        private final SynchronousQueue<Long> back;
        private int bytes;

        Echo(SynchronousQueue<Long> back) {
            this.back = back;
        }

        void received(Buffer part) {
            bytes += part.length();
            if (bytes == BYTES) {
                bytes = 0;
                try {
                    back.put(System.nanoTime());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
