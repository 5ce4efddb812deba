package aero.vigil.replication.server.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil export}: writes a span of a recorded log as one file. */
@Command(
        name = "export",
        description = {
            "Writes a span of a recorded log as one file that `vigil replay` shows and verifies on",
            "any machine: the state before it, its ops, the digest of each frame. RECORD is what",
            "`vigil replay` takes; it is only read."
        },
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RECORD", description = "What to export from.")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "UTC of the picture: 2026-11-20T10:23:45Z, or 10:23:45. Default: all.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The same; default: to the end.")
    private @Nullable String to;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + " exists already: name another file, or remove it");
        }
        try (Recording recording = Recordings.open(source)) {
            ReplayServer.Span span = ReplayServer.Span.of(recording);
            long first = from == null ? span.firstMicros() : Moments.parse("--from", from, span);
            long last = to == null ? span.lastMicros() : Moments.parse("--to", to, span);
            if (last < first) {
                throw new IllegalArgumentException(
                        "--from %s is later than --to %s"
                                .formatted(Moments.text(first), Moments.text(last)));
            }
            SpanExport.Written written = SpanExport.write(recording, first, last, file);
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "%s: %s to %s, %d ops, %d frames, %d bytes"
                            .formatted(
                                    file,
                                    Moments.text(first),
                                    Moments.text(last),
                                    written.ops(),
                                    written.frames(),
                                    written.sizeBytes()));
            out.println("sha256 " + written.sha256().hex());
            out.flush();
            return 0;
        }
    }
}
