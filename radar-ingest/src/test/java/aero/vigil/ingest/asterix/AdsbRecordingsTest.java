package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * ADS-B reports of Barcelona, edition 0.23 and 2.1, against what the independent decoder of Croatia
 * Control makes of them.
 */
final class AdsbRecordingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = "asterix-lebl/adsb_v023_160510-lebl-220001.ast";
    private static final String OLD_DECODED = "asterix-lebl/adsb_v023.first3000.decoded.jsonl.gz";
    private static final String NEW = "asterix-lebl/adsb_v21_bcn.ast";
    private static final String NEW_DECODED =
            "asterix-lebl/adsb_v21_bcn.first3000.decoded-ed2.6.jsonl.gz";

    /** Of 2,977 read as edition 2.6 there, which misreads some and loses its way behind them. */
    private static final int LEAST_COMPARED = 2_900;

    private static final int LOOK_AHEAD = 6;

    @Test
    void everyReportOfTheOldEditionSaysWhatItSaysThere() throws IOException {
        List<AsterixRecord> ours = records(OLD, Categories.NEWEST.with(Cat021.EDITION_0_23));
        List<JsonNode> theirs = decoded(OLD_DECODED);

        assertEquals(3_000, theirs.size());
        assertTrue(ours.size() > 40_000, ours.size() + " records");
        for (int i = 0; i < theirs.size(); i++) {
            Cat021Record record = new Cat021Record(ours.get(i));
            JsonNode items = theirs.get(i).get("CAT021");
            assertEquals(hex(record), theirs.get(i).get("hexdata").asText());
            compareCommon(record, items);
            assertEquals(items.at("/I030/ToD").asDouble() * 128, raw(record.timeOfDay()), 1e-6);
            assertEquals(items.at("/I040/SPI").asInt() == 1, record.spi());
        }
    }

    @Test
    void everyReportOfTheNewEditionSaysWhatItSaysThere() throws IOException {
        List<AsterixRecord> ours = records(NEW, Categories.NEWEST);
        List<JsonNode> theirs = decoded(NEW_DECODED);
        int next = 0;
        int compared = 0;

        for (JsonNode line : theirs) {
            int found = indexOf(line.get("hexdata").asText(), ours, next);
            JsonNode items = line.get("CAT021");
            if (found < 0 || !items.at("/I080/TAddr").isTextual()) {
                continue;
            }
            next = found + 1;
            compared++;
            Cat021Record record = new Cat021Record(ours.get(found));
            compareCommon(record, items);
            JsonNode reception = items.at("/I073/time_reception_position");
            if (reception.isNumber() && items.at("/I071").isMissingNode()) {
                assertEquals(reception.asDouble() * 128, raw(record.timeOfDay()), 1e-6);
            }
            JsonNode code = items.at("/I070/Mode3A");
            assertEquals(
                    code.isTextual() ? Integer.parseInt(code.asText(), 8) : -1,
                    record.mode3A().orElse(-1));
            assertEquals(items.at("/I161/TrackN").asInt(-1), record.trackNumber().orElse(-1));
            JsonNode accuracy = items.at("/I090/NACp");
            if (accuracy.isNumber() && items.at("/I210/VN").asInt() > 0) {
                assertEquals(accuracy.asInt() > 0, record.sigmaMetres().isPresent());
            }
        }
        assertTrue(compared >= LEAST_COMPARED, compared + " of " + theirs.size() + " compared");
    }

    /** Where ours holds the same octets, a few records on at most: theirs loses some. */
    private static int indexOf(String hex, List<AsterixRecord> ours, int from) {
        for (int i = from; i < Math.min(ours.size(), from + LOOK_AHEAD); i++) {
            if (hex(new Cat021Record(ours.get(i))).equals(hex)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void accuracyCategoriesAreStandardDeviations() throws IOException {
        List<AsterixRecord> ours = records(OLD, Categories.NEWEST.with(Cat021.EDITION_0_23));

        Cat021Record sevenNucp = new Cat021Record(ours.get(0));

        assertEquals(92.6 / 2.45, sevenNucp.sigmaMetres().orElseThrow(), 1e-9);
    }

    private static void compareCommon(Cat021Record record, JsonNode items) {
        int source = items.at("/I010/SAC").asInt() * 256 + items.at("/I010/SIC").asInt();
        assertEquals(source, record.sacSic().orElseThrow());
        String item = items.at("/I131/Lat").isNumber() ? "/I131" : "/I130";
        if (items.at(item + "/Lat").isNumber()) {
            assertEquals(items.at(item + "/Lat").asDouble(), record.latitude().orElseThrow(), 1e-7);
            assertEquals(
                    items.at(item + "/Lon").asDouble(), record.longitude().orElseThrow(), 1e-7);
        } else {
            assertTrue(record.latitude().isEmpty());
        }
        int address = Integer.parseInt(items.at("/I080/TAddr").asText(), 16);
        record.address().ifPresent(ours -> assertEquals(address, ours));
        JsonNode level = items.at("/I145/FL");
        assertEquals(level.isNumber(), record.flightLevel().isPresent());
        if (level.isNumber()) {
            assertEquals(level.asDouble() * 4, raw(record.flightLevel()), 1e-6);
        }
        assertEquals(items.at("/I170/TId").asText("").stripTrailing(), record.callsign());
        assertEquals(items.at("/I040/GBS").asInt() == 1, record.onGround());
        assertEquals(
                items.at("/I040/SIM").asInt() == 1 || items.at("/I040/TST").asInt() == 1,
                record.simulated());
        assertEquals(items.at("/I040/RAB").asInt() == 1, record.fieldMonitor());
    }

    private static double raw(OptionalInt value) {
        return value.orElseThrow();
    }

    private static String hex(Cat021Record record) {
        return HexFormat.of().withUpperCase().formatHex(record.record().toOctets());
    }

    private static List<AsterixRecord> records(String capture, Categories categories)
            throws IOException {
        List<AsterixRecord> records = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(ThirdPartyData.path(capture))) {
            for (CapturedDatagram datagram = file.next();
                    datagram != null;
                    datagram = file.next()) {
                Decoded decoded = DatagramDecoder.decode(datagram.octets(), categories);
                for (Reject reject : decoded.rejects()) {
                    assertEquals("category 023 unknown", reject.name());
                }
                records.addAll(decoded.records());
            }
        }
        return records;
    }

    private static List<JsonNode> decoded(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(ThirdPartyData.path(file))),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode decoded = JSON.readTree(line);
                if (decoded.get("cat").asInt() == Cat021.NUMBER) {
                    lines.add(decoded);
                }
            }
        }
        return lines;
    }
}
