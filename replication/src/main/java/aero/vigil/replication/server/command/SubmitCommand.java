package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil submit}: puts commands into the log and prints what became of them. */
@CommandLine.Command(
        name = "submit",
        description = {
            "Submits commands, one after the other, and prints each result as JSON.",
            "Example: vigil submit --position ZRH-N '{\"assumeFlight\":{\"flight\":7}}'"
        },
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {

    @Mixin private RunningGroup group = new RunningGroup();

    @Option(names = "--user", defaultValue = "submit", description = "In whose name.")
    private String user = "submit";

    @Option(names = "--position", description = "Takes this position first.")
    private @Nullable String position;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for each result; default ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "vigil.airspace.Command in protobuf's JSON form.")
    private List<String> texts = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Command[] commands = new Command[texts.size()];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = parse(texts.get(i));
        }
        List<GatewayAddress> gateways = group.gateways();
        Vertx vertx = EventLoops.create(1);
        try (GroupClient client =
                GroupClient.connect(vertx, GroupOptions.of("submit", gateways).withUser(user))) {
            return submitAll(client, commands);
        } catch (TimeoutException e) {
            err.println(
                    "vigil submit: no answer from "
                            + gateways
                            + " within "
                            + timeoutSeconds
                            + " s: is the group running? (./vigil status)");
            return 1;
        } finally {
            vertx.close();
        }
    }

    private int submitAll(GroupClient client, Command[] commands) throws TimeoutException {
        GroupSession session = client.open().await(timeoutSeconds, TimeUnit.SECONDS);
        boolean accepted = true;
        if (position != null) {
            accepted =
                    submit(
                            session,
                            Command.newBuilder()
                                    .setTakePosition(
                                            TakePosition.newBuilder().setPosition(position))
                                    .build());
        }
        for (Command command : commands) {
            accepted &= submit(session, command);
        }
        return accepted ? 0 : 1;
    }

    private boolean submit(GroupSession session, Command command) throws TimeoutException {
        Reply reply = session.submit(command.toByteArray()).await(timeoutSeconds, TimeUnit.SECONDS);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Result result = Result.parseFrom(reply.getResult());
            boolean applied = reply.getOutcome() == Reply.Outcome.APPLIED;
            out.println(
                    applied
                            ? JsonFormat.printer().omittingInsignificantWhitespace().print(result)
                            : "{\"outcome\":\"" + reply.getOutcome() + "\"}");
            out.flush();
            return applied && result.hasAccepted();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a result that is none: another build?", e);
        }
    }

    private static Command parse(String text) {
        Command.Builder command = Command.newBuilder();
        try {
            JsonFormat.parser().merge(text, command);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "not a command: " + text + " (" + e.getMessage() + ")");
        }
        if (command.getCommandCase() == Command.CommandCase.COMMAND_NOT_SET) {
            throw new IllegalArgumentException(
                    "an empty command: " + text + "; try '{\"ping\":{}}'");
        }
        return command.build();
    }
}
