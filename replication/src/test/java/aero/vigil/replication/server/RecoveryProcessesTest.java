package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.journal.format.FormatCommand;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Three real processes, of which one loses its disk or its vote and recovers while commands flow
 * (replication.md §9, rule 20).
 */
@Timeout(600)
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryProcessesTest {

    /** Another disk has this member's place. */
    private static final int EXIT_REPLACED = 3;

    private final Path root;
    private final Vertx vertx = Vertx.vertx();
    private final DigestWatch watch = new DigestWatch();

    /** Replicas whose disk or vote was lost: they may begin at a checkpoint. */
    private final Set<Integer> madeAnew = new TreeSet<>();

    private final List<AcknowledgedFlow> flows = new ArrayList<>();
    private final ReplicaProcesses replicas;
    private final GroupClient group;

    RecoveryProcessesTest(@TempDir Path root) throws IOException {
        this.root = root;
        replicas = ReplicaProcesses.format(root);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
    }

    /** One group for all tests, to which commands flow from the first to the last. */
    @BeforeAll
    void letCommandsFlow() throws Exception {
        replicas.startAll();
        group.addListener(watch);
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
        for (int i = 0; i < 3; i++) {
            flows.add(
                    new AcknowledgedFlow(
                            vertx, group.open().await(30, TimeUnit.SECONDS), "session " + i));
        }
        flows.forEach(AcknowledgedFlow::next);
    }

    @BeforeEach
    void allAreWell() throws IOException {
        replicas.startThoseThatDoNotRun();
        Eventually.holds("all normal", () -> IntStream.range(0, 3).allMatch(watch::isNormal));
        awaitCommands();
    }

    /** Whatever was lost meanwhile, what was acknowledged stands in the logs. */
    @AfterAll
    void nothingIsLost() throws Exception {
        try {
            for (AcknowledgedFlow flow : flows) {
                flow.finish();
            }
            allHaveAll();
            replicas.stopAll();
            AcknowledgedFlow.requireInLogs(replicas.directories(), 3 - madeAnew.size(), flows);
        } finally {
            group.close();
            replicas.close();
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEmptyDiskRecoversWhileCommandsFlowAndTheOldOneNeverTakesPartAgain() throws Exception {
        int lost = (awaitPrimary() + 1) % 3;
        Path oldDisk = replicas.directory(lost);
        assertWrongCall(lost, "two machines may not have one index");
        replicas.kill(lost);
        awaitCommands();

        recover(lost, root.resolve("new-disk"));
        replicas.start(lost);
        awaitBack(lost);

        // Elsewhere than at its own address, it finds the other there; in its place, it is told.
        assertEquals(1, replicas.runUntilItEnds(lost, oldDisk, "--bind", "127.0.0.2"));
        assertTrue(replicas.errors(lost).contains("two machines may not have one index"));
        replicas.kill(lost);
        assertEquals(EXIT_REPLACED, replicas.runUntilItEnds(lost, oldDisk));
        assertTrue(replicas.errors(lost).contains("never takes part again; remove it"));
        awaitCommands();
        replicas.start(lost);
        awaitBack(lost);

        allHaveAll();
    }

    /** In short in the simulator, whose worlds replace members and kill primaries. */
    @Test
    @Tag("long")
    void aPrimaryKilledInTheMiddleOfAReplacementDelaysItOnly() throws Exception {
        for (int round = 0; round < 2; round++) {
            int lost = (awaitPrimary() + 1 + round) % 3;
            replicas.kill(lost);
            recover(lost, root.resolve("disk-of-round-" + round));
            int primary = awaitPrimary();
            replicas.start(lost);
            if (round == 1) {
                Eventually.holds(
                        "the primary has met it",
                        () -> watch.counter(primary, "transport.unnamed") > 0);
            }
            replicas.kill(primary);
            replicas.start(primary);
            awaitBack(lost);
            awaitBack(primary);
            awaitCommands();
        }

        allHaveAll();
    }

    @Test
    void aLostVoteIsRecoveredFromTheOthersByItself() throws Exception {
        int lost = awaitPrimary();
        replicas.stop(lost);
        awaitCommands();
        Path vote = replicas.directory(lost).resolve("vote");
        byte[] bytes = Files.readAllBytes(vote);
        for (int slot = 0; slot < 4; slot++) {
            bytes[slot * bytes.length / 4 + 100] ^= 1;
        }
        Files.write(vote, bytes);
        madeAnew.add(lost);

        replicas.start(lost);

        awaitBack(lost);
        assertTrue(replicas.errors(lost).contains("VOTE_LOST"), () -> "no word of it");
        allHaveAll();
    }

    /** The first: while its log is short. */
    @Order(1)
    @Test
    void aCopiedDirectoryIsRefusedWhereTheMemberRuns() throws Exception {
        Path copy = root.resolve("copy");
        copy(replicas.directory(1), copy);

        assertEquals(1, replicas.runUntilItEnds(1, copy, "--bind", "127.0.0.2"));

        assertTrue(replicas.errors(1).contains("If this directory is a copy, remove it"));
        Eventually.holds(
                "the member says so too", () -> watch.status(1).getLastFault().contains("TWO_MAC"));
        allHaveAll();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private void recover(int index, Path directory) {
        StringWriter said = new StringWriter();
        assertEquals(0, format(index, directory, said), said::toString);
        replicas.useDirectory(index, directory);
        madeAnew.add(index);
    }

    private void assertWrongCall(int index, String expected) {
        StringWriter said = new StringWriter();
        Path directory = root.resolve("never");
        assertEquals(2, format(index, directory, said), said::toString);
        assertTrue(said.toString().contains(expected), said::toString);
        assertFalse(Files.exists(directory));
    }

    private int format(int index, Path directory, StringWriter said) {
        return new CommandLine(new FormatCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--recover",
                        "--member",
                        index + "=" + directory,
                        "--at",
                        replicas.gateways().stream()
                                .map(GatewayAddress::toString)
                                .collect(Collectors.joining(",")));
    }

    private int awaitPrimary() {
        Eventually.holds("a primary", () -> group.primary() >= 0);
        return group.primary();
    }

    private void awaitCommands() {
        int[] before = flows.stream().mapToInt(AcknowledgedFlow::count).toArray();
        Eventually.holds(
                "commands flow",
                () -> {
                    for (int i = 0; i < flows.size(); i++) {
                        if (flows.get(i).count() < before[i] + 20) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private void awaitBack(int index) {
        Eventually.holds("replica " + index + " is normal", () -> watch.isNormal(index));
        long frame = watch.status(index).getFrame();
        Eventually.holds(
                "its frames go on",
                () -> !watch.told(index).isEmpty() && watch.told(index).lastKey() > frame + 3);
    }

    /** What is acknowledged now is committed everywhere soon, and all show the same. */
    private void allHaveAll() {
        watch.requireAgreement();
        long last = flows.stream().mapToLong(AcknowledgedFlow::lastOp).max().orElseThrow();
        Eventually.holds(
                "all have committed all",
                () ->
                        IntStream.range(0, 3)
                                .allMatch(i -> watch.status(i).getCommitNumber() >= last));
    }
}
