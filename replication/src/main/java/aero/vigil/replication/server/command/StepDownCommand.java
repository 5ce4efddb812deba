package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.StepDown;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil step-down}: another replica leads, before this machine is stopped, say. */
@Command(
        name = "step-down",
        description = {
            "The primary gives way to another replica: what it has ordered is committed, what waits is",
            "ordered by the next. Cheaper than its death: nobody has to find out first."
        },
        mixinStandardHelpOptions = true)
public final class StepDownCommand implements Callable<Integer> {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 5;

    /** Until the primary is asked again: its answer may be that it is busy. */
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Mixin private RunningGroup group = new RunningGroup();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = EventLoops.create(1);
        try (GroupClient client =
                GroupClient.connect(vertx, GroupOptions.of("step-down", group.gateways()))) {
            return stepDown(client);
        } finally {
            vertx.close();
        }
    }

    private int stepDown(GroupClient client) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long askedNanos = 0;
        int former = -1;
        while (System.nanoTime() - deadline < 0) {
            int primary = client.primary();
            if (former >= 0 && primary >= 0 && primary != former) {
                spec.commandLine()
                        .getOut()
                        .println("replica " + primary + " leads, in place of replica " + former);
                spec.commandLine().getOut().flush();
                return 0;
            }
            if (primary >= 0 && (former < 0 || System.nanoTime() - askedNanos > REPEAT_NANOS)) {
                former = primary;
                askedNanos = System.nanoTime();
                ask(client, primary);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        err.println(
                former < 0
                        ? "vigil step-down: nobody leads the group now (./vigil status)"
                        : "vigil step-down: replica "
                                + former
                                + " leads still: is another one up? (./vigil status)");
        return 1;
    }

    private static void ask(GroupClient client, int primary) {
        for (ReplicaLink link : client.links()) {
            if (link.index() == primary) {
                link.send(
                        ClientMessage.newBuilder()
                                .setStepDown(StepDown.getDefaultInstance())
                                .build());
            }
        }
    }
}
