package aero.vigil.certification.history;

import aero.vigil.wire.airspace.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a history back from its files; digests are computed anew from the bytes. */
public final class HistoryReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGEST_HEX = 64;

    private final TreeMap<Integer, Integer> flights = new TreeMap<>();
    private final Map<String, Invocation> invocations = new LinkedHashMap<>();
    private final List<ShownPicture> shown = new ArrayList<>();
    private final List<String> suspicions = new ArrayList<>();
    private final List<StreamFrame> frames = new ArrayList<>();
    private final List<StreamKeyframe> keyframes = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private final Map<Integer, Integer> connections = new HashMap<>();
    private final MessageDigest sha256;

    private HistoryReader() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The history in this directory. */
    public static History read(Path directory) throws IOException {
        HistoryReader reader = new HistoryReader();
        lines(HistoryFiles.clients(directory), reader::client);
        lines(HistoryFiles.display(directory), reader::display);
        lines(HistoryFiles.streams(directory), reader::stream);
        lines(HistoryFiles.windows(directory), reader::window);
        return new History(
                reader.flights,
                new ArrayList<>(reader.invocations.values()),
                reader.shown,
                reader.suspicions,
                reader.frames,
                reader.keyframes,
                reader.windows);
    }

    private interface Line {
        void take(JsonNode event) throws IOException;
    }

    private static void lines(Path file, Line line) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line.take(JSON.readTree(text));
            }
        }
    }

    private void client(JsonNode event) {
        int session = event.path("session").asInt();
        long number = event.path("number").asLong();
        long at = event.path("at").asLong();
        String key = session + "/" + number;
        switch (event.path("event").asText()) {
            case HistoryFiles.SESSION -> flights.put(session, event.path("flight").asInt());
            case HistoryFiles.INVOKE ->
                    invocations.put(
                            key,
                            new Invocation(
                                    session, number, at, Invocation.NEVER, Answer.UNKNOWN, ""));
            default -> {
                Invocation open = invocations.get(key);
                if (open == null) {
                    throw new IllegalStateException("an answer to what nobody asked: " + event);
                }
                Answer answer = Answer.valueOf(event.path("answer").asText());
                invocations.put(
                        key,
                        new Invocation(
                                session,
                                number,
                                open.invokedNanos(),
                                answer == Answer.UNKNOWN ? Invocation.NEVER : at,
                                answer,
                                event.path("text").asText()));
            }
        }
    }

    private void display(JsonNode event) {
        long number = event.path("number").asLong();
        if (event.path("event").asText().equals(HistoryFiles.SHOWN)) {
            shown.add(
                    new ShownPicture(
                            event.path("at").asLong(),
                            event.path("wall").asLong(),
                            number,
                            event.path("digest").asText(),
                            event.path("confirmed").asBoolean(),
                            event.path("whole").asBoolean()));
        } else {
            suspicions.add(
                    "replica "
                            + event.path("replica").asText()
                            + " at frame "
                            + number
                            + ": "
                            + event.path("reason").asText());
        }
    }

    private void stream(JsonNode event) throws IOException {
        int replica = event.path("replica").asInt();
        switch (event.path("event").asText()) {
            case HistoryFiles.CONNECTED -> connections.merge(replica, 1, Integer::sum);
            case HistoryFiles.FRAME -> frame(replica, event);
            default -> {
                byte[] body = Base64.getDecoder().decode(event.path("body").asText());
                keyframes.add(
                        new StreamKeyframe(
                                replica,
                                connection(replica),
                                event.path("number").asLong(),
                                event.path("frameDigest").asText(),
                                HEX.formatHex(sha256.digest(body))));
            }
        }
    }

    private void frame(int replica, JsonNode event) throws IOException {
        byte[] body = Base64.getDecoder().decode(event.path("body").asText());
        String audit = event.path("audit").asText();
        sha256.update(HEX.parseHex(event.path("previous").asText()));
        sha256.update(body);
        sha256.update(HEX.parseHex(audit));
        String digest = event.path("digest").asText();
        frames.add(
                new StreamFrame(
                        replica,
                        connection(replica),
                        event.path("at").asLong(),
                        event.path("number").asLong(),
                        event.path("previous").asText(),
                        digest,
                        HEX.formatHex(sha256.digest()).equals(digest),
                        audit.length() < 2 * DIGEST_HEX
                                ? ""
                                : audit.substring(DIGEST_HEX, 2 * DIGEST_HEX),
                        Frame.parseFrom(body)));
    }

    private int connection(int replica) {
        return connections.getOrDefault(replica, 0);
    }

    private void window(JsonNode event) {
        windows.add(
                new Window(
                        event.path("name").asText(),
                        event.path("from").asLong(),
                        event.path("to").asLong()));
    }
}
