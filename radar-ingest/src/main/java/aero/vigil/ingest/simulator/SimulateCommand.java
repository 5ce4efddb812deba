package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.wire.airspace.Adaptation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil simulate}: traffic and radars, at the pace of the clock. */
@Command(
        name = "simulate",
        description = {
            "Flies traffic through a region and sends what its radars see: ASTERIX 048 and 034 over",
            "UDP, every datagram to A and to B, and the flights' plans as ICAO messages over TCP.",
            "With --pilots the aircraft obey the orders of a group of replicas, with --robots the",
            "neighbouring centres work. Ends on TERM or Ctrl-C."
        })
public final class SimulateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--adaptation",
            required = true,
            paramLabel = "FILE",
            description = "The region: radars, points, airways, sectors.")
    private Path adaptation = Path.of("");

    @Option(
            names = "--to-a",
            paramLabel = "HOST:PORT",
            description = "Where adapter A listens for radar data.")
    private @Nullable String toA;

    @Option(
            names = "--to-b",
            paramLabel = "HOST:PORT",
            description = "Where adapter B listens for radar data.")
    private @Nullable String toB;

    @Option(
            names = "--port-per-radar",
            description = "The first radar sends to the port given, each further one to the next.")
    private boolean portPerRadar;

    @Option(
            names = "--plans",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Flight-plan ports; every message goes to each.")
    private List<String> plans = new ArrayList<>();

    @Option(
            names = "--aircraft",
            paramLabel = "N",
            description = "How many are in the air at once; 70 where nothing is said.")
    private @Nullable Integer aircraft;

    @Option(
            names = "--plots-per-second",
            paramLabel = "N",
            description = {
                "Load instead of traffic: a fleet without flight plans that gives so many plots.",
                "With --aircraft that many aircraft give them, the antennas turning faster."
            })
    private @Nullable Integer plotsPerSecond;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides everything; without it each run is another one.")
    private @Nullable Long seed;

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Gateways of the replicas, for pilots, robots and colleagues.")
    private List<String> at = new ArrayList<>();

    @Option(names = "--pilots", description = "Aircraft carry out orders 5 s after they appear.")
    private boolean pilots;

    @Option(
            names = "--robots",
            description = "Controllers of the neighbouring centres accept, assume and hand over.")
    private boolean robots;

    @Option(
            names = "--colleagues",
            description =
                    "So do those of the centre's own sectors while nobody sits there; the QNH is told.")
    private boolean colleagues;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Write where everything truly was, as JSON lines.")
    private @Nullable Path truth;

    @Option(names = "--end-with-stdin", description = "End when standard input closes.")
    private boolean endWithStdin;

    @Override
    public Integer call() {
        Adaptation region = region();
        List<UdpLines.Destination> radarData = new ArrayList<>();
        for (String destination : new String[] {toA, toB}) {
            if (destination != null) {
                radarData.add(destination(destination));
            }
        }
        check();
        SimulatorProcess.Settings settings =
                new SimulatorProcess.Settings(
                        new Simulation.Options(
                                seed == null
                                        ? System.nanoTime() ^ System.currentTimeMillis()
                                        : seed,
                                aircraft,
                                plotsPerSecond),
                        radarData,
                        addresses("--plans", plans),
                        pilots || robots || colleagues ? addresses("--at", at) : List.of(),
                        pilots,
                        robots,
                        colleagues,
                        truth,
                        endWithStdin);
        try {
            new SimulatorProcess(region, settings).run();
            return 0;
        } catch (IOException | IllegalArgumentException unable) {
            spec.commandLine().getErr().println("simulate: " + unable.getMessage());
            return 1;
        }
    }

    private Adaptation region() {
        try {
            return AdaptationFile.read(adaptation);
        } catch (IOException wrong) {
            throw wrongCall(String.valueOf(wrong.getMessage()));
        }
    }

    private void check() {
        if ((pilots || robots || colleagues) && at.isEmpty()) {
            throw wrongCall(
                    "--pilots, --robots and --colleagues need --at HOST:PORT of the replicas");
        }
        Integer count = aircraft;
        if (count != null && (count < 1 || count > LoadFleet.GREATEST_FLEET)) {
            throw wrongCall("--aircraft must be 1 to " + LoadFleet.GREATEST_FLEET);
        }
        Integer rate = plotsPerSecond;
        if (rate != null && (rate < 1 || rate > 20_000)) {
            throw wrongCall("--plots-per-second must be 1 to 20000");
        }
    }

    private UdpLines.Destination destination(String text) {
        GatewayAddress address = address(text);
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw wrongCall("the host of " + text + " is not known");
        }
        return new UdpLines.Destination(resolved, portPerRadar);
    }

    private List<GatewayAddress> addresses(String option, List<String> texts) {
        List<GatewayAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            if (text.isBlank()) {
                throw wrongCall(option + " names nothing: give HOST:PORT");
            }
            addresses.add(address(text.strip()));
        }
        return addresses;
    }

    private GatewayAddress address(String text) {
        try {
            return GatewayAddress.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw wrongCall(String.valueOf(wrong.getMessage()));
        }
    }

    private ParameterException wrongCall(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
