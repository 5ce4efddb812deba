package aero.vigil.certification.process;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file of bounded size: when it is full, it becomes the old one and a new one begins. */
final class RollingLog implements Closeable {

    private final Path path;
    private final long maxBytes;
    private BufferedWriter writer;
    private long bytes;

    RollingLog(Path path, long maxBytes) throws IOException {
        this.path = path;
        this.maxBytes = maxBytes;
        this.writer = open();
    }

    private BufferedWriter open() throws IOException {
        BufferedWriter opened =
                Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        bytes = Files.size(path);
        return opened;
    }

    void add(String line) throws IOException {
        if (bytes > maxBytes) {
            writer.close();
            Path old = path.resolveSibling(path.getFileName() + ".old");
            Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
            writer = open();
        }
        writer.write(line);
        writer.newLine();
        writer.flush();
        bytes += line.length() + 1;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
