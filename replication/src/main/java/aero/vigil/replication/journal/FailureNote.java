package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The note that a process leaves when a write or force has failed, so that the next start copies
 * more than the last batches: after a failed force the page cache shows what the disk may not have.
 */
final class FailureNote {

    private final Path file;

    FailureNote(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** As far as the disk that has just failed will take it. */
    void leave(String reason) {
        try {
            Files.deleteIfExists(file);
            try (BlockFile note = ChannelBlockFile.createNew(file)) {
                note.write(0, ByteBuffer.wrap(reason.getBytes(StandardCharsets.UTF_8)));
                note.force();
            }
        } catch (IOException e) {
            // The reason reaches the listener all the same.
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
