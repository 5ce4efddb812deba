package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The note that this replica has acknowledged entries before they were forced: whoever starts from
 * its directory next may not have all that it promised, whatever the journal looks like, and takes
 * the end of the log for uncertain (rule 18; docs/adr/0021).
 */
final class MemoryNote {

    private static final String TEXT = "entries are acknowledged before they are forced\n";

    private final Path file;

    MemoryNote(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Durable when this returns; before the first such promise leaves. */
    void leave() throws IOException {
        if (exists()) {
            return;
        }
        try (BlockFile note = ChannelBlockFile.createNew(file)) {
            note.write(0, ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8)));
            note.force();
        }
        forceDirectory();
    }

    /** The journal remembers the doubt by now: its newest file's head names it. */
    void remove() throws IOException {
        if (Files.deleteIfExists(file)) {
            forceDirectory();
        }
    }

    private void forceDirectory() throws IOException {
        ChannelBlockFile.forceDirectory(file.resolveSibling("."));
    }
}
