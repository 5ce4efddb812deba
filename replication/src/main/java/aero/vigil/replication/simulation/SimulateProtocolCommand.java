package aero.vigil.replication.simulation;

import aero.vigil.replication.simulation.mutants.Mutation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code simulate-protocol}: runs many seeds and says which broke a guarantee. */
@Command(
        name = "simulate-protocol",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the replication core in a simulated world of faults, one world a seed, and checks",
            "its guarantees after every event. Exit code 1 when one was broken."
        })
public final class SimulateProtocolCommand implements Callable<Integer> {

    private static final long PROGRESS_NANOS = 5_000_000_000L;
    private static final int MOST_VIOLATIONS = 20;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds to run (default ${DEFAULT-VALUE}).")
    private long seeds = 1_000;

    @Option(
            names = "--from",
            paramLabel = "S",
            description = "The first seed (default ${DEFAULT-VALUE}).")
    private long from = 1;

    @Option(
            names = "--mutation",
            paramLabel = "NAME",
            description = "Break one rule, to see it caught: ${COMPLETION-CANDIDATES}.")
    private @Nullable Mutation mutation;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        if (seeds < 1) {
            throw new ParameterException(
                    command.commandLine(), "--seeds is at least 1, not " + seeds);
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        Campaign campaign = new Campaign();
        campaign.run(err);
        if (json) {
            out.println(campaign.toJson());
        } else {
            out.println(campaign.inWords());
        }
        out.flush();
        return campaign.violations.isEmpty() ? 0 : 1;
    }

    /** All the seeds of one call. */
    private final class Campaign {
        private final List<Simulation.Outcome> violations = new ArrayList<>();
        private final TreeMap<String, Long> happened = new TreeMap<>();
        private long run;
        private long events;
        private long requests;
        private long simulatedMicros;
        private long nanos;

        void run(PrintWriter err) {
            long start = System.nanoTime();
            long told = start;
            for (long seed = from; seed < from + seeds; seed++) {
                Mutation broken = mutation;
                Simulation.Outcome outcome =
                        broken == null
                                ? Simulation.run(seed)
                                : Simulation.run(seed, broken.assembly(), broken.diskRules());
                run++;
                events += outcome.events();
                requests += outcome.requests();
                outcome.happened().forEach((what, times) -> happened.merge(what, times, Long::sum));
                simulatedMicros += outcome.simulatedMicros();
                if (outcome.invariant() != null) {
                    violations.add(outcome);
                    tell(outcome, err);
                    if (violations.size() >= MOST_VIOLATIONS) {
                        err.println("enough: stopping after " + MOST_VIOLATIONS + " violations");
                        break;
                    }
                }
                if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    err.printf(
                            "%d of %d seeds, %d events, %d violations%n",
                            run, seeds, events, violations.size());
                    err.flush();
                }
            }
            nanos = System.nanoTime() - start;
        }

        private void tell(Simulation.Outcome outcome, PrintWriter err) {
            err.println("seed " + outcome.seed() + " breaks: " + outcome.facts());
            outcome.transcript().forEach(line -> err.println("    " + line));
            err.flush();
        }

        private long eventsPerSecond() {
            return nanos == 0 ? 0 : (long) (events * 1e9 / nanos);
        }

        String inWords() {
            StringBuilder words = new StringBuilder();
            words.append(
                    String.format(
                            "%d seeds, %d events (%d a second), %d simulated seconds, "
                                    + "%d requests answered, %d violations",
                            run,
                            events,
                            eventsPerSecond(),
                            simulatedMicros / 1_000_000,
                            requests,
                            violations.size()));
            for (Simulation.Outcome violation : violations) {
                words.append(
                        String.format("%n  seed %d: %s", violation.seed(), violation.invariant()));
            }
            return words.toString();
        }

        String toJson() {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode root = mapper.createObjectNode();
            root.put("seeds", run);
            ArrayNode broken = root.putArray("violations");
            for (Simulation.Outcome violation : violations) {
                broken.addObject()
                        .put("seed", violation.seed())
                        .put("invariant", violation.invariant());
            }
            root.put("events", events);
            root.put("eventsPerSecond", eventsPerSecond());
            root.put("simulatedSeconds", simulatedMicros / 1_000_000);
            root.put("requests", requests);
            ObjectNode seen = root.putObject("happened");
            happened.forEach(seen::put);
            try {
                return mapper.writeValueAsString(root);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("numbers and names are always JSON", e);
            }
        }
    }
}
