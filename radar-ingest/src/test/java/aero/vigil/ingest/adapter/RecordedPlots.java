package aero.vigil.ingest.adapter;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.Cat062;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in a recording, read by the decoder alone, to lay the picture beside. */
final class RecordedPlots {

    static final int ABSENT = Integer.MIN_VALUE;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final double SPEED_KNOTS = 3_600 / 16_384.0;
    private static final double TURN = 360 / 65_536.0;

    /** One target report; speed and heading are of the radar's own tracker, or NaN. */
    record Plot(
            long timeMicros,
            long receiveMicros,
            int address,
            int mode3A,
            boolean doubtful,
            int detection,
            int rho,
            int theta,
            int flightLevel,
            double knots,
            double heading) {

        @Override
        public String toString() {
            return String.format(
                    "%s TYP %d %.2f NM %.2f deg code %s FL %s",
                    java.time.Instant.ofEpochMilli(timeMicros / 1_000),
                    detection,
                    rho / 256.0,
                    theta * TURN,
                    mode3A == ABSENT ? "-" : Integer.toOctalString(mode3A) + (doubtful ? "?" : ""),
                    flightLevel == ABSENT ? "-" : Double.toString(flightLevel / 4.0));
        }
    }

    /** A state of another centre's track. */
    record OtherTrack(long timeMicros, int number, double latitude, double longitude) {}

    final List<Plot> plots = new ArrayList<>();
    final SortedMap<Integer, List<OtherTrack>> othersByCode = new TreeMap<>();
    long firstMicros = Long.MAX_VALUE;
    long lastMicros;
    int datagrams;
    int records;

    /** Reads what was captured within so many seconds of a moment. */
    static RecordedPlots read(Path file, long fromMicros, double seconds) throws IOException {
        RecordedPlots recorded = new RecordedPlots();
        try (CaptureFile capture = CaptureFile.open(file)) {
            CapturedDatagram datagram = capture.next();
            while (datagram != null) {
                long captured = datagram.captureTimeMicros();
                recorded.firstMicros = Math.min(recorded.firstMicros, captured);
                long from = Math.max(fromMicros, recorded.firstMicros);
                if (captured - from > seconds * 1e6) {
                    break;
                }
                if (captured >= from) {
                    recorded.lastMicros = captured;
                    recorded.take(datagram);
                }
                datagram = capture.next();
            }
        }
        return recorded;
    }

    private void take(CapturedDatagram datagram) {
        datagrams++;
        for (AsterixRecord record : DatagramDecoder.decode(datagram.octets()).records()) {
            records++;
            if (record.category().number() == Cat048.NUMBER) {
                takePlot(new Cat048Record(record), datagram.captureTimeMicros());
            } else if (record.category().number() == Cat062.NUMBER) {
                takeTrack(record, datagram.captureTimeMicros());
            }
        }
    }

    private void takePlot(Cat048Record plot, long captured) {
        AsterixRecord record = plot.record();
        plots.add(
                new Plot(
                        dated(plot.timeOfDay().orElse(0), captured),
                        captured,
                        plot.address().orElse(ABSENT),
                        plot.mode3A().orElse(ABSENT),
                        plot.mode3ADoubtful(),
                        plot.detection(),
                        plot.rho().orElse(0),
                        plot.theta().orElse(0),
                        plot.flightLevelDoubtful() ? ABSENT : plot.flightLevel().orElse(ABSENT),
                        record.has(Cat048.GROUND_SPEED)
                                ? record.raw(Cat048.GROUND_SPEED) * SPEED_KNOTS
                                : Double.NaN,
                        record.has(Cat048.HEADING)
                                ? record.raw(Cat048.HEADING) * TURN
                                : Double.NaN));
    }

    private void takeTrack(AsterixRecord record, long captured) {
        if (record.has(Cat062.MODE_3A) && record.has(Cat062.LATITUDE)) {
            othersByCode
                    .computeIfAbsent((int) record.raw(Cat062.MODE_3A), code -> new ArrayList<>())
                    .add(
                            new OtherTrack(
                                    dated((int) record.raw(Cat062.TIME_OF_TRACK), captured),
                                    (int) record.raw(Cat062.TRACK_NUMBER),
                                    record.quantity(Cat062.LATITUDE),
                                    record.quantity(Cat062.LONGITUDE)));
        }
    }

    /** The moment with a time of day that is nearest another. */
    private static long dated(int timeOfDay, long nearMicros) {
        long ofDay = timeOfDay * 1_000_000L / 128;
        long behind = Math.floorMod(nearMicros - ofDay, DAY_MICROS);
        return nearMicros - (behind > DAY_MICROS / 2 ? behind - DAY_MICROS : behind);
    }
}
