package aero.vigil.ingest.capture;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.asterix.TimeOfDay;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of ASTERIX blocks one after another, each as one datagram.
 *
 * <p>Such a file knows no capture times: a block's is the greatest time of day of any record so far
 * (seams §2; records of real radars step back by half a second). A fall by more than half a day is
 * midnight.
 */
final class RawBlockReader implements CaptureReader {

    private static final double SECONDS_A_DAY = 86_400;

    /** How far into a file the first time of day is looked for. */
    private static final int BLOCKS_SEARCHED = 10_000;

    private final OctetSource source;
    private final Map<String, Long> rejects;
    private final long dayMicros;
    private double greatestSeconds;
    private boolean ended;

    RawBlockReader(
            OctetSource source, Map<String, Long> rejects, LocalDate day, double firstSeconds) {
        this.source = source;
        this.rejects = rejects;
        this.dayMicros = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
        this.greatestSeconds = firstSeconds;
    }

    /** The first time of day in a file, or 0: what blocks before it are taken to have. */
    static double firstTimeOfDaySeconds(OctetSource source) throws IOException {
        for (int i = 0; i < BLOCKS_SEARCHED; i++) {
            byte[] block = block(source);
            if (block == null) {
                break;
            }
            for (AsterixRecord record : DatagramDecoder.decode(block).records()) {
                OptionalInt time = TimeOfDay.of(record);
                if (time.isPresent()) {
                    return TimeOfDay.seconds(time.getAsInt());
                }
            }
        }
        return 0;
    }

    @Override
    public @Nullable CapturedDatagram next() throws IOException {
        byte[] block = ended ? null : block(source);
        if (block == null) {
            return null;
        }
        if (block.length < DataBlock.HEADER_OCTETS) {
            Rejects.count(rejects, Rejects.BLOCK_INVALID);
            ended = true;
            return null;
        }
        for (AsterixRecord record : DatagramDecoder.decode(block).records()) {
            OptionalInt time = TimeOfDay.of(record);
            if (time.isPresent()) {
                advance(TimeOfDay.seconds(time.getAsInt()));
            }
        }
        long micros = dayMicros + Math.round(greatestSeconds * 1e6);
        return new CapturedDatagram(micros, block);
    }

    private void advance(double secondsOfDay) {
        if (secondsOfDay >= SECONDS_A_DAY) {
            return;
        }
        double days = Math.floor(greatestSeconds / SECONDS_A_DAY);
        double seconds = days * SECONDS_A_DAY + secondsOfDay;
        if (seconds < greatestSeconds - SECONDS_A_DAY / 2) {
            seconds += SECONDS_A_DAY;
        }
        // A late record of yesterday, just after midnight, does not jump a day ahead.
        if (seconds > greatestSeconds && seconds < greatestSeconds + SECONDS_A_DAY / 2) {
            greatestSeconds = seconds;
        }
    }

    /** The next block; an empty one when its length is impossible; null at the end. */
    private static byte @Nullable [] block(OctetSource source) throws IOException {
        byte[] header = source.take(DataBlock.HEADER_OCTETS);
        if (header == null) {
            return null;
        }
        int length = OctetSource.int16(header, 1, false);
        byte[] rest =
                length < DataBlock.HEADER_OCTETS
                        ? null
                        : source.take(length - DataBlock.HEADER_OCTETS);
        if (rest == null) {
            return new byte[0];
        }
        byte[] block = new byte[length];
        System.arraycopy(header, 0, block, 0, header.length);
        System.arraycopy(rest, 0, block, header.length, rest.length);
        return block;
    }
}
