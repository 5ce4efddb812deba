package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import aero.vigil.ingest.ThirdPartyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values that the tests of jASTERIX expect of its records of categories 034, 048 and 062. */
final class JasterixTest {

    private static final double TOLERANCE = 1e-3;
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double FEET_A_LEVEL = 100;

    /** Its names where they are not ours with blanks and signs left out. */
    private static final Map<String, String> RENAMED =
            Map.ofEntries(
                    Map.entry("000/Message Type", "000"),
                    Map.entry("030/Time of Day", "030"),
                    Map.entry("020/Sector Number", "020"),
                    Map.entry("140/Time-of-Day", "140"),
                    Map.entry("070/Mode-3/A reply", "070/MODE3A"),
                    Map.entry("060/Mode-3/A reply", "060/MODE3A"),
                    Map.entry("090/Flight Level", "090/FL"),
                    Map.entry("130/SAM/value", "130/SAM"),
                    Map.entry("220/AIRCRAFT ADDRESS", "220"),
                    Map.entry("240/Aircraft Identification", "240"),
                    Map.entry("250/Mode S MB Data/0/BDS1", "250/0/BDS1"),
                    Map.entry("250/Mode S MB Data/0/BDS2", "250/0/BDS2"),
                    Map.entry("250/Mode S MB Data/0/MB Data", "250/0/MBDATA"),
                    Map.entry("161/TRACK NUMBER", "161/TRN"),
                    Map.entry("200/CALCULATED GROUNDSPEED", "200/GSP"),
                    Map.entry("200/CALCULATED HEADING", "200/HDG"),
                    Map.entry("REF/ERR/RHO", "RE/ERR"),
                    Map.entry("015/Service Identification", "015"),
                    Map.entry("070/Time Of Track Information", "070"),
                    Map.entry("105/Latitude", "105/LAT"),
                    Map.entry("105/Longitude", "105/LON"),
                    Map.entry("040/Track Number", "040"),
                    Map.entry("136/Measured Flight Level", "136"),
                    Map.entry("130/Altitude", "130"),
                    Map.entry("135/Calculated Track Barometric Altitude", "135/CTB"),
                    Map.entry("220/Rate of Climb/Descent", "220"),
                    Map.entry("340/MDC/Last Measured Mode C Code", "340/MDC/LMC"),
                    Map.entry("340/MDA/Mode-3/A reply", "340/MDA/MODE3A"),
                    Map.entry("380/ADR/Target Address", "380/ADR"),
                    Map.entry("380/ID/Target Identification", "380/ID"),
                    Map.entry("380/MHG/Magnetic Heading", "380/MHG"),
                    Map.entry("380/FSS/Altitude", "380/FSS/ALT"),
                    Map.entry("380/BVR/Barometric Vertical Rate", "380/BVR"),
                    Map.entry("380/IAR/Indicated Air Speed", "380/IAR"),
                    Map.entry("380/MAC/Mach Number", "380/MAC"),
                    Map.entry("390/CSN/Callsign", "390/CS"),
                    Map.entry("390/TAC/Type of Aircraft", "390/TAC"),
                    Map.entry("390/WTC/Wake Turbulence Category", "390/WTC"),
                    Map.entry("390/DEP/Departure Airport", "390/DEP"),
                    Map.entry("390/DST/Destination Airport", "390/DST"),
                    Map.entry("390/CFL/CFL", "390/CFL"),
                    Map.entry("500/AGA/AGA", "500/AGA"),
                    Map.entry("500/ABA/ABA", "500/ABA"),
                    Map.entry("500/ARC/ARC", "500/ARC"),
                    Map.entry(
                            "510/Composed Track Number/0/SYSTEM UNIT IDENTIFICATION",
                            "510/0/IDENT"),
                    Map.entry("510/Composed Track Number/0/SYSTEM TRACK NUMBER", "510/0/TRACK"));

    private final Map<String, AsterixRecord> records = new HashMap<>();

    @Test
    void everyExpectedValueIsOurs() throws IOException {
        Path folder = ThirdPartyData.path("asterix-jasterix");
        int compared = 0;

        for (String line : Files.readAllLines(folder.resolve("expected.tsv"))) {
            String[] columns = line.split("\t", -1);
            String path = columns[1].replaceFirst("content/records/0/", "");
            if (columns[0].matches("cat0(34|48|62).*") && namesAValue(path)) {
                AsterixRecord record = record(folder.resolve(columns[0]));
                compare(columns[0], record, path, columns[2]);
                compared++;
            }
        }

        assertEquals(5, records.size());
        assertEquals(270, compared);
    }

    /** Counts, extension and presence bits are how it was sent, not what; FSPEC is compared. */
    private static boolean namesAValue(String path) {
        return !path.contains("#size")
                && !path.endsWith("available")
                && !path.endsWith("extend")
                && !path.matches(".*/FX\\d?")
                && !path.equals("category")
                && !path.equals("length");
    }

    private AsterixRecord record(Path file) throws IOException {
        String name = file.getFileName().toString();
        AsterixRecord known = records.get(name);
        if (known != null) {
            return known;
        }
        Decoded decoded = DatagramDecoder.decode(Files.readAllBytes(file));
        assertEquals(List.of(), decoded.rejects(), name);
        assertEquals(1, decoded.records().size(), name);
        records.put(name, decoded.records().get(0));
        return decoded.records().get(0);
    }

    private static void compare(String file, AsterixRecord record, String path, String expected) {
        String where = file + " " + path;
        if (path.equals("FSPEC")) {
            assertEquals(expected, "bits " + fieldSpecification(record), where);
            return;
        }
        String ours = RENAMED.getOrDefault(path, plain(path));
        Map<String, Object> leaves = new HashMap<>();
        Values.forEachLeaf("", record.values(), leaves::put);
        Object value = leaves.get(ours);
        assertNotNull(value, () -> where + " -> " + ours + " of " + leaves);
        if (value instanceof Number number) {
            double scaled = number.doubleValue() * scale(ours);
            assertEquals(Double.parseDouble(expected), scaled, TOLERANCE, where);
        } else {
            assertEquals(expected.stripTrailing(), text(ours, value.toString()), where);
        }
    }

    private static String plain(String path) {
        return path.replace("CH-A/B", "CHAB")
                .replace("GAT/OAT", "GATOAT")
                .replace("FR1/FR2", "FR1FR2")
                .replace("Vx", "VX")
                .replace("Vy", "VY")
                .replace("Ax", "AX")
                .replace("Ay", "AY")
                .replaceFirst("/Age$", "")
                .replaceAll("[ -]", "");
    }

    private static double scale(String ours) {
        return switch (ours) {
            case "200/GSP" -> SECONDS_AN_HOUR;
            case "135/CTB" -> FEET_A_LEVEL;
            default -> 1;
        };
    }

    /**
     * It prints addresses as decimal numbers, codes without leading zeros, messages in lower case.
     */
    private static String text(String ours, String value) {
        return switch (ours) {
            case "220", "380/ADR" -> Integer.toString(Integer.parseInt(value, 16));
            case "250/0/MBDATA" -> value.toLowerCase(java.util.Locale.ROOT);
            default -> ours.endsWith("MODE3A") ? value.replaceFirst("^0+(?=.)", "") : value;
        };
    }

    private static String fieldSpecification(AsterixRecord record) {
        StringBuilder bits = new StringBuilder();
        for (byte octet : record.toOctets()) {
            String eight = Integer.toBinaryString((octet & 0xFF) | 0x100).substring(1);
            bits.append(eight);
            if (eight.endsWith("0")) {
                break;
            }
        }
        return bits.toString();
    }
}
