package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One session that submits the next command soon after one is answered, and remembers for which op
 * each was acknowledged.
 */
final class AcknowledgedFlow {

    /** Without a pause a few sessions would take all that the machine has, from start to end. */
    private static final long PAUSE_MILLIS = 5;

    private final Vertx vertx;
    final GroupSession session;
    final String name;
    final Map<Long, byte[]> byOp = new TreeMap<>();
    private long lastOp;
    private int count;
    private boolean finishing;
    private @Nullable AssertionError failure;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    AcknowledgedFlow(Vertx vertx, GroupSession session, String name) {
        this.vertx = vertx;
        this.session = session;
        this.name = name;
    }

    synchronized int count() {
        if (failure != null) {
            throw failure;
        }
        return count;
    }

    synchronized long lastOp() {
        return lastOp;
    }

    synchronized void next() {
        if (finishing) {
            finished.complete(null);
            return;
        }
        byte[] operation = ping(name + " command " + (count + 1));
        session.submit(operation)
                .onSuccess(reply -> answered(operation, reply))
                .onFailure(this::failed);
    }

    private synchronized void failed(Throwable cause) {
        failure = new AssertionError(name + " command " + (count + 1), cause);
        finished.complete(null);
    }

    private synchronized void answered(byte[] operation, Reply reply) {
        if (reply.getOutcome() != Reply.Outcome.APPLIED || reply.getOpNumber() <= lastOp) {
            failed(new AssertionError(reply.toString()));
            return;
        }
        lastOp = reply.getOpNumber();
        byOp.put(lastOp, operation);
        count++;
        vertx.setTimer(PAUSE_MILLIS, ignored -> next());
    }

    void finish() throws InterruptedException, ExecutionException {
        synchronized (this) {
            finishing = true;
        }
        finished.get();
        count();
    }

    static byte[] ping(String text) {
        return Command.newBuilder()
                .setPing(Ping.newBuilder().setPayload(ByteString.copyFromUtf8(text)))
                .build()
                .toByteArray();
    }

    /**
     * Every acknowledged command stands at the op it was acknowledged for in each of these logs
     * that reaches down to it. A replica that was recovered may have a checkpoint and the log above
     * it (rule 16).
     *
     * @param leastWhole how many of the logs must begin with op 1
     */
    static void requireInLogs(List<Path> replicas, int leastWhole, List<AcknowledgedFlow> flows)
            throws Exception {
        int whole = 0;
        for (Path replica : replicas) {
            try (ReplicaDirectory directory = ReplicaDirectory.open(replica)) {
                long first = directory.logReader().firstOp();
                whole += first == 1 ? 1 : 0;
                for (AcknowledgedFlow flow : flows) {
                    flow.requireFrom(first, directory.logReader(), replica);
                }
            }
        }
        assertTrue(whole >= leastWhole, whole + " logs begin with op 1");
    }

    private void requireFrom(long first, LogReader log, Path replica) throws Exception {
        for (Map.Entry<Long, byte[]> entry : byOp.entrySet()) {
            if (entry.getKey() >= first) {
                LogEntry logged = log.read(entry.getKey());
                assertTrue(
                        logged != null && Arrays.equals(entry.getValue(), logged.operation()),
                        "op " + entry.getKey() + " in " + replica);
            }
        }
    }
}
