package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil remove-member}: the last member of a group is one no more. */
@Command(
        name = "remove-member",
        description = {
            "The last member is taken out: the group has one less, down to three. Its process ends when",
            "a majority of the others has gone on without it (exit code 4)."
        },
        mixinStandardHelpOptions = true)
public final class RemoveMemberCommand extends GroupVerb {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Parameters(
            paramLabel = "INDEX",
            description = "Of the last member: said so that nobody takes out another than meant.")
    private int index;

    @Override
    void ask(Vertx vertx, GroupClient client) throws NotDoneException, InterruptedException {
        GroupSizeChange change =
                new GroupSizeChange(client, this::tell, System.nanoTime() + PATIENCE_NANOS);
        int size = change.size();
        if (index != size - 1) {
            throw new NotDoneException(
                    "of a group of "
                            + size
                            + " the last member goes, which is "
                            + (size - 1)
                            + " and not "
                            + index
                            + ": a machine in another place is replaced (vigil format --recover)");
        }
        change.become(size - 1, null);
        say("member " + index + " is out: a group of " + index);
    }
}
