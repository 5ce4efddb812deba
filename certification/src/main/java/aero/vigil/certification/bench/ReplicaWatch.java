package aero.vigil.certification.bench;

import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the replicas of a group say of themselves, ten times a second. */
final class ReplicaWatch {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 10;

    private final GroupClient client;
    private final ReplicaGroup group;

    ReplicaWatch(GroupClient client, ReplicaGroup group) {
        this.client = client;
        this.group = group;
    }

    /** The last status of a replica's present process; empty while there is none. */
    Status of(int replica) {
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            if (link.index() == replica
                    && status != null
                    && status.getPid() == group.replica(replica).pid()) {
                return status;
            }
        }
        return Status.getDefaultInstance();
    }

    int primary() throws InterruptedException {
        await("a primary", () -> client.primary() >= 0);
        return client.primary();
    }

    /** How many ops it is behind the greatest that anybody has committed. */
    long lag(int replica) {
        long most = 0;
        for (int i = 0; i < BenchGroup.REPLICAS; i++) {
            most = Math.max(most, of(i).getCommitNumber());
        }
        return most - of(replica).getCommitNumber();
    }

    /** Whether it takes part and has applied what the others have, but for what is on its way. */
    boolean isCurrent(int replica) {
        return of(replica).getStatus().equals("NORMAL")
                && of(replica).getCommitNumber() > 0
                && lag(replica) <= 1_000;
    }

    long counter(int replica, String name) {
        for (Counter counter : of(replica).getCountersList()) {
            if (counter.getName().equals(name)) {
                return counter.getValue();
            }
        }
        return 0;
    }

    void await(String what, BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("not in " + PATIENCE.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
