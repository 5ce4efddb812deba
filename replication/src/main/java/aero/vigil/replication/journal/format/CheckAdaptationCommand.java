package aero.vigil.replication.journal.format;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil check-adaptation}: says everything that is wrong with an adaptation file. */
@Command(
        name = "check-adaptation",
        description = "Checks an adaptation file. Exit code 1 when something is wrong.",
        mixinStandardHelpOptions = true)
public final class CheckAdaptationCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The adaptation, as JSON.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> faults = AdaptationFile.faults(file);
        faults.forEach(out::println);
        if (faults.isEmpty()) {
            out.println(file + " can be used");
        }
        return faults.isEmpty() ? 0 : 1;
    }
}
