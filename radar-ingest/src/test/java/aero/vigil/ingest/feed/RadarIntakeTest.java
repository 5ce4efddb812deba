package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.asterix.Cat021;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.Field;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.TargetReport;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is believed of a datagram becomes a plot in the item's own units; the rest has a name. */
final class RadarIntakeTest {

    private static final int SENSOR = 20 * 256 + 129;
    private static final long RECEIVED = 1_682_985_601_000_000L;

    private final List<Plot> plots = new ArrayList<>();
    private final List<TargetReport> reports = new ArrayList<>();
    private final List<SensorMessage> messages = new ArrayList<>();
    private final RejectCounts rejects = new RejectCounts();
    private final PlotReceiver receiver =
            new PlotReceiver() {
                @Override
                public void plot(Plot plot) {
                    plots.add(plot);
                }

                @Override
                public void report(TargetReport report) {
                    reports.add(report);
                }

                @Override
                public void sensorMessage(SensorMessage message) {
                    messages.add(message);
                }
            };
    private final RadarIntake intake =
            new RadarIntake(
                    new FeedSettings("radar", Set.of(SENSOR), Set.of(), 60, 1_000),
                    rejects,
                    receiver);

    @Test
    void aRealTargetReportBecomesAPlot() {
        // The first record of the hour of Barcelona.
        take(
                "300047FFF702148138406DE030A7BA34080405C8FE1804C9072A0A044A08EB48F534C7582003C84E4270"
                        + "A8000040801B97332004D650DF49E72F2014016007830742B9620620FD");

        Plot expected =
                Plot.newBuilder()
                        .setSacSic(SENSOR)
                        .setTimeOfDay(0x38406D)
                        .setReceiveTimeMicros(RECEIVED)
                        .setDetection(7)
                        .setRho(0x30A7)
                        .setTheta(0xBA34)
                        .setMode3A(04004)
                        .setFlightLevel(370 * 4)
                        .setAddress(0x4A08EB)
                        .setCallsign("ROT415")
                        .setTrackNumber(1923)
                        .setSelectedLevel(1480)
                        .build();
        assertEquals(List.of(expected), plots);
        assertEquals("{}", rejects.toString());
    }

    @Test
    void aServiceMessageBecomesASensorMessage() {
        take(
                DataBlock.encode(
                        34,
                        List.of(
                                new RecordWriter(Cat034.CATEGORY)
                                        .set(Cat034.SAC, 20)
                                        .set(Cat034.SIC, 129)
                                        .set(Cat034.MESSAGE_TYPE, 2)
                                        .set(Cat034.TIME_OF_DAY, 128)
                                        .set(Cat034.SECTOR, 8)
                                        .toOctets())));

        SensorMessage expected =
                SensorMessage.newBuilder()
                        .setSacSic(SENSOR)
                        .setType(2)
                        .setTimeOfDay(128)
                        .setReceiveTimeMicros(RECEIVED)
                        .setSector(8)
                        .build();
        assertEquals(List.of(expected), messages);
    }

    @Test
    void aPlotOfAnotherSensorIsNotBelieved() {
        take(report().set(Cat048.SIC, 130));

        assertEquals("{source not allowed=1}", rejects.toString());
        assertTrue(plots.isEmpty());
    }

    @Test
    void aRecordThatCannotBeAPlotIsNamed() {
        take(without(Cat048.SAC, Cat048.SIC));
        take(without(Cat048.TIME_OF_DAY));
        take(without(Cat048.RHO, Cat048.THETA));
        take(report().set(Cat048.TIME_OF_DAY, 86_400 * 128));
        take(report().setQuantity(Cat048.RHO, 61.1));

        assertEquals(
                "{position missing=1, range implausible=1, source missing=1,"
                        + " time of day invalid=1, time of day missing=1}",
                rejects.toString());
        assertTrue(plots.isEmpty());
    }

    @Test
    void anImplausibleItemIsLeftOutOfThePlot() {
        take(report().setQuantity(Cat048.FLIGHT_LEVEL, 660.25));
        take(report().setQuantity(Cat048.FLIGHT_LEVEL, -10.25));
        take(report().set(Cat048.AIRCRAFT_ADDRESS, 0));
        take(report().set(Cat048.AIRCRAFT_IDENTIFICATION, 0x3FL << 42));

        assertEquals(
                "{Mode C implausible=2, address implausible=1, identification illegible=1}",
                rejects.toString());
        assertEquals(4, plots.size());
        assertFalse(plots.get(0).hasFlightLevel());
        assertFalse(plots.get(2).hasAddress());
        assertEquals("", plots.get(3).getCallsign());
    }

    @Test
    void theBoundsOfModeCAreThemselvesPlausible() {
        take(report().setQuantity(Cat048.FLIGHT_LEVEL, 660));
        take(report().setQuantity(Cat048.FLIGHT_LEVEL, -10));

        assertEquals(List.of(2_640, -40), plots.stream().map(Plot::getFlightLevel).toList());
    }

    @Test
    void doubtAndPurposeOfAReportAreCarriedToTheModel() {
        take(
                report().set(Cat048.MODE_3A, 0)
                        .set(Cat048.MODE_3A_GARBLED, 1)
                        .set(Cat048.FLIGHT_LEVEL, 400)
                        .set(Cat048.FLIGHT_LEVEL_NOT_VALIDATED, 1)
                        .set(Cat048.SPI, 1)
                        .set(Cat048.TEST_TARGET, 1)
                        .set(Cat048.FIELD_MONITOR, 1));

        Plot plot = plots.get(0);
        assertTrue(plot.getMode3ADoubtful());
        assertTrue(plot.getFlightLevelDoubtful());
        assertTrue(plot.getSpi());
        assertTrue(plot.getSimulated());
        assertTrue(plot.getFieldMonitor());
    }

    @Test
    void onlyListedSendersAreHeardWhereThereIsAList() throws UnknownHostException {
        InetAddress known = InetAddress.getByName("10.0.0.1");
        RadarIntake guarded =
                new RadarIntake(
                        new FeedSettings("radar", Set.of(SENSOR), Set.of(known), 60, 1_000),
                        rejects,
                        receiver);
        byte[] datagram = DataBlock.encode(48, List.of(report().toOctets()));

        guarded.take(new ReceivedDatagram(datagram, InetAddress.getByName("10.0.0.2"), RECEIVED));
        guarded.take(new ReceivedDatagram(datagram, known, RECEIVED));

        assertEquals("{sender not allowed=1}", rejects.toString());
        assertEquals(1, plots.size());
    }

    @Test
    void anAdsbReportBecomesAPlaceWithItsAccuracy() {
        byte[] record =
                new RecordWriter(Cat021.CATEGORY)
                        .set(Cat021.CATEGORY.field("010/SAC"), 20)
                        .set(Cat021.CATEGORY.field("010/SIC"), 129)
                        .set(Cat021.TIME_OF_RECEPTION, 4_584_247)
                        .setQuantity(Cat021.FINE_LATITUDE, 41.5)
                        .setQuantity(Cat021.FINE_LONGITUDE, 2.25)
                        .set(Cat021.CATEGORY.field("080"), 0x346183)
                        .set(Cat021.MOPS_VERSION, 2)
                        .set(Cat021.NACP, 9)
                        .set(Cat021.CATEGORY.field("145"), 1_200)
                        .toOctets();

        take(HexFormat.of().formatHex(DataBlock.encode(Cat021.NUMBER, List.of(record))));

        assertEquals(
                List.of(
                        TargetReport.newBuilder()
                                .setSacSic(SENSOR)
                                .setTimeOfDay(4_584_247)
                                .setReceiveTimeMicros(RECEIVED)
                                .setLatitude(415_000_000)
                                .setLongitude(22_500_000)
                                .setSigmaMetres(13)
                                .setAddress(0x346183)
                                .setFlightLevel(1_200)
                                .build()),
                reports);
        assertEquals("{}", rejects.toString());
    }

    @Test
    void anAdsbReportThatDoesNotKnowItsAccuracyIsNoPlace() {
        byte[] record =
                new RecordWriter(Cat021.CATEGORY)
                        .set(Cat021.CATEGORY.field("010/SAC"), 20)
                        .set(Cat021.CATEGORY.field("010/SIC"), 129)
                        .set(Cat021.TIME_OF_RECEPTION, 4_584_247)
                        .setQuantity(Cat021.FINE_LATITUDE, 41.5)
                        .setQuantity(Cat021.FINE_LONGITUDE, 2.25)
                        .toOctets();

        take(HexFormat.of().formatHex(DataBlock.encode(Cat021.NUMBER, List.of(record))));

        assertEquals("{position accuracy unknown=1}", rejects.toString());
    }

    @Test
    void anotherCentresTrackWithoutATimeIsCountedByName() {
        take("3E0005" + "8001");
        take("3E0006" + "801481");

        assertEquals("{item truncated=1, time of day missing=1}", rejects.toString());
        assertEquals(1, intake.records());
    }

    @Test
    void goodPlotsBeforeJunkAreBelieved() {
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        datagram.writeBytes(DataBlock.encode(48, List.of(report().toOctets())));
        datagram.writeBytes(HexFormat.of().parseHex("160004AA"));
        datagram.writeBytes(new byte[] {1, 2});

        take(datagram.toByteArray());

        assertEquals(1, plots.size());
        assertEquals("{category 022 unknown=1, trailing junk=1}", rejects.toString());
    }

    private static RecordWriter report() {
        return without();
    }

    private static RecordWriter without(Field... absent) {
        RecordWriter writer = new RecordWriter(Cat048.CATEGORY);
        List<Field> left = List.of(absent);
        for (Field field :
                List.of(Cat048.SAC, Cat048.SIC, Cat048.TIME_OF_DAY, Cat048.RHO, Cat048.THETA)) {
            if (!left.contains(field)) {
                long raw = field == Cat048.SAC ? 20 : field == Cat048.SIC ? 129 : 12_800;
                writer.set(field, raw);
            }
        }
        return writer.set(Cat048.DETECTION, 5);
    }

    private void take(RecordWriter record) {
        take(DataBlock.encode(48, List.of(record.toOctets())));
    }

    private void take(String hex) {
        take(HexFormat.of().parseHex(hex));
    }

    private void take(byte[] datagram) {
        intake.take(new ReceivedDatagram(datagram, null, RECEIVED));
    }
}
