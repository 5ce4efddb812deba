package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is good in a datagram is kept, and what is not is named. */
final class DatagramDecoderTest {

    private static final String GOOD_BLOCK = "300009" + "C0" + "1481384049";

    @Test
    void aDatagramMayHoldBlocksOfSeveralCategories() {
        Decoded decoded = decode("220007" + "C0E2E802" + GOOD_BLOCK);

        assertEquals(List.of(34, 48), categories(decoded));
        assertEquals(List.of(), names(decoded));
    }

    @Test
    void aBlockMayHoldSeveralRecords() {
        Decoded decoded = decode("30000F" + "C01481384049" + "C01481384050");

        assertEquals(List.of(48, 48), categories(decoded));
        assertEquals(0x384050, decoded.records().get(1).raw(Cat048.TIME_OF_DAY));
    }

    @Test
    void theRecordsBeforeTrailingJunkAreKept() {
        assertEquals(List.of("trailing junk"), names(decode(GOOD_BLOCK + "3000")));
        assertEquals(List.of("block truncated"), names(decode(GOOD_BLOCK + "300100C014")));
        assertEquals(List.of("block length invalid"), names(decode(GOOD_BLOCK + "300002C014")));
        assertEquals(List.of(48), categories(decode(GOOD_BLOCK + "300002C014")));
    }

    @Test
    void theRecordsBeforeABrokenOneInTheSameBlockAreKept() {
        Decoded decoded = decode("30000D" + "C01481384049" + "C0148138");

        assertEquals(List.of(48), categories(decoded));
        assertEquals("item truncated, category 048, item 140, octet 9", reject(decoded));
    }

    @Test
    void anUnknownCategoryIsNamedAndSkippedByItsLength() {
        Decoded decoded = decode("160006AABBCC" + GOOD_BLOCK);

        assertEquals(List.of(48), categories(decoded));
        assertEquals(List.of("category 022 unknown"), names(decoded));
    }

    @Test
    void anItemThatTheCategoryDoesNotHaveEndsTheBlock() {
        assertEquals(List.of("item undefined"), names(decode("22000A" + "8101" + "01E2E802FF")));
        assertEquals(List.of("item undefined"), names(decode("3E0005" + "4002")));
    }

    @Test
    void aSubfieldThatTheItemDoesNotHaveEndsTheBlock() {
        assertEquals(List.of("subfield undefined"), names(decode("300007" + "010104" + "10")));
    }

    @Test
    void anExplicitItemThatCountsLessThanItselfEndsTheBlock() {
        Decoded decoded = decode("300008" + "01010104" + "00");

        assertEquals("explicit length zero, category 048, item SP, octet 3", reject(decoded));
    }

    @Test
    void anEmptyRecordAndAnEmptyBlockAreNamed() {
        assertEquals(List.of("record empty"), names(decode("30000500" + "00")));
        assertEquals(List.of("block empty"), names(decode("300003")));
        assertEquals(List.of(), names(decode("")));
    }

    @Test
    void extensionsOfALaterEditionAreSkipped() {
        Decoded decoded = decode("300010" + "E0" + "1481" + "384049" + "A1010101010100");

        assertEquals(List.of(), names(decoded));
        assertEquals(5, decoded.records().get(0).raw(Cat048.DETECTION));
    }

    @Test
    void anExpansionFieldThatOurTableDoesNotFitStaysBitsAndSpoilsNothing() {
        Decoded decoded = decode("30000F" + "81010102" + "1481" + "06" + "8001020304");

        AsterixRecord record = decoded.records().get(0);
        assertEquals(List.of(), names(decoded));
        assertEquals("8001020304", record.values().get("RE"));
        assertTrue(!record.has(Cat048.EXTENDED_RHO));
    }

    private static Decoded decode(String hex) {
        return DatagramDecoder.decode(HexFormat.of().parseHex(hex));
    }

    private static List<Integer> categories(Decoded decoded) {
        return decoded.records().stream().map(r -> r.category().number()).toList();
    }

    private static List<String> names(Decoded decoded) {
        return decoded.rejects().stream().map(Reject::name).toList();
    }

    private static String reject(Decoded decoded) {
        assertEquals(
                1, decoded.rejects().size(), () -> Arrays.toString(decoded.rejects().toArray()));
        return decoded.rejects().get(0).toString();
    }
}
