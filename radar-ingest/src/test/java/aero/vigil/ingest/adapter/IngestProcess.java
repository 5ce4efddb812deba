package aero.vigil.ingest.adapter;

import picocli.CommandLine;

/** {@code vigil ingest} as a process of its own, without the launcher. */
public final class IngestProcess {

    private IngestProcess() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IngestCommand()).execute(arguments));
    }
}
