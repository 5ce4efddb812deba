package aero.vigil.display.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.arbiter.SourceLight;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.replication.journal.format.FormatCommand;
import aero.vigil.replication.server.command.AddMemberCommand;
import aero.vigil.replication.server.command.MakeCertificatesCommand;
import aero.vigil.replication.server.command.RemoveMemberCommand;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Real processes: three become five and three again, by the verbs that an operator uses, while
 * commands flow and a display watches (docs/adr/0043).
 */
@Timeout(400)
@Tag("slow")
class GrowthProcessesTest {

    /** The group was made smaller by this member. */
    private static final int EXIT_TAKEN_OUT = 4;

    /** A log that a learner has to catch up with. */
    private static final int OPS_BEFORE = 600;

    private static final int SESSIONS = 8;

    /** From an answer to the next command: without it they take all that the machine has. */
    private static final long PAUSE_MILLIS = 10;

    private static final long CHECKPOINT_INTERVAL = 500;

    private final Path root;
    private final Vertx vertx = Vertx.vertx();
    private final RealGroup replicas;
    private final GroupClient client;
    private final HeadlessDisplay display;

    /** What was acknowledged, by the op that was named. */
    private final Map<Long, byte[]> acknowledged = new ConcurrentSkipListMap<>();

    private volatile boolean flowing = true;
    private volatile String failure = "";

    GrowthProcessesTest(@TempDir Path root) throws IOException {
        this.root = root;
        replicas = RealGroup.format(root, CHECKPOINT_INTERVAL);
        replicas.useCertificates(root.resolve("certificates"));
        run(new MakeCertificatesCommand(), 0, root.resolve("certificates").toString());
        GroupOptions options =
                GroupOptions.of(
                        "growth",
                        replicas.addresses().stream().map(GatewayAddress::parse).toList());
        replicas.startAll();
        client = GroupClient.connect(vertx, options);
        display = HeadlessDisplay.open(vertx, options, false, new DisplayListener() {});
    }

    @AfterEach
    void stop() throws Exception {
        display.close();
        client.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void threeBecomeFiveAndThreeAgainWhileCommandsFlowAndADisplayMissesNothing() throws Exception {
        letCommandsFlow();
        until("a log to catch up with", () -> lastAcknowledged() > OPS_BEFORE);

        grow(3);
        grow(4);
        until("five sources are live", () -> liveSources().size() == 5);

        int primary = client.primary();
        int other = primary == 4 ? 3 : 4;
        replicas.kill(primary);
        replicas.kill(other);
        awaitCommands();
        replicas.restart(primary);
        replicas.restart(other);
        until("all five are normal", () -> normal() == 5);

        refused(new RemoveMemberCommand(), "the last member goes, which is 4", "1");
        shrink(4);
        shrink(3);
        until("three sources are live", () -> liveSources().equals(Set.of("0", "1", "2")));

        endCommands();
        DisplayMeasures measures = await(display.measures());
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertEquals(0, measures.disagreements());
        requireEachOnceInTheLogs();
    }

    /** A learner is made, started, and taken in. */
    private void grow(int place) throws Exception {
        String addresses = replicas.replicaAddress(place) + "," + replicas.address(place);
        String member = place + "," + addresses + "=" + replicas.directory(place);
        if (place == 3) {
            String taken = "2," + addresses + "=" + root.resolve("never");
            wrong(new FormatCommand(), "in place 2 there is a member", "--learner", taken);
            wrong(
                    new FormatCommand(),
                    "there is no place 5",
                    "--learner",
                    member.replace("3,", "5,"));
        }
        run(new FormatCommand(), 0, "--learner", "--member", member, "--at", at());
        run(
                new MakeCertificatesCommand(),
                0,
                root.resolve("certificates").toString(),
                "--add",
                Integer.toString(place));
        replicas.restart(place);
        run(new AddMemberCommand(), 0, replicas.address(place), "--timeout", "120", "--at", at());
        awaitCommands();
    }

    private void shrink(int place) throws Exception {
        run(new RemoveMemberCommand(), 0, Integer.toString(place), "--at", at());
        assertEquals(EXIT_TAKEN_OUT, replicas.awaitEnd(place));
        awaitCommands();
    }

    private void wrong(Object verb, String why, String how, String member) {
        assertTrue(run(verb, 2, how, "--member", member, "--at", at()).contains(why), why);
    }

    private void refused(Object verb, String why, String what) {
        String said = run(verb, 1, what, "--at", at());
        assertTrue(said.contains(why), said);
    }

    private String run(Object verb, int expected, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said, true);
        int code = new CommandLine(verb).setOut(to).setErr(to).execute(arguments);
        assertEquals(expected, code, () -> Arrays.toString(arguments) + ": " + said);
        return said.toString();
    }

    private String at() {
        return String.join(",", replicas.addresses());
    }

    private void letCommandsFlow() throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            submit(await(client.open()), "session " + i, 1);
        }
    }

    private void submit(GroupSession session, String name, int number) {
        byte[] operation =
                Command.newBuilder()
                        .setPing(
                                Ping.newBuilder()
                                        .setPayload(ByteString.copyFromUtf8(name + " " + number)))
                        .build()
                        .toByteArray();
        session.submit(operation)
                .onFailure(cause -> failure = cause.toString())
                .onSuccess(
                        reply -> {
                            if (reply.getOutcome() != Reply.Outcome.APPLIED
                                    || acknowledged.put(reply.getOpNumber(), operation) != null) {
                                failure = reply.toString();
                            } else if (flowing) {
                                vertx.setTimer(
                                        PAUSE_MILLIS, ignored -> submit(session, name, number + 1));
                            }
                        });
    }

    private long lastAcknowledged() {
        return acknowledged.keySet().stream().mapToLong(op -> op).max().orElse(0);
    }

    private void awaitCommands() {
        int before = acknowledged.size();
        until("commands flow", () -> acknowledged.size() > before + 10 * SESSIONS);
    }

    private void endCommands() throws InterruptedException {
        flowing = false;
        int before;
        do {
            before = acknowledged.size();
            TimeUnit.MILLISECONDS.sleep(200); // longer than a pause
        } while (acknowledged.size() > before);
    }

    private int normal() {
        int normal = 0;
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            normal +=
                    link.isAlive() && status != null && status.getStatus().equals("NORMAL") ? 1 : 0;
        }
        return normal;
    }

    private Set<String> liveSources() {
        Set<String> live = new HashSet<>();
        await(display.sources())
                .forEach(
                        (source, light) -> {
                            if (light == SourceLight.LIVE) {
                                live.add(source);
                            }
                        });
        return live;
    }

    private void requireEachOnceInTheLogs() throws Exception {
        int whole = 0;
        for (int index = 0; index < 3; index++) {
            replicas.stop(index);
            try (ReplicaDirectory directory = ReplicaDirectory.open(replicas.directory(index))) {
                Map<Long, byte[]> logged = new TreeMap<>();
                Set<ByteString> operations = new HashSet<>();
                long first = directory.logReader().firstOp();
                whole += first == 1 ? 1 : 0;
                for (long op = first; op <= directory.recovered().log().opNumber(); op++) {
                    LogEntry entry = directory.logReader().read(op);
                    if (entry != null && acknowledged.containsKey(op)) {
                        logged.put(op, entry.operation());
                        assertTrue(
                                operations.add(ByteString.copyFrom(entry.operation())),
                                entry + " stands twice");
                    }
                }
                acknowledged.forEach(
                        (op, operation) -> {
                            if (op >= first) {
                                assertArrayEquals(operation, logged.get(op));
                            }
                        });
            }
        }
        assertTrue(whole > 0, "no log has all");
    }

    private void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!holds.getAsBoolean()) {
            assertEquals("", failure);
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in time: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
