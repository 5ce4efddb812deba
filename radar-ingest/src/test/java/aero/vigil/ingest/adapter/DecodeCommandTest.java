package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code vigil decode} tells people and programs what a recording says. */
final class DecodeCommandTest {

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void eachRecordIsAJsonObjectWithItsItemsInTheirUnits() throws IOException {
        Path file =
                recording(
                        "30"
                                + "0016"
                                + "FD"
                                + "80"
                                + "1481"
                                + "384049"
                                + "A0"
                                + "30A7BA34"
                                + "0804"
                                + "05C8"
                                + "4A08EB"
                                + "220007C0E2E802");

        int exit = run(file.toString(), "--json");

        assertEquals(0, exit);
        String[] lines = out.toString().split("\n", -1);
        JsonNode plot = new ObjectMapper().readTree(lines[0]);
        assertEquals(48, plot.get("category").asInt());
        assertEquals(20, plot.get("sac").asInt());
        assertEquals(129, plot.get("sic").asInt());
        assertEquals(28_800.5703125, plot.get("timeOfDay").asDouble());
        assertEquals(48.65234375, plot.at("/items/I040/RHO").asDouble());
        assertEquals("4004", plot.at("/items/I070/MODE3A").asText());
        assertEquals(370.0, plot.at("/items/I090/FL").asDouble());
        assertEquals("4A08EB", plot.at("/items/I220").asText());
        JsonNode service = new ObjectMapper().readTree(lines[1]);
        assertEquals(2, service.at("/items/I000").asInt());
        assertTrue(service.get("timeOfDay").isNull());
        assertEquals("2 records\n", err.toString());
    }

    @Test
    void aPersonReadsOneLineARecord() throws IOException {
        run(recording("300009C01481384049").toString());

        assertEquals(
                "CAT048 20/129 28800.570 s  I010 SAC=20 SIC=129  I140 28800.570313\n", text(out));
    }

    @Test
    void whatCannotBeReadIsSummedUpOnStandardError() throws IOException {
        int exit = run(recording("300009C01481384049" + "160004FF" + "300005FF00").toString());

        assertEquals(0, exit);
        assertEquals("1 records\n1 x category 022 unknown\n1 x item truncated\n", text(err));
    }

    @Test
    void aFileThatIsNotThereIsAWrongCall() {
        int exit = run(folder.resolve("absent").toString());

        assertEquals(2, exit);
        assertTrue(err.toString().contains("absent cannot be read"), err.toString());
    }

    private Path recording(String hex) throws IOException {
        return Files.write(folder.resolve("recording"), HexFormat.of().parseHex(hex));
    }

    private int run(String... arguments) {
        return new CommandLine(new DecodeCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }
}
