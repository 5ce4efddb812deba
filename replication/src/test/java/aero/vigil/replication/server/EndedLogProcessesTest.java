package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.journal.format.FormatCommand;
import aero.vigil.replication.journal.format.ResolveCommand;
import aero.vigil.wire.gateway.Reply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A committed op is lost on all three disks: the group says so and stands still, until a person
 * ends the log before it.
 */
@Timeout(600)
@Tag("slow")
class EndedLogProcessesTest {

    private static final byte[] LOST =
            "an operation that nobody will remember, 60 bytes of it......"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int EXIT_REPLACED = 3;

    private final Path root;
    private final Vertx vertx = Vertx.vertx();
    private final ReplicaProcesses replicas;
    private final GroupClient group;

    EndedLogProcessesTest(@TempDir Path root) throws IOException {
        this.root = root;
        replicas = ReplicaProcesses.format(root);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
    }

    @AfterEach
    void stop() throws Exception {
        group.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsLostEverywhereStandsInTheWayUntilAPersonDecides() throws Exception {
        replicas.startAll();
        long lost = submit(LOST).getOpNumber();
        submit(new byte[] {1}); // so that the one before is known to be committed
        for (int i = 0; i < 3; i++) {
            replicas.kill(i);
        }
        for (int i = 0; i < 3; i++) {
            damage(replicas.directory(i));
        }
        replicas.startAll();
        Eventually.holds("it is said", () -> anySays("COMMITTED_BODY_LOST"));
        assertRefused(1, "is used by process", lost - 1, 0, 1, 2);
        replicas.stop(0);
        replicas.stop(1);
        assertRefused(2, "members [2] answer", lost - 1, 0, 1);
        replicas.stop(2);

        long kept = decide(lost - 1);

        Path old = replicas.directory(2);
        replicas.useDirectory(0, root.resolve("new-0"));
        replicas.useDirectory(1, root.resolve("new-1"));
        replicas.launch(0);
        replicas.launch(1);
        assertTrue(submit(new byte[] {2}).getOpNumber() > kept);
        Eventually.holds("all are told", () -> anySays("LOG_ENDED_BY_DECISION"));
        assertEquals(EXIT_REPLACED, replicas.runUntilItEnds(2, old));

        assertEquals(
                0,
                run(
                        new FormatCommand(),
                        new StringWriter(),
                        "--recover",
                        "--member",
                        "2=" + root.resolve("new-2"),
                        "--at",
                        replicas.gateway(0) + "," + replicas.gateway(1)));
        replicas.useDirectory(2, root.resolve("new-2"));
        DigestWatch watch = new DigestWatch();
        group.addListener(watch);
        replicas.launch(2);
        Eventually.holds("all three are normal", () -> watch.isNormal(2));
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
        watch.requireAgreement();
    }

    private Reply submit(byte[] operation) throws Exception {
        return group.open()
                .compose(session -> session.submit(operation))
                .await(60, TimeUnit.SECONDS);
    }

    private boolean anySays(String word) {
        try {
            return replicas.errors(0).contains(word)
                    || replicas.errors(1).contains(word)
                    || replicas.errors(2).contains(word);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A bit of the operation is flipped wherever it stands. */
    private static void damage(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("journal"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".cq4")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                String wanted = new String(LOST, StandardCharsets.ISO_8859_1);
                int at = text.indexOf(wanted);
                if (at < 0) {
                    continue;
                }
                for (; at >= 0; at = text.indexOf(wanted, at + 1)) {
                    bytes[at] ^= 1;
                }
                Files.write(file, bytes);
            }
        }
    }

    /** What stood in one record with the lost op is lost with it: the refusal says so. */
    private long decide(long lastOp) {
        StringWriter said = new StringWriter();
        int exit = resolve(said, lastOp, 0, 1, 2);
        Matcher less = Pattern.compile("at op (\\d+) at most").matcher(said.toString());
        if (less.find()) {
            return decide(Long.parseLong(less.group(1)));
        }
        assertEquals(0, exit, said::toString);
        return lastOp;
    }

    private void assertRefused(int exit, String words, long lastOp, int... from) {
        StringWriter said = new StringWriter();
        assertEquals(exit, resolve(said, lastOp, from), said::toString);
        assertTrue(said.toString().contains(words), said::toString);
    }

    private int resolve(StringWriter said, long lastOp, int... from) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--end-log-at",
                                Long.toString(lastOp),
                                "--view",
                                "1000",
                                "--reason",
                                "the test flipped a bit on every disk"));
        for (int member : from) {
            arguments.addAll(List.of("--from", replicas.directory(member).toString()));
        }
        if (from.length < 3) {
            arguments.addAll(List.of("--missing", "2"));
        }
        for (int member = 0; member < 2; member++) {
            arguments.addAll(List.of("--member", member + "=" + root.resolve("new-" + member)));
        }
        return run(new ResolveCommand(), said, arguments.toArray(String[]::new));
    }

    private static int run(Callable<Integer> command, StringWriter said, String... arguments) {
        PrintWriter writer = new PrintWriter(said);
        return new CommandLine(command).setOut(writer).setErr(writer).execute(arguments);
    }
}
