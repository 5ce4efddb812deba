package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.StepDown;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** {@code vigil step-down}: another replica leads, before this machine is stopped, say. */
@Command(
        name = "step-down",
        description = {
            "The primary gives way to another replica: what it has ordered is committed, what waits is",
            "ordered by the next. Cheaper than its death: nobody has to find out first."
        },
        mixinStandardHelpOptions = true)
public final class StepDownCommand extends GroupVerb {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 5;

    /** Until the primary is asked again: its answer may be that it is busy. */
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Override
    void ask(Vertx vertx, GroupClient client) throws NotDoneException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long askedNanos = 0;
        int former = -1;
        while (System.nanoTime() - deadline < 0) {
            int primary = client.primary();
            if (former >= 0 && primary >= 0 && primary != former) {
                say("replica " + primary + " leads, in place of replica " + former);
                return;
            }
            if (primary >= 0 && (former < 0 || System.nanoTime() - askedNanos > REPEAT_NANOS)) {
                former = primary;
                askedNanos = System.nanoTime();
                askToStepDown(client, primary);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw former < 0
                ? NotDoneException.nobodyLeads()
                : new NotDoneException(
                        "replica " + former + " leads still: is another one up? (./vigil status)");
    }

    private static void askToStepDown(GroupClient client, int primary) {
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
