package aero.vigil.replication.server.command;

import picocli.CommandLine;

/** The process of one replica: {@code ReplicaMain --directory DIR}, without the launcher. */
public final class ReplicaMain {

    private ReplicaMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplicaCommand()).execute(arguments));
    }
}
