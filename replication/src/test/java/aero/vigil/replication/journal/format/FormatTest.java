package aero.vigil.replication.journal.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.replication.journal.format.GroupPlan.PlannedMember;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The birth of a group (seams.md §2), by library and by verb. */
class FormatTest {

    private static final Path ADAPTATIONS =
            Path.of(System.getProperty("vigil.root", ".."), "config", "adaptations");

    @TempDir Path temporary;

    @Test
    void everyMemberGetsTheSameOpOneAndItsOwnIncarnation() throws Exception {
        Digest clusterId = Format.newGroup(plan(3));

        Set<Object> incarnations = new HashSet<>();
        for (int index = 0; index < 3; index++) {
            try (ReplicaDirectory opened = ReplicaDirectory.open(directory(index))) {
                assertEquals(clusterId, opened.clusterId());
                assertEquals(index, opened.index());
                assertEquals(1, opened.recovered().log().opNumber());
                assertEquals(clusterId, opened.recovered().log().hash());
                Genesis genesis = opened.genesis();
                assertEquals(3, genesis.members().size());
                assertEquals(
                        "127.0.0.1:" + (9_080 + index),
                        genesis.members().get(index).gatewayAddress());
                assertEquals(1, genesis.modelClock().rate());
                assertEquals(
                        opened.genesisEntry().timestampMicros(),
                        genesis.modelClock().startMicros());
                assertArrayEquals(adaptation(), genesis.adaptation());
                incarnations.add(genesis.members().get(index).incarnation());
            }
        }
        assertEquals(3, incarnations.size());
    }

    @Test
    void theSamePlanMakesAnotherClusterEachTime() throws Exception {
        Digest first = Format.newGroup(plan(1));
        deleteAll(directory(0));

        assertNotEquals(first, Format.newGroup(plan(1)));
    }

    @Test
    void aRecordingStartsAtItsOwnTime() throws Exception {
        Instant start = Instant.parse("2023-05-01T08:00:00Z");
        Format.newGroup(plan(1).withModelClock(start, 20));

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory(0))) {
            assertEquals(start.toEpochMilli() * 1_000, opened.genesis().modelClock().startMicros());
            assertEquals(20, opened.genesis().modelClock().rate());
        }
    }

    @Test
    void theVerbMakesAGroupAndCheckJournalFindsItIntact() throws Exception {
        Called called =
                call(
                        new FormatCommand(),
                        "--new",
                        "--adaptation",
                        ADAPTATIONS.resolve("switzerland.json").toString(),
                        "--member",
                        "127.0.0.1:7000,127.0.0.1:8080=" + directory(0));
        assertEquals(0, called.exitCode(), called.text());

        Called checked = call(new CheckJournalCommand(), directory(0).toString());

        assertEquals(0, checked.exitCode(), checked.text());
        assertTrue(checked.text().contains("intact"), checked.text());
        assertTrue(checked.text().contains("ops 1 to 1"), checked.text());
    }

    @Test
    void checkJournalNamesWhatIsWrong() throws Exception {
        Format.newGroup(plan(1));
        Path vote = directory(0).resolve("vote");
        byte[] bytes = Files.readAllBytes(vote);
        bytes[40] ^= 1;
        Files.write(vote, bytes);

        Called checked = call(new CheckJournalCommand(), directory(0).toString());

        assertEquals(1, checked.exitCode());
        assertTrue(checked.text().contains("1 of 4 copies of votes"), checked.text());
        assertArrayEquals(bytes, Files.readAllBytes(vote), "nothing was changed");
    }

    @Test
    void checkJournalWithNothingToCheckIsAWrongCall() {
        Called checked = call(new CheckJournalCommand(), temporary.toString());

        assertEquals(2, checked.exitCode(), checked.text());
        assertTrue(checked.text().contains("no replica's directory"), checked.text());
    }

    @Test
    void aWrongCallIsAnsweredInOneLineAndMakesNothing() throws Exception {
        Files.createDirectories(directory(0).resolve("something"));
        String good = ADAPTATIONS.resolve("switzerland.json").toString();
        String member = "127.0.0.1:7000,127.0.0.1:8080=" + directory(1);
        String taken = "127.0.0.1:7000,127.0.0.1:8080=" + directory(0);

        assertWrongCall("not empty", "--adaptation", good, "--member", taken);
        assertWrongCall("is no member", "--adaptation", good, "--member", "127.0.0.1:7000");
        assertWrongCall(
                "no address", "--adaptation", good, "--member", "here,there=" + directory(1));
        assertWrongCall("1, 3, 5 or 7", twoMembers(good));
        assertWrongCall("there is no adaptation", "--adaptation", "none.json", "--member", member);
        assertWrongCall(
                "model time is UTC",
                "--adaptation",
                good,
                "--member",
                member,
                "--rate",
                "2",
                "--production");
        assertWrongCall(
                "is no time", "--adaptation", good, "--member", member, "--model-start", "noon");
        assertWrongCall("(0, 1000]", "--adaptation", good, "--member", member, "--rate", "-1");
        assertFalse(Files.exists(directory(1)));
    }

    @Test
    void aFaultInAnAdaptationIsToldWithItsLine() throws Exception {
        Path file = temporary.resolve("bad.json");
        Files.writeString(file, "{\n  \"name\": \"x\",\n  \"latitud\": 4\n}\n");
        Called unknown = call(new CheckAdaptationCommand(), file.toString());
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.text().contains("line 3"), unknown.text());

        Files.writeString(file, "{\n  \"name\": \"x\",\n  \"latitude\": ,\n}\n");
        Called broken = call(new CheckAdaptationCommand(), file.toString());
        assertEquals(1, broken.exitCode());
        assertTrue(broken.text().contains("line 3"), broken.text());

        Files.writeString(file, "{\n  \"name\": \"x\",\n  \"latitude\": 95\n}\n");
        Called outOfRange = call(new CheckAdaptationCommand(), file.toString());
        assertEquals(1, outOfRange.exitCode());
        assertTrue(outOfRange.text().contains("latitude"), outOfRange.text());
    }

    @Test
    void theShippedAdaptationsCanBeUsed() throws Exception {
        try (Stream<Path> files = Files.list(ADAPTATIONS)) {
            for (Path file : files.sorted().toList()) {
                Called checked = call(new CheckAdaptationCommand(), file.toString());
                assertEquals(0, checked.exitCode(), checked.text());
            }
        }
    }

    private record Called(int exitCode, String text) {}

    private static Called call(Object command, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        int exitCode = new CommandLine(command).setOut(writer).setErr(writer).execute(arguments);
        return new Called(exitCode, text.toString());
    }

    private static void assertWrongCall(String expected, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--new"));
        all.addAll(List.of(arguments));
        Called called = call(new FormatCommand(), all.toArray(new String[0]));

        assertEquals(2, called.exitCode(), called.text());
        assertTrue(called.text().contains(expected), called.text());
        assertFalse(called.text().contains("\tat "), called.text());
    }

    private String[] twoMembers(String adaptation) {
        return new String[] {
            "--adaptation",
            adaptation,
            "--member",
            "127.0.0.1:7000,127.0.0.1:8080=" + directory(1),
            "--member",
            "127.0.0.1:7001,127.0.0.1:8081=" + directory(2)
        };
    }

    private GroupPlan plan(int members) throws IOException {
        List<PlannedMember> planned = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            planned.add(
                    new PlannedMember(
                            "127.0.0.1:" + (9_070 + i), "127.0.0.1:" + (9_080 + i), directory(i)));
        }
        return GroupPlan.of(planned, adaptation());
    }

    private static byte[] adaptation() throws IOException {
        return AdaptationFile.read(ADAPTATIONS.resolve("barcelona.json"));
    }

    private Path directory(int index) {
        return temporary.resolve("replica-" + index);
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
