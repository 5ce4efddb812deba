package aero.vigil.ingest.feed;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat021;
import aero.vigil.ingest.asterix.Cat021Record;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat034Record;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.Cat062;
import aero.vigil.ingest.asterix.Cat062Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.asterix.Decoded;
import aero.vigil.ingest.asterix.Reject;
import aero.vigil.ingest.asterix.TimeOfDay;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.TargetReport;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a datagram is believed: who sent it, which sensor speaks, whether a record says
 * where and when, and whether its values can be true.
 *
 * <p>A record that cannot be a plot is rejected; an item that cannot be true is left out of the
 * plot. Both are counted by name. What a plot means (simulated, field monitor, no detection, too
 * late) is for the model to judge, so that it is judged the same on every replica.
 */
final class RadarIntake {

    static final String SENDER_NOT_ALLOWED = "sender not allowed";
    static final String SOURCE_MISSING = "source missing";
    static final String SOURCE_NOT_ALLOWED = "source not allowed";
    static final String TIME_MISSING = "time of day missing";
    static final String TIME_INVALID = "time of day invalid";
    static final String POSITION_MISSING = "position missing";
    static final String RANGE_IMPLAUSIBLE = "range implausible";
    static final String MODE_C_IMPLAUSIBLE = "Mode C implausible";
    static final String ADDRESS_IMPLAUSIBLE = "address implausible";
    static final String IDENTIFICATION_ILLEGIBLE = "identification illegible";
    static final String MESSAGE_TYPE_MISSING = "message type missing";

    /** -1,000 ft in quarters of a flight level (seams §7). */
    private static final int LOWEST_MODE_C = -10 * 4;

    /** 66,000 ft in quarters of a flight level (seams §7). */
    private static final int HIGHEST_MODE_C = 660 * 4;

    /** All zeros and all ones are no addresses (ICAO Annex 10 volume III, 9.2.5). */
    private static final int HIGHEST_ADDRESS = 0xFFFFFE;

    /** How much farther than its greatest range a plot may be (atm-facts §1). */
    private static final double RANGE_MARGIN_NM = 1;

    private static final int RHO_UNITS_A_MILE = 256;

    private final FeedSettings settings;
    private final RejectCounts rejects;
    private final PlotReceiver receiver;
    private final ToldPlaces told;
    private final long greatestRho;
    private long records;

    RadarIntake(FeedSettings settings, RejectCounts rejects, PlotReceiver receiver) {
        this.settings = settings;
        this.rejects = rejects;
        this.receiver = receiver;
        this.told = new ToldPlaces(rejects);
        this.greatestRho = Math.round((settings.maxRangeNm() + RANGE_MARGIN_NM) * RHO_UNITS_A_MILE);
    }

    /** Records decoded so far, believed or not. */
    long records() {
        return records;
    }

    void take(ReceivedDatagram datagram) {
        if (!settings.senders().isEmpty() && !settings.senders().contains(datagram.sender())) {
            rejects.count(SENDER_NOT_ALLOWED);
            return;
        }
        Decoded decoded = DatagramDecoder.decode(datagram.octets(), settings.categories());
        for (Reject reject : decoded.rejects()) {
            rejects.count(reject.name());
        }
        for (AsterixRecord record : decoded.records()) {
            records++;
            take(record, datagram.receiveTimeMicros());
        }
    }

    private void take(AsterixRecord record, long receiveTimeMicros) {
        switch (record.category().number()) {
            case Cat048.NUMBER -> takePlot(new Cat048Record(record), receiveTimeMicros);
            case Cat034.NUMBER -> takeMessage(new Cat034Record(record), receiveTimeMicros);
            case Cat062.NUMBER -> takeTrack(new Cat062Record(record), receiveTimeMicros);
            case Cat021.NUMBER -> takeAdsb(new Cat021Record(record), receiveTimeMicros);
            default -> throw new AssertionError("a category without a table: " + record);
        }
    }

    private void takeAdsb(Cat021Record record, long receiveTimeMicros) {
        if (sourceAllowed(record.sacSic()) && timeGiven(record.timeOfDay())) {
            pass(told.of(record, receiveTimeMicros));
        }
    }

    private void takeTrack(Cat062Record record, long receiveTimeMicros) {
        if (sourceAllowed(record.sacSic()) && timeGiven(record.timeOfTrack())) {
            pass(told.of(record, receiveTimeMicros));
        }
    }

    private void pass(@Nullable TargetReport report) {
        if (report != null) {
            receiver.report(report);
        }
    }

    private void takePlot(Cat048Record record, long receiveTimeMicros) {
        if (!sourceAllowed(record.sacSic()) || !timeGiven(record.timeOfDay())) {
            return;
        }
        OptionalInt rho = record.rho();
        OptionalInt theta = record.theta();
        if (rho.isEmpty() || theta.isEmpty()) {
            rejects.count(POSITION_MISSING);
            return;
        }
        if (rho.getAsInt() > greatestRho) {
            rejects.count(RANGE_IMPLAUSIBLE);
            return;
        }
        Plot.Builder plot =
                Plot.newBuilder()
                        .setSacSic(record.sacSic().getAsInt())
                        .setTimeOfDay(record.timeOfDay().getAsInt())
                        .setReceiveTimeMicros(receiveTimeMicros)
                        .setDetection(record.detection())
                        .setRho(rho.getAsInt())
                        .setTheta(theta.getAsInt())
                        .setSpi(record.spi())
                        .setSimulated(record.simulated())
                        .setFieldMonitor(record.fieldMonitor());
        addIdentity(record, plot);
        addLevels(record, plot);
        receiver.plot(plot.build());
    }

    private void addIdentity(Cat048Record record, Plot.Builder plot) {
        record.mode3A()
                .ifPresent(code -> plot.setMode3A(code).setMode3ADoubtful(record.mode3ADoubtful()));
        record.trackNumber().ifPresent(plot::setTrackNumber);
        record.address()
                .ifPresent(
                        address -> {
                            if (isPlausibleAddress(address)) {
                                plot.setAddress(address);
                            } else {
                                rejects.count(ADDRESS_IMPLAUSIBLE);
                            }
                        });
        if (record.callsignLegible()) {
            plot.setCallsign(record.callsign());
        } else {
            rejects.count(IDENTIFICATION_ILLEGIBLE);
        }
    }

    private void addLevels(Cat048Record record, Plot.Builder plot) {
        record.flightLevel()
                .ifPresent(
                        level -> {
                            if (isPlausibleLevel(level)) {
                                plot.setFlightLevel(level)
                                        .setFlightLevelDoubtful(record.flightLevelDoubtful());
                            } else {
                                rejects.count(MODE_C_IMPLAUSIBLE);
                            }
                        });
        record.selectedLevel().ifPresent(plot::setSelectedLevel);
    }

    private void takeMessage(Cat034Record record, long receiveTimeMicros) {
        if (!sourceAllowed(record.sacSic()) || !timeGiven(record.timeOfDay())) {
            return;
        }
        if (record.messageType().isEmpty()) {
            rejects.count(MESSAGE_TYPE_MISSING);
            return;
        }
        SensorMessage.Builder message =
                SensorMessage.newBuilder()
                        .setSacSic(record.sacSic().getAsInt())
                        .setType(record.messageType().getAsInt())
                        .setTimeOfDay(record.timeOfDay().getAsInt())
                        .setReceiveTimeMicros(receiveTimeMicros);
        record.sector().ifPresent(message::setSector);
        record.rotationPeriod().ifPresent(message::setRotationPeriod);
        receiver.sensorMessage(message.build());
    }

    static boolean isPlausibleLevel(int quarterLevels) {
        return quarterLevels >= LOWEST_MODE_C && quarterLevels <= HIGHEST_MODE_C;
    }

    static boolean isPlausibleAddress(int address) {
        return address > 0 && address <= HIGHEST_ADDRESS;
    }

    private boolean sourceAllowed(OptionalInt sacSic) {
        if (sacSic.isEmpty()) {
            rejects.count(SOURCE_MISSING);
            return false;
        }
        if (!settings.sensors().contains(sacSic.getAsInt())) {
            rejects.count(SOURCE_NOT_ALLOWED);
            return false;
        }
        return true;
    }

    private boolean timeGiven(OptionalInt timeOfDay) {
        if (timeOfDay.isEmpty()) {
            rejects.count(TIME_MISSING);
            return false;
        }
        if (timeOfDay.getAsInt() >= TimeOfDay.UNITS_A_DAY) {
            rejects.count(TIME_INVALID);
            return false;
        }
        return true;
    }
}
