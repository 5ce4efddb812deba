package aero.vigil.replication.journal.format;

import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.journal.DirectoryMaker;
import aero.vigil.replication.journal.format.GroupPlan.PlannedMember;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code vigil format}: makes the directories of a new group, that of a member that was lost, or
 * that of a learner.
 */
@Command(
        name = "format",
        description = {
            "--new makes the directories of all members of a new group, in one call. The directory of",
            "a member on another machine is moved there afterwards, and not copied.",
            "--recover makes the directory of one member whose disk was lost, in the place of the old",
            "one, while the others run: started, it gets everything back from them.",
            "--learner makes the directory of a machine that is to follow a running group, and may",
            "become one of its members (vigil add-member)."
        },
        mixinStandardHelpOptions = true)
public final class FormatCommand implements Callable<Integer> {

    private static final int EXIT_WRONG_CALL = 2;

    /** For the first member to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--new", description = "A new group; its cluster id is new as well.")
    private boolean fresh;

    @Option(
            names = "--recover",
            description = {
                "A member of a running group whose disk was lost. Not a remedy while f or more others",
                "are down: then bring those back first."
            })
    private boolean recover;

    @Option(
            names = "--learner",
            description = {
                "A machine more, in a place behind the members of a running group, which may have",
                "five at most."
            })
    private boolean learner;

    @Mixin private RunningGroup group = new RunningGroup();

    @Option(
            names = "--adaptation",
            paramLabel = "FILE",
            description = "Sites, sectors and the rest of the airspace, as JSON.")
    private @Nullable Path adaptation;

    @Option(
            names = "--member",
            required = true,
            paramLabel = "[[INDEX,]REPLICA,GATEWAY|INDEX]=DIR",
            description = {
                "A member: the address for other replicas, the address for everybody else, and its",
                "directory, which must not exist or be empty. Give this option once for each of 1, 3,"
                        + " 5 or 7 members. With --recover, once: INDEX=DIR, the member and its"
                        + " directory. With --learner, once: INDEX,REPLICA,GATEWAY=DIR; with"
                        + " --recover too, for a member that was once added as a learner."
            })
    private List<String> members = new ArrayList<>();

    @Option(
            names = "--model-start",
            paramLabel = "TIME",
            description = "Model time of the start, as 2023-05-01T08:00:00Z. Default: now.")
    private @Nullable String modelStart;

    @Option(
            names = "--rate",
            defaultValue = "1",
            paramLabel = "N",
            description = "Model seconds a second. Default: ${DEFAULT-VALUE}.")
    private double rate = 1;

    @Option(
            names = "--tick-millis",
            defaultValue = "100",
            paramLabel = "MILLIS",
            description = "From frame to frame. Default: ${DEFAULT-VALUE}.")
    private int tickMillis = 100;

    @Option(
            names = "--checkpoint-interval",
            defaultValue = "50000",
            paramLabel = "OPS",
            description = "From checkpoint to checkpoint. Default: ${DEFAULT-VALUE}.")
    private long checkpointInterval = GroupPlan.DEFAULT_CHECKPOINT_INTERVAL;

    @Option(
            names = "--production",
            description = "For operation: model time is UTC, and nothing else is accepted.")
    private boolean production;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            if (recover || learner) {
                return join();
            }
            GroupPlan plan = plan();
            Digest clusterId = Format.newGroup(plan);
            spec.commandLine()
                    .getOut()
                    .printf("a group of %d, cluster %s%n", plan.members().size(), clusterId.hex());
            return 0;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("vigil format: " + e.getMessage());
            return EXIT_WRONG_CALL;
        }
    }

    /** A running group's member anew, or a learner of it. */
    private int join() throws IOException, InterruptedException {
        if (fresh || (recover && learner)) {
            throw new IllegalArgumentException("--new, --recover or --learner: one of them");
        }
        if (adaptation != null || modelStart != null || production) {
            throw new IllegalArgumentException(
                    "--recover and --learner take --member and --at only: the rest is the group's");
        }
        JoiningMember member = JoiningMember.parse(members);
        DirectoryMaker.requireVacant(member.directory());
        GroupFound found;
        try {
            found = GroupFound.ask(group.gateways(), PATIENCE);
        } catch (IOException e) {
            spec.commandLine().getErr().println("vigil format: " + e.getMessage());
            return 1;
        }
        spec.commandLine().getOut().println(recover ? member.recover(found) : member.learn(found));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private GroupPlan plan() throws IOException {
        if (!fresh) {
            throw new IllegalArgumentException(
                    "say --new: this makes a group that never was; or --recover, for a member whose"
                            + " disk was lost; or --learner, for a machine more");
        }
        if (adaptation == null) {
            throw new IllegalArgumentException("name the adaptation: --adaptation FILE");
        }
        if (production && (rate != 1 || modelStart != null)) {
            throw new IllegalArgumentException(
                    "in production model time is UTC: leave --rate and --model-start out");
        }
        return new GroupPlan(
                members.stream().map(this::member).toList(),
                AdaptationFile.read(adaptation),
                modelStart == null ? Optional.empty() : Optional.of(instant(modelStart)),
                rate,
                tickMillis * 1_000L,
                checkpointInterval);
    }

    private PlannedMember member(String text) {
        int equals = text.indexOf('=');
        int comma = text.indexOf(',');
        if (comma < 1 || equals < comma + 2 || equals == text.length() - 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + text + "' is no member: write REPLICA_ADDRESS,GATEWAY_ADDRESS=DIR");
        }
        try {
            return new PlannedMember(
                    text.substring(0, comma),
                    text.substring(comma + 1, equals),
                    Path.of(text.substring(equals + 1)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + text.substring(equals + 1) + "' is no directory's name", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write it as 2023-05-01T08:00:00Z", e);
        }
    }
}
