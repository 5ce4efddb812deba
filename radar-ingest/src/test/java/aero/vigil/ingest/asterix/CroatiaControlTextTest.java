package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The samples that Croatia Control's own regression test decodes to text: every item of every
 * record, its values in their order.
 */
final class CroatiaControlTextTest {

    private static final Pattern CATEGORY = Pattern.compile("Category: (\\d+)");
    private static final Pattern RECORD = Pattern.compile("HexData: ([0-9A-F]+)");
    private static final Pattern ITEM = Pattern.compile("Item (\\d+) : .*");
    private static final Pattern VALUE = Pattern.compile("\t(.+?): (.*?)(?: \\((.*)\\))?");
    private static final Pattern SCALED = Pattern.compile("(-?\\d+\\.\\d{7}) (\\S+)");
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double TOLERANCE = 1e-7;

    /**
     * Its least significant bit of I034/120 is rounded to seven digits (2.145767e-5 degrees); the
     * standard's is 180/2^23.
     */
    private static final double TOLERANCE_OF_SOURCE_POSITION = 5e-6;

    /** One record of the text: its octets, and the values of its items. */
    private record Theirs(int category, String hex, Map<String, List<String>> items) {}

    @Test
    void theSampleOfPlotsAndServiceMessagesDecodesAsThere() throws IOException {
        List<Theirs> theirs = read("asterix-croatiacontrol/cat_034_048.txt");

        List<AsterixRecord> ours = records("asterix-croatiacontrol/cat_034_048.pcap");

        assertEquals(theirs.size(), ours.size());
        for (int i = 0; i < ours.size(); i++) {
            compare(theirs.get(i), ours.get(i), "record " + i);
        }
    }

    @Test
    void theSingleRawBlockIsTheFirstRecordOfThatSample() throws IOException {
        Theirs first = read("asterix-croatiacontrol/cat_034_048.txt").get(0);

        List<AsterixRecord> ours = records("asterix-croatiacontrol/cat048.raw");

        assertEquals(1, ours.size());
        compare(first, ours.get(0), "cat048.raw");
    }

    @Test
    void theSampleOfARecorderFileDecodesAsThere() throws IOException {
        // Given as octets in the text: the recorder's own framing is not ours to read.
        List<Theirs> theirs = read("asterix-croatiacontrol/parsegps.txt");

        for (int i = 0; i < theirs.size(); i++) {
            byte[] record = HexFormat.of().parseHex(theirs.get(i).hex());
            Decoded decoded =
                    DatagramDecoder.decode(
                            DataBlock.encode(theirs.get(i).category(), List.of(record)));
            assertEquals(List.of(), decoded.rejects());
            assertEquals(1, decoded.records().size());
            compare(theirs.get(i), decoded.records().get(0), "record " + i);
        }
        assertEquals(18, theirs.size());
    }

    private static List<AsterixRecord> records(String file) throws IOException {
        List<AsterixRecord> records = new ArrayList<>();
        try (CaptureFile capture = CaptureFile.open(ThirdPartyData.path(file))) {
            for (CapturedDatagram datagram = capture.next();
                    datagram != null;
                    datagram = capture.next()) {
                Decoded decoded = DatagramDecoder.decode(datagram.octets());
                assertEquals(List.of(), decoded.rejects());
                records.addAll(decoded.records());
            }
            assertEquals(Map.of(), capture.rejects());
        }
        return records;
    }

    private static List<Theirs> read(String file) throws IOException {
        List<Theirs> records = new ArrayList<>();
        int category = 0;
        boolean inRecord = false;
        String item = "";
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(ThirdPartyData.path(file))) {
            Matcher categoryLine = CATEGORY.matcher(line);
            Matcher recordLine = RECORD.matcher(line);
            Matcher itemLine = ITEM.matcher(line);
            Matcher valueLine = VALUE.matcher(line);
            if (categoryLine.matches()) {
                category = Integer.parseInt(categoryLine.group(1));
                inRecord = false;
            } else if (line.startsWith("Data Record")) {
                inRecord = true;
            } else if (inRecord && recordLine.matches()) {
                records.add(new Theirs(category, recordLine.group(1), new LinkedHashMap<>()));
            } else if (inRecord && itemLine.matches()) {
                values = new ArrayList<>();
                item = category + "/" + itemLine.group(1);
                records.get(records.size() - 1).items().put(itemLine.group(1), values);
            } else if (inRecord && valueLine.matches() && hasValue(item, valueLine.group(1))) {
                values.add(value(valueLine.group(2), valueLine.group(3)));
            }
        }
        return records;
    }

    private static boolean hasValue(String item, String name) {
        if (item.equals("48/020") && name.startsWith("spare")) {
            // It follows edition 1.21, where ERR was still a spare bit.
            return true;
        }
        return !name.startsWith("spare")
                && !name.startsWith("FX")
                && !name.startsWith("Reserved")
                && !name.startsWith("BDS register");
    }

    private static String value(String raw, String meaning) {
        Matcher scaled = SCALED.matcher(meaning == null ? "" : meaning);
        if (!scaled.matches()) {
            return raw;
        }
        double quantity = Double.parseDouble(scaled.group(1));
        return Double.toString(quantity);
    }

    private static void compare(Theirs theirs, AsterixRecord ours, String where) {
        assertEquals(theirs.category(), ours.category().number(), where);
        String hex = HexFormat.of().withUpperCase().formatHex(ours.toOctets());
        assertEquals(theirs.hex(), hex, where);
        Map<String, Object> items = ours.values();
        assertEquals(theirs.items().keySet(), items.keySet(), where);
        items.forEach(
                (number, value) ->
                        compareItem(
                                theirs.items().getOrDefault(number, List.of()),
                                values(ours.category().number() + "/" + number, value),
                                where + " item " + theirs.category() + "/" + number));
    }

    private static void compareItem(List<String> theirs, List<Object> ours, String where) {
        assertEquals(theirs.size(), ours.size(), () -> where + ": " + theirs + " " + ours);
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i) instanceof Number number) {
                double expected = Double.parseDouble(theirs.get(i));
                double tolerance =
                        where.endsWith("34/120") ? TOLERANCE_OF_SOURCE_POSITION : TOLERANCE;
                assertEquals(expected, number.doubleValue(), tolerance, where);
            } else {
                assertEquals(theirs.get(i).stripTrailing(), ours.get(i), where);
            }
        }
    }

    /** Our values in order; of a Comm-B message its register's values, or its bits. */
    private static List<Object> values(String item, Object value) {
        List<Object> values = new ArrayList<>();
        if (item.equals("48/250") && value instanceof List<?> messages) {
            for (Object message : messages) {
                Map<String, Object> elements = new LinkedHashMap<>();
                Values.forEachLeaf("", message, elements::put);
                elements.remove("BDS1");
                elements.remove("BDS2");
                if (elements.size() > 1) {
                    elements.remove("MBDATA");
                }
                values.addAll(elements.values());
            }
            return values;
        }
        Values.forEachLeaf(
                "",
                value,
                (path, leaf) -> {
                    boolean speed = item.equals("48/200") && path.equals("GSP");
                    values.add(speed ? (Double) leaf * SECONDS_AN_HOUR : leaf);
                });
        return values;
    }
}
