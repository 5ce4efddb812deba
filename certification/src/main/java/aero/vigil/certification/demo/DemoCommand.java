package aero.vigil.certification.demo;

import aero.vigil.certification.process.Timing;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.ingest.capture.CaptureFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil demo}: the whole of Vigil on this machine, to watch and to try. */
@Command(
        name = "demo",
        description = {
            "Runs a whole Vigil on this machine: three replicas, adapters A and B, and simulated",
            "traffic over Switzerland with pilots who obey, each a process of its own.",
            "Open one of the addresses it prints. Ctrl-C ends all; the next demo goes on from the"
                    + " log."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The first replica's port; the others follow (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--fresh", description = "Start anew: format the group, forget the old log.")
    private boolean fresh;

    @Option(
            names = "--no-restart",
            description = "Leave a killed replica dead (else it is started again after 5 s).")
    private boolean noRestart;

    @Option(
            names = "--aircraft",
            defaultValue = "70",
            description = "Simulated aircraft at once (default ${DEFAULT-VALUE}).")
    private int aircraft;

    @Option(
            names = "--timing",
            defaultValue = "relaxed",
            description = "${COMPLETION-CANDIDATES} time-outs (default ${DEFAULT-VALUE}).")
    private Timing timing = Timing.RELAXED;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "Run this recording (pcap or raw ASTERIX) instead of the simulator.")
    private @Nullable Path capture;

    @Option(
            names = "--adaptation",
            description =
                    "A shipped adaptation (switzerland, barcelona, saenz-pena) or a file; default"
                            + " switzerland, a recording needs its own.")
    private @Nullable String adaptation;

    @Option(
            names = "--rate",
            description = "How many times real time a recording runs (default 1).")
    private @Nullable Double rate;

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            description = "The day of a recording whose file does not say it (raw ASTERIX).")
    private @Nullable LocalDate day;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where the group's journals and logs are kept (default var/demo; with"
                            + " --capture var/capture).")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        Scenario scenario = scenario();
        Path home =
                directory != null
                        ? directory.toAbsolutePath()
                        : VigilHome.directory()
                                .resolve(capture == null ? "var/demo" : "var/capture");
        var setup =
                new DemoSetup(
                        home,
                        port,
                        VigilHome.adaptation(adaptation == null ? "switzerland" : adaptation),
                        timing.toString(),
                        fresh || capture != null,
                        !noRestart,
                        scenario);
        try (Demo demo = Demo.start(setup)) {
            demo.watchUntilInterrupted();
        }
        return 0;
    }

    private Scenario scenario() {
        if (capture == null) {
            if (rate != null || day != null) {
                throw new IllegalArgumentException("--rate and --day go with --capture");
            }
            return Scenario.traffic(aircraft);
        }
        if (adaptation == null) {
            throw new IllegalArgumentException(
                    "--capture needs the recording's region: --adaptation barcelona, saenz-pena"
                            + " or a file");
        }
        return Scenario.recording(
                capture.toAbsolutePath(),
                day == null ? CaptureFile.UNKNOWN_DAY : day,
                rate == null ? 1 : rate);
    }
}
