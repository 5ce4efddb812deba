package aero.vigil.replication.journal.format;

import aero.vigil.replication.journal.DirectoryCheck;
import aero.vigil.replication.journal.RefusalToStart;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil check-journal}: verifies the directory of a replica that is not running. */
@Command(
        name = "check-journal",
        description = {
            "Verifies the directory of a replica that is not running: checksums, hash chain, vote,",
            "checkpoints. Writes nothing. Exit code 1 when something is wrong, 2 when there is",
            "nothing to check."
        },
        mixinStandardHelpOptions = true)
public final class CheckJournalCommand implements Callable<Integer> {

    /** In use, or no replica's directory: there is nothing to be checked. */
    private static final int EXIT_WRONG_CALL = 2;

    @Parameters(paramLabel = "DIR", description = "The replica's directory.")
    private Path directory = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object, for machines (docs/cli.md).")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            DirectoryCheck.Report report = DirectoryCheck.check(directory);
            if (json) {
                out.println(json(report));
            } else {
                report.findings().forEach(out::println);
                report.faults().forEach(fault -> out.println("FAULT " + fault));
                out.println(report.faults().isEmpty() ? "intact" : "not intact");
            }
            out.flush();
            return report.faults().isEmpty() ? 0 : 1;
        } catch (RefusalToStart refusal) {
            spec.commandLine().getErr().println("vigil check-journal: " + refusal.getMessage());
            return EXIT_WRONG_CALL;
        }
    }

    private static ObjectNode json(DirectoryCheck.Report report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("intact", report.faults().isEmpty());
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(findings::add);
        ArrayNode faults = root.putArray("faults");
        report.faults().forEach(faults::add);
        ArrayNode damage = root.putArray("damage");
        for (DirectoryCheck.DamagedPlace place : report.damage()) {
            damage.addObject()
                    .put("file", place.file())
                    .put("offset", place.offset())
                    .put("what", place.what());
        }
        return root;
    }
}
