package aero.vigil.ingest.simulator;

import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes a radar's reports as ASTERIX datagrams: CAT048 edition 1.32 and CAT034 edition 1.29. */
final class RadarMessages {

    /** Octets of a datagram that fit an Ethernet frame with room for headers. */
    private static final int GREATEST_DATAGRAM = 1_400;

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    /** I048/020: single Mode S roll-call, single SSR detection. */
    private static final int ROLL_CALL = 5;

    private static final int SSR = 2;

    /** Register 4,0: MCP status bit, then 12 bits of 16 ft (ICAO Doc 9871). */
    private static final int MCP_STATUS_SHIFT = 55;

    private static final int MCP_ALTITUDE_SHIFT = 43;
    private static final int MCP_FEET = 16;

    private final SensorSite site;
    private final boolean modeS;
    private final int periodUnits;

    RadarMessages(Radar radar) {
        this.site = radar.site();
        this.modeS = radar.isModeS();
        this.periodUnits = (int) Math.round(radar.periodMicros() * 128e-6);
    }

    /** 1/128 s since midnight. */
    static int timeOfDay(long micros) {
        return (int) (Math.floorMod(micros, DAY_MICROS) * 128 / 1_000_000);
    }

    /** The datagrams of a sector's detections, as few as they fit in. */
    List<byte[]> plots(List<Detection> detections) {
        List<byte[]> datagrams = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        int length = DataBlock.HEADER_OCTETS;
        for (Detection detection : detections) {
            byte[] record = record(detection);
            if (length + record.length > GREATEST_DATAGRAM) {
                datagrams.add(DataBlock.encode(Cat048.NUMBER, records));
                records.clear();
                length = DataBlock.HEADER_OCTETS;
            }
            records.add(record);
            length += record.length;
        }
        if (!records.isEmpty()) {
            datagrams.add(DataBlock.encode(Cat048.NUMBER, records));
        }
        return datagrams;
    }

    private byte[] record(Detection detection) {
        Transponder transponder = detection.target().transponder();
        RecordWriter writer =
                new RecordWriter(Cat048.CATEGORY)
                        .set(Cat048.SAC, site.getSac())
                        .set(Cat048.SIC, site.getSic())
                        .set(Cat048.TIME_OF_DAY, timeOfDay(detection.timeMicros()))
                        .set(Cat048.DETECTION, modeS ? ROLL_CALL : SSR)
                        .set(Cat048.RHO, Math.min(0xFFFF, detection.rho()))
                        .set(Cat048.THETA, detection.theta())
                        .set(Cat048.MODE_3A, detection.reply().mode3A())
                        .set(Cat048.MODE_3A_GARBLED, detection.garbled() ? 1 : 0)
                        .set(Cat048.SPI, detection.reply().spi() ? 1 : 0)
                        .set(Cat048.FLIGHT_LEVEL, detection.quarterLevels())
                        .set(Cat048.TRACK_NUMBER, detection.trackNumber());
        if (modeS) {
            writer.set(Cat048.AIRCRAFT_ADDRESS, transponder.address())
                    .setText(Cat048.AIRCRAFT_IDENTIFICATION, transponder.callsign())
                    .set(Cat048.BDS_MESSAGE, selectedAltitude(detection.selectedFeet()))
                    .set(Cat048.BDS_1, 4)
                    .set(Cat048.BDS_2, 0)
                    .set(Cat048.COMMUNICATIONS, 1)
                    .set(Cat048.ALTITUDE_25_FEET, transponder.altitudeStepFeet() == 25 ? 1 : 0)
                    .set(Cat048.IDENTIFICATION_CAPABLE, 1);
        }
        return writer.toOctets();
    }

    private static long selectedAltitude(double feet) {
        long units = Math.max(0, Math.min(4095, Math.round(feet / MCP_FEET)));
        return (1L << MCP_STATUS_SHIFT) | (units << MCP_ALTITUDE_SHIFT);
    }

    /** The beam passes north. */
    byte[] northMarker(long micros) {
        return DataBlock.encode(
                Cat034.NUMBER,
                List.of(
                        service(Cat034.NORTH_MARKER, micros)
                                .set(Cat034.ROTATION_PERIOD, periodUnits)
                                .toOctets()));
    }

    /**
     * The beam has entered a sector; all plots of the one before have been sent.
     *
     * @param sector 0..31
     */
    byte[] sectorCrossing(int sector, long micros) {
        return DataBlock.encode(
                Cat034.NUMBER,
                List.of(
                        service(Cat034.SECTOR_CROSSING, micros)
                                .set(Cat034.SECTOR, (long) sector * 256 / Radar.SECTORS)
                                .toOctets()));
    }

    private RecordWriter service(int type, long micros) {
        return new RecordWriter(Cat034.CATEGORY)
                .set(Cat034.SAC, site.getSac())
                .set(Cat034.SIC, site.getSic())
                .set(Cat034.MESSAGE_TYPE, type)
                .set(Cat034.TIME_OF_DAY, timeOfDay(micros));
    }
}
