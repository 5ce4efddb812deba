package aero.vigil.certification.mutant;

import aero.vigil.replication.server.command.ReplicaCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** One replica with a fault planted in it: {@code replica ... --planted NAME}. */
public final class MutantReplicaMain {

    /** Which fault. */
    public static final String OPTION = "--planted";

    private MutantReplicaMain() {}

    public static void main(String[] arguments) {
        List<String> rest = new ArrayList<>(List.of(arguments));
        int option = rest.indexOf(OPTION);
        if (option < 0 || option + 1 >= rest.size() || !rest.get(0).equals("replica")) {
            System.err.println("usage: replica OPTION... " + OPTION + " NAME");
            System.exit(2);
        }
        PlantedBug bug = PlantedBug.valueOf(rest.remove(option + 1));
        rest.remove(option);
        rest.remove(0);
        CommandLine line = new CommandLine(new ReplicaCommand(bug.parts()));
        System.exit(line.execute(rest.toArray(new String[0])));
    }
}
