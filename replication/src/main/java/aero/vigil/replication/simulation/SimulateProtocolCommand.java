package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.simulation.mutants.Mutation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The verb {@code simulate-protocol}: runs many seeds and says which broke a guarantee. */
@Command(
        name = "simulate-protocol",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the replication core in a simulated world of faults, one world a seed, and checks",
            "its guarantees after every event. Exit code 1 when one was broken."
        })
public final class SimulateProtocolCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 64;

    /** How long worlds are. */
    enum Length {
        /** Seconds of faults. */
        SHORT,
        /** Half a minute of faults and more. */
        LONG
    }

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds to run (default 1000; with --minutes as many as fit).")
    private @Nullable Long seeds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Run this one seed: short for --from S --seeds 1.")
    private @Nullable Long seed;

    @Option(
            names = "--from",
            paramLabel = "S",
            description = "The first seed (default ${DEFAULT-VALUE}).")
    private long from = 1;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Run seeds for so long; on Ctrl-C what was found so far is printed.")
    private @Nullable Long minutes;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Run so many worlds at a time (default ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(
            names = "--length",
            paramLabel = "short|long",
            converter = LengthConverter.class,
            description = "How long things go wrong in a world (default short).")
    private Length length = Length.SHORT;

    @Option(
            names = "--mutation",
            paramLabel = "NAME",
            description = "Break one rule, to see it caught; see --list-mutations.")
    private @Nullable Mutation mutation;

    @Option(names = "--list-mutations", description = "Print what can be broken, and end.")
    private boolean listMutations;

    @Option(
            names = "--shrink",
            description = "Make a failing world small before its transcript is printed.")
    private boolean shrink;

    @Option(
            names = "--resize",
            description = "With learners, and a group that grows to five and shrinks to three.")
    private boolean resize;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Lengths are written small. */
    static final class LengthConverter implements picocli.CommandLine.ITypeConverter<Length> {
        @Override
        public Length convert(String value) {
            for (Length length : Length.values()) {
                if (length.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return length;
                }
            }
            throw new TypeConversionException("expected short or long, not '" + value + "'");
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        PrintWriter out = command.commandLine().getOut();
        if (listMutations) {
            for (Mutation each : Mutation.values()) {
                out.printf("%4d  %-34s  %s%n", each.rule(), each, each.breaks());
            }
            out.flush();
            return 0;
        }
        requireSense(command);
        Campaign campaign = campaign(command.commandLine().getErr());
        CountDownLatch printed = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(campaign, printed), "campaign-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Campaign.Sums sums = campaign.run(threads);
            out.println(json ? toJson(sums) : inWords(sums));
            out.flush();
            return sums.violations().isEmpty() ? 0 : 1;
        } finally {
            printed.countDown();
        }
    }

    private void requireSense(CommandSpec command) {
        String wrong =
                seeds != null && seeds < 1
                        ? "--seeds is at least 1, not " + seeds
                        : minutes != null && minutes < 1
                                ? "--minutes is at least 1, not " + minutes
                                : threads < 1 || threads > MOST_THREADS
                                        ? "--threads is from 1 to " + MOST_THREADS
                                        : null;
        if (wrong != null) {
            throw new ParameterException(command.commandLine(), wrong);
        }
    }

    private Campaign campaign(PrintWriter err) {
        Mutation broken = mutation;
        Supplier<Assembly> core = broken == null ? Assembly::new : broken::assembly;
        Long only = seed;
        Long many = seeds;
        Long time = minutes;
        long mostSeeds =
                only != null ? 1 : many != null ? many : time != null ? Long.MAX_VALUE : 1_000;
        return new Campaign(
                core,
                broken == null ? DiskRules::new : broken::diskRules,
                resize ? length().withResizing() : length(),
                only != null ? only : from,
                mostSeeds,
                time == null ? Long.MAX_VALUE : TimeUnit.MINUTES.toNanos(time),
                shrink,
                err);
    }

    private Variation length() {
        return length == Length.LONG ? Variation.lengthy() : Variation.none();
    }

    /** The process is told to end: what was found so far is printed first. */
    private static void stopAndWait(Campaign campaign, CountDownLatch printed) {
        campaign.stop();
        try {
            if (!printed.await(60, TimeUnit.SECONDS)) {
                System.err.println("a world did not come to its end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String inWords(Campaign.Sums sums) {
        StringBuilder words = new StringBuilder();
        sums.happened()
                .forEach((what, times) -> words.append(String.format("%12d  %s%n", times, what)));
        for (SeedPlan.Fault fault : SeedPlan.Fault.values()) {
            if (!sums.happened().containsKey("fault " + fault)) {
                words.append(String.format("       never  fault %s%n", fault));
            }
        }
        words.append(
                String.format(
                        "%d seeds, %d events (%d a second), %d simulated seconds, "
                                + "%d requests answered, %d violations",
                        sums.seeds(),
                        sums.events(),
                        sums.eventsPerSecond(),
                        sums.simulatedMicros() / 1_000_000,
                        sums.requests(),
                        sums.violations().size()));
        for (Simulation.Outcome violation : sums.violations()) {
            words.append(String.format("%n  seed %d: %s", violation.seed(), violation.invariant()));
        }
        return words.toString();
    }

    private static String toJson(Campaign.Sums sums) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("seeds", sums.seeds());
        ArrayNode broken = root.putArray("violations");
        for (Simulation.Outcome violation : sums.violations()) {
            broken.addObject()
                    .put("seed", violation.seed())
                    .put("invariant", violation.invariant());
        }
        root.put("events", sums.events());
        root.put("eventsPerSecond", sums.eventsPerSecond());
        root.put("simulatedSeconds", sums.simulatedMicros() / 1_000_000);
        root.put("requests", sums.requests());
        ObjectNode seen = root.putObject("happened");
        sums.happened().forEach(seen::put);
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names are always JSON", e);
        }
    }
}
