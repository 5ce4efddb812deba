package aero.vigil.replication.journal.format;

import aero.vigil.replication.journal.DirectoryCheck;
import aero.vigil.replication.journal.RefusalToStart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil check-journal}: verifies the directory of a replica that is not running. */
@Command(
        name = "check-journal",
        description = {
            "Verifies the directory of a replica that is not running: checksums, hash chain, vote,",
            "checkpoints. Changes nothing. Exit code 1 when something is wrong."
        },
        mixinStandardHelpOptions = true)
public final class CheckJournalCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The replica's directory.")
    private Path directory = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            DirectoryCheck.Report report = DirectoryCheck.check(directory);
            report.findings().forEach(out::println);
            report.faults().forEach(fault -> out.println("FAULT " + fault));
            out.println(report.faults().isEmpty() ? "intact" : "not intact");
            return report.faults().isEmpty() ? 0 : 1;
        } catch (RefusalToStart refusal) {
            spec.commandLine().getErr().println("vigil check-journal: " + refusal.getMessage());
            return 1;
        }
    }
}
