package aero.vigil.certification.demo;

import aero.vigil.certification.fault.Forwarder;
import aero.vigil.certification.process.GroupPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines between the demo's replicas: each dials each other through one, which can be cut. What
 * passes is TLS, and nothing to these.
 */
final class ReplicaLines implements AutoCloseable {

    private final List<Line> lines = new ArrayList<>();

    /** How many cuts of each replica stand now. */
    private final int[] cuts;

    private record Line(int from, int to, Forwarder way) {}

    private ReplicaLines(int replicas) {
        cuts = new int[replicas];
    }

    static ReplicaLines open(GroupPorts ports) throws IOException {
        ReplicaLines all = new ReplicaLines(ports.replicas());
        for (int from = 0; from < ports.replicas(); from++) {
            for (int to = 0; to < ports.replicas(); to++) {
                if (from != to) {
                    String address = ports.replica(to);
                    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
                    all.lines.add(new Line(from, to, Forwarder.open(port)));
                }
            }
        }
        return all;
    }

    /** The options of the verb {@code replica} that lead it through them. */
    List<String> options(int replica) {
        List<String> options = new ArrayList<>();
        for (Line line : lines) {
            if (line.from() == replica) {
                options.add("--peer");
                options.add(line.to() + "=localhost:" + line.way().port());
            }
        }
        return options;
    }

    /** Nothing passes from or to this replica any more, and nobody is told. */
    synchronized void cut(int replica) {
        cuts[replica]++;
        apply();
    }

    /** Takes one cut back. */
    synchronized void mend(int replica) {
        cuts[replica]--;
        apply();
    }

    private void apply() {
        for (Line line : lines) {
            line.way().cut(cuts[line.from()] + cuts[line.to()] > 0);
        }
    }

    @Override
    public void close() {
        for (Line line : lines) {
            try {
                line.way().close();
            } catch (IOException already) {
                // Closed is closed.
            }
        }
    }
}
