package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is read whole, or the mistake in it is named by its field. */
final class IngestConfigurationTest {

    private static final String RADAR =
            "\"name\": \"radar\", \"kind\": \"udp\", \"port\": 8600, \"sensors\": [\"201/1\"]";

    @TempDir private Path folder;

    @Test
    void eachAdapterTakesItsOwnOfTheValuesGivenForBoth() throws IOException {
        String json =
                "{\"feeds\": [{\"name\": \"radar\", \"kind\": \"udp\", \"sensors\": [\"201/1\"],"
                        + " \"port\": {\"A\": 8600, \"B\": 8700}}],"
                        + " \"flightPlans\": {\"port\": {\"A\": 8610, \"B\": 8710}}}";

        IngestConfiguration b = read(json, "B");

        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertEquals(
                new SourceConfiguration.Unicast(new InetSocketAddress(loopback, 8_700)),
                b.feeds().get(0).source());
        assertEquals(new InetSocketAddress(loopback, 8_710), b.flightPlans());
    }

    @Test
    void everyKindOfFeedIsRead() throws IOException {
        Files.write(folder.resolve("hour.ast"), new byte[3]);
        String json =
                "{\"feeds\": [{"
                        + RADAR
                        + ", \"address\": \"0.0.0.0\", \"senders\": [\"10.0.0.1\"],"
                        + " \"maxRangeNm\": 60, \"maxPlotsPerSecond\": 500}, {\"name\": \"line\","
                        + " \"kind\": \"multicast\", \"group\": \"239.19.7.24\", \"port\": 8600,"
                        + " \"interface\": \"lo\", \"sensors\": [\"20/129\", \"20/130\"]},"
                        + " {\"name\": \"hour\", \"kind\": \"capture\", \"file\": \"hour.ast\","
                        + " \"day\": \"2023-05-02\", \"sensors\": [\"20/129\"]}]}";

        IngestConfiguration read = read(json, "A");

        assertEquals(3, read.feeds().size());
        assertNull(read.flightPlans());
        assertEquals(60, read.feeds().get(0).settings().maxRangeNm());
        assertEquals(500, read.feeds().get(0).settings().maxPlotsPerSecond());
        assertEquals(
                Set.of(InetAddress.getByName("10.0.0.1")),
                read.feeds().get(0).settings().senders());
        assertEquals(
                Set.of(20 * 256 + 129, 20 * 256 + 130), read.feeds().get(1).settings().sensors());
        assertEquals(4_000, read.feeds().get(1).settings().maxPlotsPerSecond());
        assertEquals(
                new SourceConfiguration.Recording(
                        folder.resolve("hour.ast"), LocalDate.of(2023, 5, 2)),
                read.feeds().get(2).source());
    }

    @Test
    void aMistakeIsNamedByItsField() throws IOException {
        Files.write(folder.resolve("hour.ast"), new byte[3]);
        assertMistake(
                "feeds[0].port must be a whole number from 1 to 65535 (it is 99999)",
                feed(RADAR.replace("8600", "99999")));
        assertMistake("feeds[0].prot is not known here", feed(RADAR + ", \"prot\": 1"));
        assertMistake(
                "feeds[0].kind must be \"udp\", \"multicast\" or \"capture\"",
                feed(RADAR.replace("udp", "tcp")));
        assertMistake("feeds[0].sensors must be SAC/SIC", feed(RADAR.replace("201/1", "300/1")));
        assertMistake("feeds[0].sensors must list", feed(RADAR.replace("\"201/1\"", "")));
        assertMistake("feeds[0].port is missing", feed(RADAR.replace("port", "x_port")));
        assertMistake(
                "feeds[0].senders must be an IPv4 address in numbers",
                feed(RADAR + ", \"senders\": [\"radar.example\"]"));
        assertMistake(
                "feeds[1].name is used twice", "{\"feeds\": [{" + RADAR + "}, {" + RADAR + "}]}");
        assertMistake(
                "feeds[0].name is the flight-plan port's own",
                feed(RADAR.replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"flight plans\"")));
        assertMistake(
                "feeds[0].day must be a date, as 2023-05-02",
                feed(
                        "\"name\": \"x\", \"kind\": \"capture\", \"file\": \"hour.ast\","
                                + " \"day\": \"2.5.2023\", \"sensors\": [\"1/1\"]"));
        assertMistake(
                "feeds[0].group must be a multicast address",
                feed(RADAR.replace("udp", "multicast") + ", \"group\": \"10.0.0.1\""));
        assertMistake(
                "feeds[0].file cannot be read",
                feed(
                        "\"name\": \"x\", \"kind\": \"capture\", \"file\": \"absent\","
                                + " \"sensors\": [\"1/1\"]"));
        assertMistake(
                "feeds[0].port has no value for adapter A",
                feed(RADAR.replace("8600", "{\"B\": 8600}")));
        assertMistake("feeds must list", "{\"feeds\": []}");
        assertMistake("flightPlans.port is missing", "{\"flightPlans\": {}}");
        assertMistake("the configuration must be an object", "[]");
        assertMistake("is not JSON", "{");
    }

    private static String feed(String fields) {
        return "{\"feeds\": [{" + fields + "}]}";
    }

    private void assertMistake(String expected, String json) throws IOException {
        Path file = Files.writeString(folder.resolve("ingest.json"), json);

        WrongConfiguration mistake =
                assertThrows(
                        WrongConfiguration.class, () -> IngestConfiguration.read(file, "A"), json);

        assertNotNull(mistake.getMessage());
        assertTrue(mistake.getMessage().contains(expected), mistake.getMessage());
        assertTrue(mistake.getMessage().startsWith(file.toString()), mistake.getMessage());
    }

    private IngestConfiguration read(String json, String adapter) throws IOException {
        return IngestConfiguration.read(
                Files.writeString(folder.resolve("ingest.json"), json), adapter);
    }
}
