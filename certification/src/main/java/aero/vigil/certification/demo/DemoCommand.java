package aero.vigil.certification.demo;

import aero.vigil.certification.process.VigilHome;
import java.nio.file.Path;
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
            description = "strict or relaxed time-outs (default ${DEFAULT-VALUE}).")
    private String timing = "relaxed";

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "Run this recording (pcap or raw ASTERIX) instead of the simulator.")
    private @Nullable Path capture;

    @Option(
            names = "--adaptation",
            defaultValue = "switzerland",
            description =
                    "A shipped adaptation (switzerland, barcelona, saenz-pena) or a file"
                            + " (default ${DEFAULT-VALUE}).")
    private String adaptation = "switzerland";

    @Option(
            names = "--rate",
            defaultValue = "1",
            description = "How many times real time a recording runs (default ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where the group's journals and logs are kept (default var/demo; with"
                            + " --capture var/capture).")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        var scenario =
                capture == null
                        ? Scenario.traffic(aircraft)
                        : Scenario.recording(capture.toAbsolutePath(), rate);
        Path home =
                directory != null
                        ? directory.toAbsolutePath()
                        : VigilHome.directory()
                                .resolve(capture == null ? "var/demo" : "var/capture");
        var setup =
                new DemoSetup(
                        home,
                        port,
                        VigilHome.adaptation(adaptation),
                        timing,
                        fresh || capture != null,
                        !noRestart,
                        scenario);
        try (Demo demo = Demo.start(setup)) {
            demo.watchUntilInterrupted();
        }
        return 0;
    }
}
