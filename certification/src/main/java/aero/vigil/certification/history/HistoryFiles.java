package aero.vigil.certification.history;

import java.nio.file.Path;

/** The names of a history's files. */
final class HistoryFiles {

    static final String INVOKE = "invoke";
    static final String RETURN = "return";
    static final String SESSION = "session";
    static final String SHOWN = "shown";
    static final String SUSPECTED = "suspected";
    static final String FRAME = "frame";
    static final String KEYFRAME = "keyframe";
    static final String CONNECTED = "connected";

    private HistoryFiles() {}

    static Path clients(Path directory) {
        return directory.resolve("clients.jsonl");
    }

    static Path display(Path directory) {
        return directory.resolve("display.jsonl");
    }

    static Path streams(Path directory) {
        return directory.resolve("streams.jsonl");
    }

    static Path windows(Path directory) {
        return directory.resolve("windows.jsonl");
    }
}
