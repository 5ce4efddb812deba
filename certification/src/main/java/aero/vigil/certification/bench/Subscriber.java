package aero.vigil.certification.bench;

import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.Hello;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

/**
 * One WebSocket that follows the committed stream of one replica and keeps count of what it was
 * given; all on one event loop.
 */
final class Subscriber {

    private final WebSocket socket;
    private final StreamMode mode;
    private long lastFrame;
    private long frames;
    private long missing;
    private long undated;
    private long keyframes;
    private boolean closed;

    Subscriber(WebSocket socket, StreamMode mode) {
        this.socket = socket;
        this.mode = mode;
        socket.binaryMessageHandler(this::hear);
        socket.exceptionHandler(ignored -> socket.close());
        socket.closeHandler(ignored -> closed = true);
    }

    /** Greets and subscribes from the newest keyframe. */
    void begin() {
        send(socket, hello());
        send(socket, subscribe(0, mode));
    }

    static ClientMessage hello() {
        return ClientMessage.newBuilder()
                .setHello(Hello.newBuilder().setProtocol(1).setName("bench").setVersion("bench"))
                .build();
    }

    static ClientMessage subscribe(long fromFrame, StreamMode mode) {
        return ClientMessage.newBuilder()
                .setSubscribe(Subscribe.newBuilder().setFromFrame(fromFrame).setMode(mode))
                .build();
    }

    static void send(WebSocket socket, ClientMessage message) {
        if (!socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(message.toByteArray()));
        }
    }

    private void hear(Buffer bytes) {
        try {
            ServerMessage message = ServerMessage.parseFrom(bytes.getBytes());
            boolean stream = message.hasFrames() || message.hasDigests() || message.hasKeyframe();
            undated += stream && message.getStanding().getFrame() == 0 ? 1 : 0;
            if (message.hasKeyframe()) {
                // What lies before it was not missed, it was replaced.
                keyframes++;
                lastFrame = message.getKeyframe().getNumber();
            }
            for (FrameRecord frame : message.getFrames().getFramesList()) {
                take(frame.getNumber());
            }
            for (FrameDigest digest : message.getDigests().getDigestsList()) {
                take(digest.getNumber());
            }
        } catch (InvalidProtocolBufferException e) {
            socket.close();
        }
    }

    private void take(long number) {
        if (lastFrame > 0 && number > lastFrame + 1) {
            missing += number - lastFrame - 1;
        }
        lastFrame = number;
        frames++;
    }

    /** Reads nothing from now on, for a while. */
    void sleep() {
        socket.pause();
    }

    void wake() {
        socket.resume();
    }

    long lastFrame() {
        return lastFrame;
    }

    long frames() {
        return frames;
    }

    /** Frames that a newer one came in place of, without a keyframe. */
    long missing() {
        return missing;
    }

    /** Messages of the stream that did not say how their replica stands (rule 23). */
    long undated() {
        return undated;
    }

    long keyframes() {
        return keyframes;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        socket.close();
    }
}
