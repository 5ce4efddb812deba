package aero.vigil.ingest.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.ThirdPartyData;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording gives its datagrams with their times, and whatever is in a file, it ends. */
final class CaptureFileTest {

    private static final byte[] PAYLOAD = HexFormat.of().parseHex("300009C01481384049");

    @TempDir private Path folder;

    @Test
    void bothByteOrdersAndBothResolutionsOfPcapAreRead() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (boolean nanoseconds : new boolean[] {false, true}) {
                Path file = write(pcap(order, nanoseconds, ethernet(PAYLOAD)));

                List<CapturedDatagram> datagrams = read(file, Map.of());

                assertEquals(1, datagrams.size());
                assertEquals(1_682_985_600_250_000L, datagrams.get(0).captureTimeMicros());
                assertArrayEquals(PAYLOAD, datagrams.get(0).octets());
            }
        }
    }

    @Test
    void pcapngIsReadWithItsOwnTimeResolution() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            Path file = write(pcapng(order, ethernet(PAYLOAD)));

            List<CapturedDatagram> datagrams = read(file, Map.of());

            assertEquals(1, datagrams.size());
            assertEquals(1_682_985_600_250_000L, datagrams.get(0).captureTimeMicros());
            assertArrayEquals(PAYLOAD, datagrams.get(0).octets());
        }
    }

    @Test
    void aFrameInAVlanIsRead() throws IOException {
        byte[] plain = ethernet(PAYLOAD);
        ByteBuffer tagged = ByteBuffer.allocate(plain.length + 4);
        tagged.put(plain, 0, 12).putInt(0x81000005).put(plain, 12, plain.length - 12);

        Path file = write(pcap(ByteOrder.LITTLE_ENDIAN, false, tagged.array()));

        assertArrayEquals(PAYLOAD, read(file, Map.of()).get(0).octets());
    }

    @Test
    void whatIsNoWholeDatagramIsCountedByItsReason() throws IOException {
        byte[] tcp = ethernet(PAYLOAD);
        tcp[14 + 9] = 6;
        byte[] fragment = ethernet(PAYLOAD);
        fragment[14 + 6] = 0x20;
        byte[] cut = java.util.Arrays.copyOf(ethernet(PAYLOAD), 45);

        Path file =
                write(pcap(ByteOrder.LITTLE_ENDIAN, false, tcp, fragment, cut, ethernet(PAYLOAD)));

        List<CapturedDatagram> datagrams =
                read(
                        file,
                        Map.of(
                                "capture packet not UDP", 1L,
                                "capture packet is a fragment", 1L,
                                "capture packet cut short", 1L));
        assertEquals(1, datagrams.size());
    }

    @Test
    void aFileThatBreaksOffGivesWhatIsBefore() throws IOException {
        byte[] whole = pcap(ByteOrder.LITTLE_ENDIAN, false, ethernet(PAYLOAD), ethernet(PAYLOAD));

        Path file = write(java.util.Arrays.copyOf(whole, whole.length - 5));

        assertEquals(1, read(file, Map.of("capture truncated", 1L)).size());
    }

    @Test
    void aPacketOfAnAbsurdLengthIsNotBelieved() throws IOException {
        byte[] whole = pcap(ByteOrder.LITTLE_ENDIAN, false, ethernet(PAYLOAD));
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 8, 0x7FFF_FFFF);

        assertEquals(0, read(write(whole), Map.of("capture packet too large", 1L)).size());
    }

    @Test
    void aRawFileIsPacedByItsGreatestTimeOfDaySoFar() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (double seconds : new double[] {28_800.5, 28_801, 28_800.75, 28_802}) {
            raw.writeBytes(block(seconds));
        }

        List<CapturedDatagram> datagrams =
                readRaw(write(raw.toByteArray()), LocalDate.of(2023, 5, 2));

        long day = 1_682_985_600_000_000L;
        assertEquals(
                List.of(28_800_500_000L, 28_801_000_000L, 28_801_000_000L, 28_802_000_000L),
                datagrams.stream().map(d -> d.captureTimeMicros() - day).toList());
    }

    @Test
    void theFirstCaptureTimeOfARawFileIsOnTheDayGiven() throws IOException {
        Path raw = write(block(28_800.5));

        assertEquals(
                1_682_985_600_000_000L + 28_800_500_000L,
                CaptureFile.firstCaptureTimeMicros(raw, LocalDate.of(2023, 5, 2)));
        assertEquals(946_684_800_000_000L + 28_800_500_000L, first(raw));
    }

    @Test
    void aFormatWithTimesKnowsItsDayItself() throws IOException {
        Path file = write(pcap(ByteOrder.LITTLE_ENDIAN, false, ethernet(PAYLOAD)));

        assertEquals(
                1_682_985_600_250_000L,
                CaptureFile.firstCaptureTimeMicros(file, LocalDate.of(1999, 9, 9)));
    }

    @Test
    void aRawFileGoesOnPastMidnight() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (double seconds : new double[] {86_399.5, 0.25, 86_399.75, 1}) {
            raw.writeBytes(block(seconds));
        }

        List<CapturedDatagram> datagrams =
                readRaw(write(raw.toByteArray()), LocalDate.of(1970, 1, 1));

        assertEquals(
                List.of(86_399_500_000L, 86_400_250_000L, 86_400_250_000L, 86_401_000_000L),
                datagrams.stream().map(CapturedDatagram::captureTimeMicros).toList());
    }

    @Test
    void theHourOfBarcelonaIsAnHour() throws IOException {
        Path file = ThirdPartyData.path("asterix-lebl/lebl-cat048-230502-0800-0900.ast");

        List<CapturedDatagram> datagrams = readRaw(file, LocalDate.of(1970, 1, 1));

        assertEquals(44_085, datagrams.size());
        assertEquals(28_800_851_563L, datagrams.get(0).captureTimeMicros());
        assertEquals(datagrams.get(0).captureTimeMicros() + 946_684_800_000_000L, first(file));
        long last = datagrams.get(datagrams.size() - 1).captureTimeMicros();
        assertEquals(32_400.0, last / 1e6, 1.0);
    }

    @Test
    void everyRecordingInTheDataIsReadWithoutLoss() throws IOException {
        assertEquals(19_907, read("asterix-argentina/260429.pcap"));
        assertEquals(10_503, read("asterix-argentina/fds260429.pcap"));
        assertEquals(642, read("asterix-jahorina/Jahorina.raw"));
    }

    @Test
    void damagedFilesEndWithoutAnException() throws IOException {
        long seed = Long.getLong("vigil.seed", 71L);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> originals =
                List.of(
                        pcap(ByteOrder.LITTLE_ENDIAN, false, ethernet(PAYLOAD), ethernet(PAYLOAD)),
                        pcapng(ByteOrder.BIG_ENDIAN, ethernet(PAYLOAD)),
                        block(28_800));
        Path file = folder.resolve("damaged");

        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = originals.get(i % originals.size()).clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                damaged[random.nextInt(4, damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try (CaptureFile capture = CaptureFile.open(file)) {
                int datagrams = 0;
                while (capture.next() != null) {
                    datagrams++;
                }
                assertTrue(datagrams <= damaged.length, "seed " + seed + " file " + i);
            }
        }
    }

    private static int read(String file) throws IOException {
        return read(ThirdPartyData.path(file), Map.of()).size();
    }

    private static long first(Path file) throws IOException {
        Long micros = CaptureFile.firstCaptureTimeMicros(file);
        assertNotNull(micros);
        return micros;
    }

    private static List<CapturedDatagram> read(Path file, Map<String, Long> rejects)
            throws IOException {
        try (CaptureFile capture = CaptureFile.open(file)) {
            List<CapturedDatagram> datagrams = all(capture);
            assertEquals(rejects, capture.rejects());
            return datagrams;
        }
    }

    private static List<CapturedDatagram> readRaw(Path file, LocalDate day) throws IOException {
        try (CaptureFile capture = CaptureFile.open(file, day)) {
            List<CapturedDatagram> datagrams = all(capture);
            assertEquals(Map.of(), capture.rejects());
            return datagrams;
        }
    }

    private static List<CapturedDatagram> all(CaptureFile capture) throws IOException {
        List<CapturedDatagram> datagrams = new ArrayList<>();
        for (CapturedDatagram next = capture.next(); next != null; next = capture.next()) {
            datagrams.add(next);
        }
        return datagrams;
    }

    private Path write(byte[] octets) throws IOException {
        return Files.write(folder.resolve("capture"), octets);
    }

    private static byte[] block(double secondsOfDay) {
        return DataBlock.encode(
                Cat048.NUMBER,
                List.of(
                        new RecordWriter(Cat048.CATEGORY)
                                .setQuantity(Cat048.TIME_OF_DAY, secondsOfDay)
                                .toOctets()));
    }

    private static byte[] ethernet(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 8 + payload.length);
        frame.putLong(0).putInt(0).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (28 + payload.length));
        frame.putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0).putLong(0);
        frame.putShort((short) 4001).putShort((short) 4001);
        frame.putShort((short) (8 + payload.length)).putShort((short) 0);
        return frame.put(payload).array();
    }

    private static byte[] pcap(ByteOrder order, boolean nanoseconds, byte[]... frames) {
        ByteBuffer file = ByteBuffer.allocate(4_096).order(order);
        file.putInt(nanoseconds ? PcapReader.NANOSECONDS : PcapReader.MICROSECONDS);
        file.putInt(0x0002_0004).putLong(0).putInt(65_535).putInt(1);
        for (byte[] frame : frames) {
            file.putInt(1_682_985_600).putInt(nanoseconds ? 250_000_000 : 250_000);
            file.putInt(frame.length).putInt(frame.length).put(frame);
        }
        return java.util.Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] pcapng(ByteOrder order, byte[] frame) {
        ByteBuffer file = ByteBuffer.allocate(4_096).order(order);
        file.putInt(PcapngReader.SECTION_HEADER).putInt(28).putInt(0x1A2B3C4D);
        file.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
        // Interface: Ethernet, if_tsresol 9 (nanoseconds), end of options.
        file.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(0);
        file.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]);
        file.putInt(0).putInt(32);
        long nanoseconds = 1_682_985_600_250_000_000L;
        int padded = (frame.length + 3) / 4 * 4;
        file.putInt(6).putInt(32 + padded).putInt(0);
        file.putInt((int) (nanoseconds >>> 32)).putInt((int) nanoseconds);
        file.putInt(frame.length).putInt(frame.length).put(frame);
        file.put(new byte[padded - frame.length]).putInt(32 + padded);
        return java.util.Arrays.copyOf(file.array(), file.position());
    }
}
