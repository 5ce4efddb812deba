package aero.vigil.certification.history;

import aero.vigil.display.ShownFrame;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes down what happens while it happens; may be called from any thread.
 *
 * <p>Times are those of this process' {@link System#nanoTime}: one clock for all that was asked,
 * answered and seen.
 */
public final class HistoryWriter implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final BufferedWriter clients;
    private final BufferedWriter display;
    private final BufferedWriter streams;
    private final BufferedWriter windows;
    private boolean closed;

    /** Begins an empty history in this directory. */
    public HistoryWriter(Path directory) throws IOException {
        Files.createDirectories(directory);
        clients = Files.newBufferedWriter(HistoryFiles.clients(directory));
        display = Files.newBufferedWriter(HistoryFiles.display(directory));
        streams = Files.newBufferedWriter(HistoryFiles.streams(directory));
        windows = Files.newBufferedWriter(HistoryFiles.windows(directory));
    }

    /** This session's commands show in the order log of this flight. */
    public void session(int session, int flight) {
        write(clients, event(HistoryFiles.SESSION).put("session", session).put("flight", flight));
    }

    /** A command leaves its client. */
    public void invoked(int session, long number) {
        write(
                clients,
                event(HistoryFiles.INVOKE)
                        .put("session", session)
                        .put("number", number)
                        .put("at", System.nanoTime()));
    }

    /** A command is answered. */
    public void returned(int session, long number, Answer answer, String text) {
        write(
                clients,
                event(HistoryFiles.RETURN)
                        .put("session", session)
                        .put("number", number)
                        .put("at", System.nanoTime())
                        .put("answer", answer.name())
                        .put("text", text));
    }

    /** A display shows a frame. */
    public void shown(ShownFrame frame, long wallMicros) {
        write(
                display,
                event(HistoryFiles.SHOWN)
                        .put("number", frame.number())
                        .put("at", frame.shownNanos())
                        .put("wall", wallMicros)
                        .put("digest", frame.digest())
                        .put("confirmed", frame.confirmed())
                        .put("whole", frame.wholePicture()));
    }

    /** A display holds something against a replica. */
    public void suspected(String replica, long frame, String reason) {
        write(
                display,
                event(HistoryFiles.SUSPECTED)
                        .put("at", System.nanoTime())
                        .put("replica", replica)
                        .put("number", frame)
                        .put("reason", reason));
    }

    /** The raw stream of a replica begins anew. */
    public void connected(int replica) {
        write(
                streams,
                event(HistoryFiles.CONNECTED).put("at", System.nanoTime()).put("replica", replica));
    }

    /** A frame as it came. */
    public void frame(int replica, FrameRecord record) {
        write(
                streams,
                event(HistoryFiles.FRAME)
                        .put("at", System.nanoTime())
                        .put("replica", replica)
                        .put("number", record.getNumber())
                        .put("previous", hex(record.getPreviousDigest()))
                        .put("digest", hex(record.getDigest()))
                        .put("audit", hex(record.getAudit()))
                        .put("body", base64(record.getBody())));
    }

    /** A keyframe as it came. */
    public void keyframe(int replica, KeyframeMessage keyframe) {
        write(
                streams,
                event(HistoryFiles.KEYFRAME)
                        .put("at", System.nanoTime())
                        .put("replica", replica)
                        .put("number", keyframe.getNumber())
                        .put("frameDigest", hex(keyframe.getFrameDigest()))
                        .put("body", base64(keyframe.getBody())));
    }

    /** A stretch of the run to be judged by itself. */
    public void window(Window window) {
        write(
                windows,
                JSON.createObjectNode()
                        .put("name", window.name())
                        .put("from", window.fromNanos())
                        .put("to", window.toNanos()));
    }

    private static ObjectNode event(String event) {
        return JSON.createObjectNode().put("event", event);
    }

    private static String hex(ByteString bytes) {
        return HEX.formatHex(bytes.toByteArray());
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private synchronized void write(BufferedWriter to, ObjectNode event) {
        if (closed) {
            return;
        }
        try {
            to.write(event.toString());
            to.newLine();
        } catch (IOException lost) {
            throw new UncheckedIOException("the history cannot be written", lost);
        }
    }

    /** Ends the history; what comes later is no part of it. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        clients.close();
        display.close();
        streams.close();
        windows.close();
    }
}
