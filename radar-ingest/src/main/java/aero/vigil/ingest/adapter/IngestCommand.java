package aero.vigil.ingest.adapter;

import aero.vigil.replication.client.GatewayAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil ingest}: one adapter process, which hands what radars and planners send on. */
@Command(
        name = "ingest",
        description = {
            "Runs an adapter: receives radar data and flight plans and submits them to the group.",
            "Two of them, A and B, may run for the same feeds: everything counts once.",
            "It ends on SIGTERM."
        },
        footer = {
            "",
            "The configuration (JSON): {\"feeds\": [FEED, ...], \"flightPlans\": {\"port\": 8610}}",
            "A FEED has name, kind, sensors (list of \"SAC/SIC\" that may speak), and may have",
            "senders (list of IP addresses), maxRangeNm, maxPlotsPerSecond; by kind:",
            "  udp        port, address (default 127.0.0.1)",
            "  multicast  group, port, interface",
            "  capture    file (pcap, pcapng, raw), day (of a raw file, default 2000-01-01);",
            "             played when the group's model time reaches the recorded times",
            "Any value may be given for each adapter apart: {\"A\": 8600, \"B\": 8700}."
        })
public final class IngestCommand implements Callable<Integer> {

    private static final long END_SECONDS = 4;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--adapter", required = true, paramLabel = "A|B", description = "Which line.")
    private String adapter = "";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "Gateways of the group's replicas.")
    private String gateways = "";

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "What to listen to.")
    private Path configuration = Path.of("");

    @Option(
            names = "--end-with-stdin",
            description = "End when standard input closes, as a child does with its parent.")
    private boolean endWithStandardInput;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!adapter.equals("A") && !adapter.equals("B")) {
            throw new ParameterException(
                    spec.commandLine(), "--adapter is '" + adapter + "': it must be A or B");
        }
        List<GatewayAddress> addresses = addresses();
        IngestConfiguration read = IngestConfiguration.read(configuration, adapter);
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Adapter running = Adapter.start(adapter, addresses, read)) {
            endOnSignal(ending, ended);
            if (endWithStandardInput) {
                endWithStandardInput(System.in, ending);
            }
            spec.commandLine().getOut().println(running + " ready");
            spec.commandLine().getOut().flush();
            ending.await();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private List<GatewayAddress> addresses() {
        try {
            return GatewayAddress.parseAll(gateways);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--at: " + e.getMessage(), e);
        }
    }

    /** SIGTERM runs this; the process stays until the adapter has closed. */
    private static void endOnSignal(CountDownLatch ending, CountDownLatch ended) {
        Thread hook =
                new Thread(
                        () -> {
                            ending.countDown();
                            awaitQuietly(ended);
                        },
                        "end-of-ingest");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("vigil ingest: not closed within " + END_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endWithStandardInput(InputStream in, CountDownLatch ending) {
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                in.transferTo(java.io.OutputStream.nullOutputStream());
                            } catch (IOException e) {
                                // A parent that is gone is a parent that is gone.
                            } finally {
                                ending.countDown();
                            }
                        },
                        "standard-input");
        reader.setDaemon(true);
        reader.start();
    }
}
