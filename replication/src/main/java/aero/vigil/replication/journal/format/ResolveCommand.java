package aero.vigil.replication.journal.format;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Resolution;
import aero.vigil.replication.journal.EndedLog;
import aero.vigil.replication.journal.RefusalToStart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil resolve}: a person ends a log that no rule can go on with. */
@Command(
        name = "resolve",
        description = {
            "Ends a group's log by decision, when a committed op is on no disk any more (the alarm",
            "COMMITTED_BODY_LOST) and no further disk will ever be found. Every member must be stopped.",
            "Makes new directories with what the old ones together have up to that op, and behind it",
            "the op that says so. What followed is gone, though clients were told that it was done;",
            "displays and adapters are to be started anew. No old directory can take part again."
        },
        mixinStandardHelpOptions = true)
public final class ResolveCommand implements Callable<Integer> {

    private static final int EXIT_WRONG_CALL = 2;

    /** For a member that runs to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Option(
            names = "--end-log-at",
            required = true,
            paramLabel = "OP",
            description = "The last op that is kept.")
    private long lastOp;

    @Option(
            names = "--view",
            required = true,
            paramLabel = "VIEW",
            description = "The view in which the log goes on: greater than any before.")
    private long viewNumber;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, and who decided it: it stands in the log for ever.")
    private String reason = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "The directory of a member that was, once for each that still exists.")
    private List<Path> from = new ArrayList<>();

    @Option(
            names = "--missing",
            paramLabel = "INDEX",
            description = "A member whose directory does not exist any more, once for each.")
    private List<Integer> missing = new ArrayList<>();

    @Option(
            names = "--member",
            required = true,
            paramLabel = "INDEX=DIR",
            description = {
                "A member that is to go on, and its new directory, which must not exist or be empty:",
                "once for each, at least a majority. The others are made by 'format --recover' later."
            })
    private List<String> members = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return resolve();
        } catch (IllegalArgumentException e) {
            err.println("vigil resolve: " + e.getMessage());
            return EXIT_WRONG_CALL;
        } catch (RefusalToStart | IOException e) {
            err.println("vigil resolve: " + e.getMessage());
            return 1;
        }
    }

    private int resolve() throws RefusalToStart, IOException, InterruptedException {
        if (reason.isBlank() || reason.length() > Resolution.MAX_REASON_CHARACTERS) {
            throw new IllegalArgumentException(
                    "--reason has 1 to " + Resolution.MAX_REASON_CHARACTERS + " characters");
        }
        try (EndedLog ended = EndedLog.of(from)) {
            requireAllNamed(ended);
            SortedMap<Integer, Path> targets = targets(ended.genesis());
            requireNobodyRuns(ended.genesis());
            EndedLog.Made made = ended.makeAt(lastOp, viewNumber, reason, targets);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "the log ends at op %d; op %d says why, and the log goes on behind op %d, hash"
                            + " %s%n",
                    lastOp, lastOp + 1, made.lastOp(), made.hash().hex());
            targets.forEach(
                    (index, path) ->
                            out.printf("member %d: vigil replica --directory %s%n", index, path));
            out.println(
                    "start these; make the others with 'vigil format --recover'; keep the old"
                            + " directories as evidence, they can never take part again");
            out.flush();
            return 0;
        }
    }

    private void requireAllNamed(EndedLog ended) {
        TreeSet<Integer> named = new TreeSet<>(ended.members());
        for (int index : missing) {
            if (!named.add(index)) {
                throw new IllegalArgumentException(
                        "member " + index + " is named twice, as --from or --missing");
            }
        }
        int count = ended.genesis().members().size();
        for (int index = 0; index < count; index++) {
            if (!named.remove(index)) {
                throw new IllegalArgumentException(
                        "of member "
                                + index
                                + " nothing is said: it may have what the others have lost. Name its"
                                + " directory with --from; only if it exists nowhere any more, say"
                                + " --missing "
                                + index);
            }
        }
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("the group has no member " + named.first());
        }
    }

    private SortedMap<Integer, Path> targets(Genesis genesis) {
        SortedMap<Integer, Path> targets = new TreeMap<>();
        for (String text : members) {
            JoiningMember member = JoiningMember.parse(List.of(text));
            if (member.index() >= genesis.members().size()
                    || member.addresses().isKnown()
                    || targets.put(member.index(), member.directory()) != null) {
                throw new IllegalArgumentException(
                        "--member "
                                + text
                                + ": the group has one member of each index from 0 to "
                                + (genesis.members().size() - 1));
            }
        }
        int quorum = genesis.members().size() / 2 + 1;
        if (targets.size() < quorum) {
            throw new IllegalArgumentException(
                    "a group of "
                            + genesis.members().size()
                            + " goes on with at least "
                            + quorum
                            + " members: name their new directories with --member");
        }
        return targets;
    }

    private static void requireNobodyRuns(Genesis genesis) throws InterruptedException {
        List<GatewayAddress> gateways =
                genesis.members().stream()
                        .map(member -> GatewayAddress.parse(member.gatewayAddress()))
                        .toList();
        GroupFound found;
        try {
            found = GroupFound.ask(gateways, PATIENCE);
        } catch (IOException nobodyAnswers) {
            return;
        }
        throw new IllegalArgumentException(
                "members "
                        + found.answering()
                        + " answer: while one can be reached it may have what the others have lost."
                        + " Start all, let them repair each other, and stop all before a log is"
                        + " ended by decision");
    }
}
