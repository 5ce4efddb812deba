package aero.vigil.ingest.asterix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing and reading go over the same tables, so what is written is read. */
final class RecordWriterTest {

    @Test
    void aTargetReportReadsAsItWasWritten() {
        byte[] record =
                new RecordWriter(Cat048.CATEGORY)
                        .setText(Cat048.AIRCRAFT_IDENTIFICATION, "ROT415")
                        .set(Cat048.SAC, 20)
                        .set(Cat048.SIC, 129)
                        .setQuantity(Cat048.TIME_OF_DAY, 28800.8515625)
                        .set(Cat048.DETECTION, 5)
                        .setQuantity(Cat048.RHO, 48.65234375)
                        .setQuantity(Cat048.THETA, 261.84814453125)
                        .setText(Cat048.MODE_3A, "4004")
                        .setQuantity(Cat048.FLIGHT_LEVEL, -3.25)
                        .setText(Cat048.AIRCRAFT_ADDRESS, "4A08EB")
                        .toOctets();

        AsterixRecord read = onlyRecord(DataBlock.encode(Cat048.NUMBER, List.of(record)));

        assertEquals(28800.8515625, read.quantity(Cat048.TIME_OF_DAY));
        assertEquals(48.65234375, read.quantity(Cat048.RHO));
        assertEquals(261.84814453125, read.quantity(Cat048.THETA));
        assertEquals("4004", read.text(Cat048.MODE_3A));
        assertEquals(-13, read.raw(Cat048.FLIGHT_LEVEL));
        assertEquals(0x4A08EB, read.raw(Cat048.AIRCRAFT_ADDRESS));
        assertEquals("ROT415", read.text(Cat048.AIRCRAFT_IDENTIFICATION));
        assertFalse(read.has(Cat048.TRACK_NUMBER));
        assertArrayEquals(record, read.toOctets());
    }

    @Test
    void itemsOfEveryFormatStandWhereTheStandardPutsThem() {
        byte[] record =
                new RecordWriter(Cat048.CATEGORY)
                        .set(Cat048.SAC, 1)
                        .set(Cat048.SIC, 2)
                        .set(Cat048.TEST_TARGET, 1)
                        .set(Cat048.SSR_AMPLITUDE, -63)
                        .set(Cat048.BDS_MESSAGE, 1, 0xC8400000000000L)
                        .set(Cat048.BDS_1, 1, 4)
                        .set(Cat048.WARNING, 0, 3)
                        .set(Cat048.WARNING, 1, 16)
                        .set(Cat048.EXTENDED_RHO, 257 * 256)
                        .toOctets();

        String fspec = "A3" + "21" + "41" + "02";
        String i020 = "0180";
        String i130 = "20C1";
        String i250 = "02" + "0000000000000000" + "C840000000000040";
        String i030 = "07" + "20";
        String re = "05" + "08" + "010100";
        String expected = fspec + "0102" + i020 + i130 + i250 + i030 + re;
        assertEquals(expected, HexFormat.of().withUpperCase().formatHex(record));
    }

    @Test
    void aRangeBeyond256MilesIsReadFromTheExpansionField() {
        byte[] record =
                new RecordWriter(Cat048.CATEGORY)
                        .set(Cat048.RHO, 0xFFFF)
                        .set(Cat048.RANGE_EXTENDED, 1)
                        .set(Cat048.EXTENDED_RHO, 257 * 256)
                        .toOctets();

        AsterixRecord read = onlyRecord(DataBlock.encode(Cat048.NUMBER, List.of(record)));

        assertEquals(257 * 256, new Cat048Record(read).rho().orElseThrow());
    }

    @Test
    void theSelectedLevelComesFromRegister40OnlyWhenItsStatusBitIsSet() {
        long selected37008Feet = 0x1L << 55 | 2313L << 43;
        RecordWriter writer =
                new RecordWriter(Cat048.CATEGORY)
                        .set(Cat048.BDS_MESSAGE, selected37008Feet)
                        .set(Cat048.BDS_1, 4);
        RecordWriter without =
                new RecordWriter(Cat048.CATEGORY)
                        .set(Cat048.BDS_MESSAGE, 2313L << 43)
                        .set(Cat048.BDS_1, 4);

        Cat048Record with = new Cat048Record(onlyRecord(block(writer)));

        assertEquals(1480, with.selectedLevel().orElseThrow());
        assertTrue(
                new Cat048Record(onlyRecord(block(without))).selectedLevel().isEmpty(),
                "status bit 0");
    }

    @Test
    void aServiceMessageReadsAsItWasWritten() {
        byte[] record =
                new RecordWriter(Cat034.CATEGORY)
                        .set(Cat034.SAC, 226)
                        .set(Cat034.SIC, 232)
                        .set(Cat034.MESSAGE_TYPE, Cat034.SECTOR_CROSSING)
                        .setQuantity(Cat034.TIME_OF_DAY, 60838.671875)
                        .setQuantity(Cat034.SECTOR, 11.25)
                        .setQuantity(Cat034.ROTATION_PERIOD, 7.625)
                        .set(Cat034.MODE_S_CHANNEL, 1)
                        .toOctets();

        AsterixRecord read = onlyRecord(DataBlock.encode(Cat034.NUMBER, List.of(record)));
        Cat034Record message = new Cat034Record(read);

        assertEquals(226 * 256 + 232, message.sacSic().orElseThrow());
        assertEquals(2, message.messageType().orElseThrow());
        assertEquals(8, message.sector().orElseThrow());
        assertEquals(976, message.rotationPeriod().orElseThrow());
        assertEquals(1, read.raw(Cat034.MODE_S_CHANNEL));
    }

    @Test
    void aValueOutOfItsElementsRangeIsTheCallersMistake() {
        RecordWriter writer = new RecordWriter(Cat048.CATEGORY);

        assertThrows(IllegalArgumentException.class, () -> writer.set(Cat048.SAC, 256));
        assertThrows(IllegalArgumentException.class, () -> writer.set(Cat048.FLIGHT_LEVEL, 8192));
        assertThrows(IllegalArgumentException.class, () -> writer.set(Cat034.SIC, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> writer.setText(Cat048.AIRCRAFT_IDENTIFICATION, "TOOLONGNAME"));
    }

    private static byte[] block(RecordWriter writer) {
        return DataBlock.encode(writer.category().number(), List.of(writer.toOctets()));
    }

    private static AsterixRecord onlyRecord(byte[] datagram) {
        Decoded decoded = DatagramDecoder.decode(datagram);
        assertEquals(List.of(), decoded.rejects());
        assertEquals(1, decoded.records().size());
        return decoded.records().get(0);
    }
}
