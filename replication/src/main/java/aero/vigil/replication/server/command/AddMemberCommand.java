package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Learner;
import aero.vigil.wire.gateway.Welcome;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil add-member}: a learner becomes the last member of its group. */
@Command(
        name = "add-member",
        description = {
            "A learner (vigil format --learner) that runs and has caught up becomes a member: the group",
            "has one more, up to five. Asked of the primary, which orders it as an op of the log."
        },
        mixinStandardHelpOptions = true)
public final class AddMemberCommand extends GroupVerb {

    private static final long LOOK_MILLIS = 20;
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Parameters(paramLabel = "HOST:PORT", description = "The learner's gateway.")
    private String learner = "";

    @Option(
            names = "--timeout",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long it may take to catch up; default ${DEFAULT-VALUE}.")
    private long timeoutSeconds = 60;

    @Override
    void ask(Vertx vertx, GroupClient client) throws NotDoneException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        Welcome welcome = welcome(vertx);
        GroupSizeChange change = new GroupSizeChange(client, this::tell, deadline);
        int size = change.size();
        if (!welcome.getClusterId().equals(client.clusterId())) {
            throw new NotDoneException(
                    "the learner at "
                            + learner
                            + " is of another cluster: make its directory with 'vigil format"
                            + " --learner --at' this group");
        }
        Learner self = welcome.getSelf();
        if (self.getIndex() != size) {
            throw new NotDoneException(
                    "it is in place "
                            + self.getIndex()
                            + ", and the next member of a group of "
                            + size
                            + " is in place "
                            + size);
        }
        change.become(size + 1, self);
        say("member " + size + " counts: a group of " + (size + 1));
    }

    /** What the learner says of itself. */
    private Welcome welcome(Vertx vertx) throws NotDoneException, InterruptedException {
        List<GatewayAddress> address = List.of(GatewayAddress.parse(learner));
        try (GroupClient alone =
                GroupClient.connect(
                        vertx, GroupOptions.of("add-member", address).withoutLearning())) {
            Welcome welcome = firstWelcome(alone);
            if (!welcome.hasSelf()) {
                throw new NotDoneException(
                        "replica " + welcome.getReplica() + " at " + learner + " is a member");
            }
            return welcome;
        }
    }

    private Welcome firstWelcome(GroupClient alone) throws NotDoneException, InterruptedException {
        long since = System.nanoTime();
        while (System.nanoTime() - since < ANSWER_NANOS) {
            for (ReplicaLink link : alone.links()) {
                Welcome welcome = link.welcome();
                if (welcome != null) {
                    return welcome;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new NotDoneException("nobody answers at " + learner + ": start the learner first");
    }
}
