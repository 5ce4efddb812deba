package aero.vigil.certification.bench;

import aero.vigil.certification.process.Timing;
import aero.vigil.certification.process.VigilHome;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil bench ...}: figures, with the machine's load. */
@Command(
        name = "bench",
        description =
                "Measures this Vigil on this machine: with real processes and a real disk, but for model.",
        subcommands = {
            BenchCommand.Failover.class,
            BenchCommand.Commands.class,
            BenchCommand.Picture.class,
            BenchCommand.ThinLines.class,
            BenchCommand.Subscribers.class,
            BenchCommand.Suspicions.class,
            BenchCommand.Restart.class,
            BenchCommand.CatchUp.class,
            BenchCommand.Model.class
        })
public final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: failover, commands, picture, line, subscribers, suspicions, restart,"
                        + " catchup or model");
    }

    /** What every benchmark takes. */
    static final class Common {
        @Option(names = "--json", description = "Print the figures as one JSON object.")
        private boolean json;

        @Option(
                names = "--port",
                defaultValue = "28080",
                description = "First port of the group measured (default ${DEFAULT-VALUE}).")
        private int port;

        @Option(
                names = "--timing",
                defaultValue = "strict",
                description = "${COMPLETION-CANDIDATES} time-outs (default ${DEFAULT-VALUE}).")
        private Timing timing = Timing.STRICT;

        @Option(
                names = "--directory",
                description = "Scratch directory on the disk to measure (default var/bench).")
        private @Nullable Path directory;

        BenchGroup group() {
            return new BenchGroup(port, timing.toString());
        }

        Path scratch() {
            return directory != null
                    ? directory.toAbsolutePath()
                    : VigilHome.directory().resolve("var/bench");
        }

        void print(Object figures) throws JsonProcessingException {
            print(figures, json);
        }

        static void print(Object figures, boolean json) throws JsonProcessingException {
            ObjectMapper mapper = new ObjectMapper();
            mapper.configure(SerializationFeature.INDENT_OUTPUT, !json);
            System.out.println(mapper.writeValueAsString(figures));
        }
    }

    /** What another system makes of the same load. */
    static final class Against {

        /** Ports of the other system's own, above the group's. */
        private static final int PORT_OFFSET = 600;

        /** Whom one can compare with. */
        enum Peer {
            aeron
        }

        @Option(
                names = "--against",
                description =
                        "Measure ${COMPLETION-CANDIDATES} too, in the same run: Aeron Cluster,"
                                + " built when needed.")
        private @Nullable Peer peer;

        @Nullable AeronPeer aeron(Common common) throws Exception {
            return peer == null ? null : AeronPeer.prepare(common.port + PORT_OFFSET);
        }
    }

    @Command(
            name = "failover",
            description =
                    "Kills and freezes the primary, and measures what clients and displays saw.")
    static final class Failover implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--runs",
                defaultValue = "20",
                description = "Faults of each kind (default ${DEFAULT-VALUE}).")
        private int runs;

        @Mixin private Against against = new Against();

        @Option(
                names = "--durability",
                defaultValue = "forced",
                description = "forced or replicated, of the group measured (default forced).")
        private String durability = "forced";

        @Override
        public Integer call() throws Exception {
            if (runs < 1 || runs > 10_000) {
                throw new IllegalArgumentException("--runs " + runs + " is out of range: 1..10000");
            }
            common.print(
                    new FailoverBench(
                                    common.group().with("--durability", durability),
                                    runs,
                                    against.aeron(common))
                            .run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "commands",
            description = "What one 128-byte command costs, one by one and with 64 sessions.")
    static final class Commands implements Callable<Integer> {
        @Mixin private Common common = new Common();
        @Mixin private Against against = new Against();

        @Option(
                names = "--also",
                split = ",",
                paramLabel = "VARIANT",
                description =
                        "Measure these too: ${COMPLETION-CANDIDATES} (answered from memory; one"
                                + " Prepare in flight at a time).")
        private CommandsBench.Variant[] also = {};

        @Option(
                names = "--durability",
                defaultValue = "forced",
                description = "forced or replicated, of the group measured (default forced).")
        private String durability = "forced";

        @Option(
                names = "--flame",
                paramLabel = "FILE",
                description = "Draw where the time goes under 64 sessions, as an SVG file.")
        private @Nullable Path flame;

        @Override
        public Integer call() throws Exception {
            common.print(
                    new CommandsBench(
                                    common.group().with("--durability", durability),
                                    List.of(also),
                                    flame,
                                    against.aeron(common))
                            .run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "picture",
            description =
                    "The whole path, from a plot on the wire to a frame confirmed at a"
                            + " display, at several rates.")
    static final class Picture implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--rates",
                split = ",",
                defaultValue = "500,2000,5000",
                description = "Distinct plots a second (default ${DEFAULT-VALUE}).")
        private int[] rates = {};

        @Option(
                names = "--seconds",
                defaultValue = "30",
                description = "How long each rate is measured (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            common.print(new PictureBench(common.group(), rates, seconds).run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "line",
            description =
                    "Displays behind thin lines: which stream they go over to, what it costs, how old"
                            + " it is.")
    static final class ThinLines implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--aircraft",
                defaultValue = "80",
                description = "Simulated aircraft (default ${DEFAULT-VALUE}).")
        private int aircraft;

        @Option(
                names = "--kbit",
                split = ",",
                defaultValue = "64",
                description = "Lines, one after the other, kbit/s (default ${DEFAULT-VALUE}).")
        private int[] kilobits = {};

        @Option(
                names = "--seconds",
                defaultValue = "60",
                description = "How long each line is measured (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            int[] bits = IntStream.of(kilobits).map(each -> each * 1_000).toArray();
            common.print(
                    new LineBench(common.group(), seconds).run(common.scratch(), aircraft, bits));
            return 0;
        }
    }

    @Command(
            name = "subscribers",
            description =
                    "What many subscribers, and hostile ones, do to commands and frames; with the"
                            + " ratio to the undisturbed group of the same run.")
    static final class Subscribers implements Callable<Integer> {
        /** As long as the just-in-time compilers of seven JVMs are busiest. */
        private static final Duration WARM_UP = Duration.ofSeconds(40);

        @Mixin private Common common = new Common();

        @Option(
                names = "--count",
                defaultValue = "1000",
                description = "Subscribers (default ${DEFAULT-VALUE}).")
        private int count;

        @Option(
                names = "--hostile",
                defaultValue = "50",
                description = "Hostile clients (default ${DEFAULT-VALUE}).")
        private int hostile;

        @Option(
                names = "--seconds",
                defaultValue = "20",
                description = "How long each phase is measured (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            if (count < 1 || count > 5_000 || hostile < 0 || hostile > 1_000 || seconds < 1) {
                throw new IllegalArgumentException(
                        "--count is 1..5000, --hostile 0..1000, --seconds at least 1");
            }
            common.print(
                    new SubscribersBench(
                                    common.group(),
                                    count,
                                    hostile,
                                    Duration.ofSeconds(seconds),
                                    WARM_UP,
                                    true)
                            .run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "suspicions",
            description =
                    "How often a healthy primary is suspected under full load, and why; no fault is"
                            + " made.")
    static final class Suspicions implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--minutes",
                defaultValue = "10",
                description = "How long it is watched (default ${DEFAULT-VALUE}).")
        private int minutes;

        @Option(
                names = "--per-second",
                defaultValue = "5000",
                description =
                        "Commands of 128 bytes; an hour of them takes 15 GB (default"
                                + " ${DEFAULT-VALUE}).")
        private int perSecond;

        @Override
        public Integer call() throws Exception {
            if (minutes < 1 || minutes > 1_440 || perSecond < 1 || perSecond > 100_000) {
                throw new IllegalArgumentException("--minutes is 1..1440, --per-second 1..100000");
            }
            common.print(
                    new SuspicionsBench(common.group(), perSecond, Duration.ofMinutes(minutes))
                            .run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "restart",
            description = "How long a replica takes to start with many ops since its checkpoint.")
    static final class Restart implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--ops",
                defaultValue = "200000",
                description = "Commands since the last checkpoint (default ${DEFAULT-VALUE}).")
        private int ops;

        @Override
        public Integer call() throws Exception {
            if (ops < 1_000 || ops > 10_000_000) {
                throw new IllegalArgumentException("--ops " + ops + " is not 1000..10000000");
            }
            common.print(new RestartBench(common.group(), ops).run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "catchup",
            description =
                    "What a replica that fetches a checkpoint and the log above it costs the"
                            + " commands of the group.")
    static final class CatchUp implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Option(
                names = "--ops",
                defaultValue = "60000",
                description = "Commands that it is behind (default ${DEFAULT-VALUE}).")
        private int ops;

        @Option(
                names = "--seconds",
                defaultValue = "15",
                description = "How long each phase is measured (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            if (ops < 3_000 || ops > 10_000_000 || seconds < 1 || seconds > 600) {
                throw new IllegalArgumentException("--ops is 3000..10000000, --seconds 1..600");
            }
            common.print(
                    new CatchUpBench(common.group(), ops, Duration.ofSeconds(seconds))
                            .run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "model",
            description =
                    "What the airspace model costs by itself, in this process and on one thread:"
                            + " plots, ticks with all nets, the loading of an adaptation, allocation,"
                            + " heap.")
    static final class Model implements Callable<Integer> {
        @Option(names = "--json", description = "Print the figures as one JSON array.")
        private boolean json;

        @Option(
                names = "--tracks",
                split = ",",
                defaultValue = "1000,2000,5000,10000",
                description = "Numbers of tracks, each measured (default ${DEFAULT-VALUE}).")
        private int[] tracks = {};

        @Option(
                names = "--seconds",
                defaultValue = "60",
                description = "Model time measured for each (default ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            if (seconds < 10 || seconds > 3_600) {
                throw new IllegalArgumentException("--seconds " + seconds + " is not 10..3600");
            }
            Common.print(new ModelBench(tracks, seconds).run(), json);
            return 0;
        }
    }
}
