package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.real.RealGroup;
import aero.vigil.replication.journal.format.FormatCommand;
import aero.vigil.replication.server.command.AddMemberCommand;
import aero.vigil.replication.server.command.RemoveMemberCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a supervisor sees of a group that grows and shrinks (docs/adr/0043). */
@ExtendWith(Chromium.class)
@Timeout(180)
class GrowthBrowserTest {

    private final RealGroup group;
    private final DisplayPage page;

    GrowthBrowserTest(@TempDir Path root) throws Exception {
        group = RealGroup.start(root);
        List<String> hosts = new ArrayList<>(group.addresses());
        hosts.add(group.address(3));
        page = DisplayPage.open(hosts, "/supervision");
        page.until("the state", () -> page.text("#group-state").equals("NORMAL"));
    }

    @AfterEach
    void close() {
        page.close();
        group.close();
    }

    @Test
    void aLearnerIsShownAsOneAndTheVoteCountsTheMembersThatThereAre() throws Exception {
        run(
                new FormatCommand(),
                "--learner",
                "--member",
                "3," + group.replicaAddress(3) + "," + group.address(3) + "=" + group.directory(3));
        group.restart(3);
        page.until("a learner", () -> page.text("#replicas").contains("learner"));
        assertEquals("NORMAL", page.text("#group-state"));

        run(new AddMemberCommand(), group.address(3));
        page.until("four", () -> page.text("#messages").contains("the group has 4 members now"));
        page.until("out of reach", () -> page.text("#messages").contains("reload it"));
        double before = page.measured("number");
        page.until("three of four confirm", () -> page.measured("number") > before + 10);
        assertEquals(0, page.measured("missing"));

        page.page.reload();
        page.until("all four", () -> page.text("#group-state").equals("NORMAL"));
        assertEquals(4, page.page.locator("#replicas tbody tr").count());
        assertEquals("1", page.text("#tolerated"));
        assertTrue(page.text("#view").startsWith("1/"), page.text("#view"));

        run(new RemoveMemberCommand(), "3");
        group.awaitEnd(3);
        page.until("three", () -> page.page.locator("#replicas tbody tr").count() == 3);
        page.until("normal", () -> page.text("#group-state").equals("NORMAL"));
        assertEquals(0, page.measured("missing"));
    }

    private void run(Object verb, String... what) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said, true);
        List<String> arguments = new ArrayList<>(List.of(what));
        arguments.addAll(List.of("--at", group.address(0)));
        int code =
                new CommandLine(verb)
                        .setOut(to)
                        .setErr(to)
                        .execute(arguments.toArray(new String[0]));
        assertEquals(0, code, said::toString);
    }
}
