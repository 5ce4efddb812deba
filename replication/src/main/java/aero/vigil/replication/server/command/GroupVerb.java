package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.RunningGroup;
import aero.vigil.replication.server.EventLoops;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A verb that asks a running group to do something: when that is refused, or nobody answers, one
 * line on standard error says why, and the exit code is 1.
 */
abstract class GroupVerb implements Callable<Integer> {

    @Mixin private RunningGroup group = new RunningGroup();

    @Spec private CommandSpec spec = CommandSpec.create();

    /** It is not done, and why, for a person. */
    static final class NotDoneException extends Exception {

        private static final long serialVersionUID = 1;

        NotDoneException(String why) {
            super(why);
        }

        static NotDoneException nobodyLeads() {
            return new NotDoneException("nobody leads the group now (./vigil status)");
        }
    }

    @Override
    public final Integer call() throws InterruptedException {
        Vertx vertx = EventLoops.create(1);
        try (GroupClient client = GroupClient.connect(vertx, options())) {
            ask(vertx, client);
            return 0;
        } catch (NotDoneException e) {
            tell("vigil " + spec.name() + ": " + e.getMessage());
            return 1;
        } catch (TimeoutException e) {
            tell(
                    "vigil %s: no answer from %s in time: is the group running? (./vigil status)"
                            .formatted(spec.name(), group.gateways()));
            return 1;
        } finally {
            vertx.close();
        }
    }

    /** How the group is spoken to. */
    GroupOptions options() {
        return GroupOptions.of(spec.name(), group.gateways());
    }

    /**
     * Does it.
     *
     * @param vertx for another client, of a replica that is no member
     */
    abstract void ask(Vertx vertx, GroupClient client)
            throws NotDoneException, TimeoutException, InterruptedException;

    /** What was done. */
    final void say(String text) {
        print(spec.commandLine().getOut(), text);
    }

    /** How far it is. */
    final void tell(String text) {
        print(spec.commandLine().getErr(), text);
    }

    private static void print(PrintWriter to, String text) {
        to.println(text);
        to.flush();
    }
}
