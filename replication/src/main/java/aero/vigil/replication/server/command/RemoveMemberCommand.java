package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil remove-member}: the last member of a group is one no more. */
@Command(
        name = "remove-member",
        description = {
            "The last member is taken out: the group has one less, down to three. Its process ends when",
            "a majority of the others has gone on without it (exit code 4)."
        },
        mixinStandardHelpOptions = true)
public final class RemoveMemberCommand implements Callable<Integer> {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Parameters(
            paramLabel = "INDEX",
            description = "Of the last member: said so that nobody takes out another than meant.")
    private int index;

    @Mixin private RunningGroup group = new RunningGroup();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = EventLoops.create(1);
        try (GroupClient client =
                GroupClient.connect(vertx, GroupOptions.of("remove-member", group.gateways()))) {
            return remove(client);
        } finally {
            vertx.close();
        }
    }

    private int remove(GroupClient client) throws InterruptedException {
        GroupSizeChange change =
                new GroupSizeChange(
                        client, spec.commandLine().getErr(), System.nanoTime() + PATIENCE_NANOS);
        int size = change.size();
        if (size == 0) {
            return failed("nobody leads the group now (./vigil status)");
        }
        if (index != size - 1) {
            return failed(
                    "of a group of "
                            + size
                            + " the last member goes, which is "
                            + (size - 1)
                            + " and not "
                            + index
                            + ": a machine in another place is replaced (vigil format --recover)");
        }
        String refusal = change.become(size - 1, null);
        if (refusal != null) {
            return failed(refusal);
        }
        spec.commandLine().getOut().println("member " + index + " is out: a group of " + index);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("vigil remove-member: " + why);
        spec.commandLine().getErr().flush();
        return 1;
    }
}
