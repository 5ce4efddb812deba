package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil add-member}: a learner becomes the last member of its group. */
@Command(
        name = "add-member",
        description = {
            "A learner (vigil format --learner) that runs and has caught up becomes a member: the group",
            "has one more, up to five. Asked of the primary, which orders it as an op of the log."
        },
        mixinStandardHelpOptions = true)
public final class AddMemberCommand implements Callable<Integer> {

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

    @Mixin private RunningGroup group = new RunningGroup();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        GatewayAddress address = GatewayAddress.parse(learner);
        Vertx vertx = EventLoops.create(1);
        try (GroupClient alone =
                        GroupClient.connect(
                                vertx,
                                GroupOptions.of("add-member", List.of(address)).withoutLearning());
                GroupClient client =
                        GroupClient.connect(
                                vertx, GroupOptions.of("add-member", group.gateways()))) {
            return add(alone, client);
        } finally {
            vertx.close();
        }
    }

    private int add(GroupClient alone, GroupClient client) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        Welcome welcome = welcome(alone);
        if (welcome == null) {
            return failed("nobody answers at " + learner + ": start the learner first");
        }
        if (!welcome.hasSelf()) {
            return failed("replica " + welcome.getReplica() + " at " + learner + " is a member");
        }
        GroupSizeChange change = new GroupSizeChange(client, spec.commandLine().getErr(), deadline);
        int size = change.size();
        ByteString cluster = client.clusterId();
        if (size == 0 || cluster == null) {
            return failed("nobody leads the group now (./vigil status)");
        }
        if (!cluster.equals(welcome.getClusterId())) {
            return failed(
                    "the learner at "
                            + learner
                            + " is of another cluster: make its directory with 'vigil format"
                            + " --learner --at' this group");
        }
        int index = welcome.getSelf().getIndex();
        if (index != size) {
            return failed(
                    "it is in place "
                            + index
                            + ", and the next member of a group of "
                            + size
                            + " is in place "
                            + size);
        }
        String refusal = change.become(size + 1, welcome.getSelf());
        if (refusal != null) {
            return failed(refusal);
        }
        spec.commandLine()
                .getOut()
                .println("member " + index + " counts: a group of " + (size + 1));
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** What the learner says first; null: nothing in time. */
    private static @Nullable Welcome welcome(GroupClient alone) throws InterruptedException {
        long since = System.nanoTime();
        while (System.nanoTime() - since < ANSWER_NANOS) {
            for (ReplicaLink link : alone.links()) {
                if (link.welcome() != null) {
                    return link.welcome();
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return null;
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("vigil add-member: " + why);
        spec.commandLine().getErr().flush();
        return 1;
    }
}
