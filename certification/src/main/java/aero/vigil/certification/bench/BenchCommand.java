package aero.vigil.certification.bench;

import aero.vigil.certification.process.Timing;
import aero.vigil.certification.process.VigilHome;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
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
        description = "Measures this Vigil on this machine, with real processes and a real disk.",
        subcommands = {
            BenchCommand.Failover.class,
            BenchCommand.Commands.class,
            BenchCommand.Picture.class,
            BenchCommand.Subscribers.class
        })
public final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: failover, commands, picture or subscribers");
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
            ObjectMapper mapper = new ObjectMapper();
            mapper.configure(SerializationFeature.INDENT_OUTPUT, !json);
            System.out.println(mapper.writeValueAsString(figures));
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

        @Override
        public Integer call() throws Exception {
            if (runs < 1 || runs > 10_000) {
                throw new IllegalArgumentException("--runs " + runs + " is out of range: 1..10000");
            }
            common.print(new FailoverBench(common.group(), runs).run(common.scratch()));
            return 0;
        }
    }

    @Command(
            name = "commands",
            description = "What one 128-byte command costs, one by one and with 64 sessions.")
    static final class Commands implements Callable<Integer> {
        @Mixin private Common common = new Common();

        @Override
        public Integer call() throws Exception {
            common.print(new CommandsBench(common.group()).run(common.scratch()));
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
}
