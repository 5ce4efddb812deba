package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every record of the recordings that the independent decoder of Croatia Control has decoded, field
 * by field and in both directions: each of its values is ours in its unit, and each of ours is one
 * of its.
 */
@Tag("slow")
final class CroatiaControlTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its JSON gives seven decimals. */
    private static final double TOLERANCE = 1e-7;

    /**
     * How many records were compared, and how many of ours are left over: those behind the first
     * thousands that the other decoder was asked for, none where it decoded the whole recording.
     */
    private record Compared(int records, int leftOver) {}

    @Test
    void theHourOfSaenzPenaDecodesAsThere() throws IOException {
        Compared records =
                compare(
                        "asterix-argentina/260429.pcap",
                        "asterix-argentina/260429.decoded.jsonl.gz");

        assertEquals(new Compared(19_907, 0), records);
    }

    @Test
    void theSystemTracksOfTheSameHourDecodeAsThere() throws IOException {
        Compared records =
                compare(
                        "asterix-argentina/fds260429.pcap",
                        "asterix-argentina/fds260429.first20000.decoded.jsonl.gz");

        assertEquals(new Compared(20_000, 30_640), records);
    }

    @Test
    void theModeSRadarOfJahorinaDecodesAsThere() throws IOException {
        Compared records =
                compare(
                        "asterix-jahorina/Jahorina.raw",
                        "asterix-jahorina/Jahorina.decoded.jsonl.gz");

        assertEquals(new Compared(2_119, 0), records);
    }

    @Test
    void theRadarOfBarcelonaDecodesAsThere() throws IOException {
        Compared records =
                compare(
                        "asterix-lebl/lebl-cat048-230502-0800-0900.ast",
                        "asterix-lebl/lebl-cat048-230502-0800-0900.first3000.decoded.jsonl.gz");

        assertEquals(new Compared(3_000, 41_085), records);
    }

    @Test
    void theirOwnSampleOfSystemTracksDecodesAsThere() throws IOException {
        Deque<AsterixRecord> ours =
                records("asterix-croatiacontrol/cat_062_065.pcap", List.of("category 065 unknown"));
        int compared = 0;

        for (String line :
                Files.readAllLines(
                        ThirdPartyData.path("asterix-croatiacontrol/cat_062_065_json.txt"))) {
            if (line.contains("\"cat\":62")) {
                compareRecord(ours.remove(), line, "cat_062_065 " + compared++);
            }
        }

        assertEquals(2, compared);
        assertTrue(ours.isEmpty());
    }

    /** Compares as many records as the other decoder has. */
    private static Compared compare(String capture, String decoded) throws IOException {
        Deque<AsterixRecord> ours = records(capture, List.of());
        int compared = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(ThirdPartyData.path(decoded))),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                compareRecord(ours.remove(), line, decoded + " line " + ++compared);
            }
        }
        return new Compared(compared, ours.size());
    }

    private static Deque<AsterixRecord> records(String capture, List<String> expectedRejects)
            throws IOException {
        Deque<AsterixRecord> records = new ArrayDeque<>();
        List<String> rejects = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(ThirdPartyData.path(capture))) {
            for (CapturedDatagram datagram = file.next();
                    datagram != null;
                    datagram = file.next()) {
                Decoded decoded = DatagramDecoder.decode(datagram.octets());
                records.addAll(decoded.records());
                decoded.rejects().forEach(reject -> rejects.add(reject.name()));
            }
            assertEquals(Map.of(), file.rejects());
        }
        assertEquals(expectedRejects, rejects);
        return records;
    }

    private static void compareRecord(AsterixRecord ours, String line, String where)
            throws IOException {
        Map<?, ?> theirs = JSON.readValue(line, Map.class);
        int category = ours.category().number();
        assertEquals(theirs.get("cat"), category, where);
        String hex = HexFormat.of().withUpperCase().formatHex(ours.toOctets());
        assertEquals(theirs.get("hexdata"), hex, where);
        Map<String, Object> expected = expected(category, theirs, where);
        Values.forEachLeaf(
                "",
                ours.values(),
                (path, value) -> {
                    if (path.matches("250/\\d+/BDS[12]")) {
                        return;
                    }
                    Object theirValue = expected.remove(path);
                    boolean messageOfKnownRegister =
                            theirValue == null && path.matches("250/\\d+/MBDATA");
                    if (!messageOfKnownRegister) {
                        compareValue(value, theirValue, where + " " + path);
                    }
                });
        assertEquals(new TreeSet<>(), new TreeSet<>(expected.keySet()), where);
    }

    /** Their values by our paths, in our units. */
    private static Map<String, Object> expected(int category, Map<?, ?> theirs, String where) {
        Map<String, Object> expected = new HashMap<>();
        Object items = theirs.get(String.format("CAT%03d", category));
        assertNotNull(items, where);
        Values.forEachLeaf(
                "",
                items,
                (path, value) -> {
                    String plain = path.replaceAll("/\\d+(?=/|$)", "");
                    CroatiaNames.Ours ours = CroatiaNames.find(category, plain);
                    if (ours == null || plain.equals("I250/BDS")) {
                        return;
                    }
                    expected.put(withPosition(ours.path(), path), inOurUnit(value, ours.scale()));
                });
        return expected;
    }

    /** Puts a list position of their path behind the name of the list in ours. */
    private static String withPosition(String ours, String theirs) {
        for (String part : theirs.split("/", -1)) {
            if (part.matches("\\d+")) {
                String list = ours.startsWith("390/TOD") ? "390/TOD" : ours.substring(0, 3);
                return list + "/" + part + ours.substring(list.length());
            }
        }
        return ours;
    }

    private static Object inOurUnit(Object value, double scale) {
        return scale != 1 && value instanceof Number number ? number.doubleValue() / scale : value;
    }

    private static void compareValue(Object ours, @Nullable Object theirs, String where) {
        if (theirs == null) {
            fail(where + " is " + ours + ", absent there");
        } else if (ours instanceof Number number && theirs instanceof Number other) {
            assertEquals(other.doubleValue(), number.doubleValue(), TOLERANCE, where);
        } else {
            assertEquals(theirs.toString().stripTrailing(), ours.toString(), where);
        }
    }
}
