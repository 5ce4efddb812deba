package aero.vigil.replication.server;

import aero.vigil.replication.core.StateMachine;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The process of a replica whose state becomes corrupted when a line of standard input says so. */
public final class CorruptibleReplicaMain {

    private CorruptibleReplicaMain() {}

    public static void main(String[] arguments) throws Exception {
        List<CorruptibleStateMachine> machines = new CopyOnWriteArrayList<>();
        ReplicaServer server =
                ReplicaServer.start(
                        new ReplicaOptions(
                                Path.of(arguments[0]),
                                Timing.relaxed(),
                                "127.0.0.1",
                                null,
                                History.KEPT),
                        new ReplicaParts() {
                            @Override
                            public StateMachine stateMachine(StateMachine model, int index) {
                                CorruptibleStateMachine around = new CorruptibleStateMachine(model);
                                machines.add(around);
                                return around;
                            }
                        },
                        reason -> {
                            System.err.println(reason);
                            Runtime.getRuntime().halt(70);
                        });
        System.out.println("replica " + server.index() + " ready");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("corrupt")) {
                machines.forEach(CorruptibleStateMachine::corrupt);
            }
        }
        server.close();
    }
}
