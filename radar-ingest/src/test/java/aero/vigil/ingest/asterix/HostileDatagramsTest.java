package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives gives records and named rejects: never an exception, never more records than
 * octets, and work in proportion to the octets.
 */
@Tag("slow")
final class HostileDatagramsTest {

    private static final int DATAGRAMS = 50_000;
    private static final int GREATEST_DATAGRAM = 65_507;
    private static final int[] CATEGORIES = {34, 48, 62};

    @Test
    void randomOctetsAreDecodedToTheirEnd() {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = new byte[random.nextInt(1, 1_500)];
            random.nextBytes(datagram);
            if (random.nextBoolean()) {
                pretendToBeABlock(datagram, random);
            }
            decodeAndReadAll(datagram, "seed " + seed + " datagram " + i);
        }
    }

    @Test
    void mutatedRealDatagramsAreDecodedToTheirEnd() throws IOException {
        long seed = seed();
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> real = new ArrayList<>();
        real.addAll(datagrams("asterix-jahorina/Jahorina.raw"));
        real.addAll(datagrams("asterix-argentina/260429.pcap"));
        real.addAll(datagrams("asterix-argentina/fds260429.pcap"));

        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = mutated(real.get(random.nextInt(real.size())), random);
            decodeAndReadAll(datagram, "seed " + seed + " datagram " + i);
        }
    }

    @Test
    void theLargestDatagramsOfTheWorstKindsAreDecodedToTheirEnd() {
        for (int category : CATEGORIES) {
            for (int fill = 0; fill < 256; fill++) {
                byte[] datagram = new byte[GREATEST_DATAGRAM];
                java.util.Arrays.fill(datagram, (byte) fill);
                datagram[0] = (byte) category;
                datagram[1] = (byte) (GREATEST_DATAGRAM >> 8);
                datagram[2] = (byte) GREATEST_DATAGRAM;
                decodeAndReadAll(datagram, "category " + category + " of " + fill);
            }
        }
    }

    @Test
    void workGrowsWithTheOctetsAndNotWithTheirSquare() {
        // What is allocated stands for the work: it does not depend on the machine's speed.
        for (int category : CATEGORIES) {
            for (String record : List.of("2000", "0102", "C0010203", "FFFFFFFF", "80FFFF")) {
                byte[] small = repeated(category, record, 6_000);
                byte[] large = repeated(category, record, 60_000);
                DatagramDecoder.decode(large);

                long forSmall = allocatedBy(small);
                long forLarge = allocatedBy(large);

                String where = category + " " + record + ": " + forSmall + ", " + forLarge;
                assertTrue(forLarge <= 12 * forSmall + 100_000, where);
                assertTrue(forLarge <= 400L * large.length, where);
            }
        }
    }

    private static byte[] repeated(int category, String hex, int size) {
        byte[] record = java.util.HexFormat.of().parseHex(hex);
        byte[] datagram = new byte[size];
        for (int i = 0; i < size; i++) {
            datagram[i] = record[i % record.length];
        }
        return DataBlock.encode(category, List.of(datagram));
    }

    private static long allocatedBy(byte[] datagram) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        DatagramDecoder.decode(datagram);
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static long seed() {
        long seed = Long.getLong("vigil.seed", 20_260_429L);
        System.out.println("hostile datagrams: seed " + seed + " (-Dvigil.seed)");
        return seed;
    }

    private static void pretendToBeABlock(byte[] datagram, SplittableRandom random) {
        if (datagram.length < DataBlock.HEADER_OCTETS) {
            return;
        }
        datagram[0] = (byte) CATEGORIES[random.nextInt(CATEGORIES.length)];
        datagram[1] = (byte) (datagram.length >> 8);
        datagram[2] = (byte) datagram.length;
    }

    private static byte[] mutated(byte[] original, SplittableRandom random) {
        byte[] datagram = original.clone();
        int changes = random.nextInt(1, 8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(datagram.length);
            switch (random.nextInt(3)) {
                case 0 -> datagram[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> datagram[at] = (byte) random.nextInt(256);
                default -> datagram[at] = (byte) 0xFF;
            }
        }
        if (random.nextInt(4) == 0) {
            datagram = java.util.Arrays.copyOf(datagram, random.nextInt(datagram.length + 40));
        }
        return datagram;
    }

    private static void decodeAndReadAll(byte[] datagram, String where) {
        try {
            Decoded decoded = DatagramDecoder.decode(datagram);
            int octets = 0;
            for (AsterixRecord record : decoded.records()) {
                octets += record.length();
                record.values();
                readAsTheFeedDoes(record);
            }
            assertTrue(octets <= datagram.length, where);
            decoded.rejects().forEach(reject -> assertTrue(!reject.name().isEmpty(), where));
            assertEquals(
                    datagram.length == 0,
                    decoded.records().isEmpty() && decoded.rejects().isEmpty(),
                    where);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    where + ": " + java.util.HexFormat.of().formatHex(datagram), e);
        }
    }

    private static void readAsTheFeedDoes(AsterixRecord record) {
        TimeOfDay.of(record);
        if (record.category() == Cat048.CATEGORY) {
            Cat048Record report = new Cat048Record(record);
            report.rho();
            report.selectedLevel();
            report.callsign();
        } else if (record.category() == Cat034.CATEGORY) {
            new Cat034Record(record).rotationPeriod();
        }
    }

    private static List<byte[]> datagrams(String file) throws IOException {
        List<byte[]> datagrams = new ArrayList<>();
        try (CaptureFile capture = CaptureFile.open(ThirdPartyData.path(file))) {
            for (CapturedDatagram datagram = capture.next();
                    datagram != null && datagrams.size() < 3_000;
                    datagram = capture.next()) {
                datagrams.add(datagram.octets());
            }
        }
        return datagrams;
    }
}
