package aero.vigil.ingest.feed;

import aero.vigil.ingest.asterix.Cat021Record;
import aero.vigil.ingest.asterix.Cat062Record;
import aero.vigil.wire.airspace.TargetReport;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes target reports of what ADS-B stations (CAT021) and other centres (CAT062) tell. What cannot
 * be one is counted by name, as in {@link RadarIntake}.
 */
final class ToldPlaces {

    static final String ON_THE_GROUND = "on the ground";
    static final String ACCURACY_UNKNOWN = "position accuracy unknown";
    static final String SUSPECT = "suspected by its station";

    private static final double UNITS_A_DEGREE = 1e7;

    /** What a centre's track is worth that does not say it [R]. */
    private static final int CENTRE_SIGMA_METRES = 100;

    /** Beyond this a place is no better than none. */
    private static final double GREATEST_SIGMA_METRES = 10_000;

    private final RejectCounts rejects;

    ToldPlaces(RejectCounts rejects) {
        this.rejects = rejects;
    }

    /** The report of an ADS-B record whose source and time are known to be good, or null. */
    @Nullable TargetReport of(Cat021Record record, long receiveTimeMicros) {
        String trouble = trouble(record);
        if (trouble != null) {
            rejects.count(trouble);
            return null;
        }
        TargetReport.Builder report =
                report(
                                record.sacSic(),
                                record.timeOfDay(),
                                receiveTimeMicros,
                                record.latitude(),
                                record.longitude())
                        .setSigmaMetres((int) Math.ceil(record.sigmaMetres().orElseThrow()))
                        .setSpi(record.spi())
                        .setSimulated(record.simulated())
                        .setFieldMonitor(record.fieldMonitor());
        record.mode3A().ifPresent(report::setMode3A);
        record.flightLevel().ifPresent(level -> setLevel(report, level));
        record.address().ifPresent(address -> setAddress(report, address));
        record.trackNumber().ifPresent(report::setTrackNumber);
        record.selectedLevel().ifPresent(level -> report.setSelectedLevel(Math.max(0, level)));
        if (record.callsignLegible()) {
            report.setCallsign(record.callsign());
        } else {
            rejects.count(RadarIntake.IDENTIFICATION_ILLEGIBLE);
        }
        return report.build();
    }

    /** Why an ADS-B record is no place of an aircraft in the air, or null. */
    private static @Nullable String trouble(Cat021Record record) {
        if (record.latitude().isEmpty() || record.longitude().isEmpty()) {
            return RadarIntake.POSITION_MISSING;
        }
        if (record.onGround()) {
            return ON_THE_GROUND;
        }
        if (record.suspect()) {
            return SUSPECT;
        }
        boolean isKnown = record.sigmaMetres().orElse(Double.NaN) <= GREATEST_SIGMA_METRES;
        return isKnown ? null : ACCURACY_UNKNOWN;
    }

    /** The report of another centre's track whose source and time are known to be good, or null. */
    @Nullable TargetReport of(Cat062Record record, long receiveTimeMicros) {
        OptionalDouble latitude = record.latitude();
        OptionalDouble longitude = record.longitude();
        if (latitude.isEmpty() || longitude.isEmpty()) {
            rejects.count(RadarIntake.POSITION_MISSING);
            return null;
        }
        TargetReport.Builder report =
                report(
                                record.sacSic(),
                                record.timeOfTrack(),
                                receiveTimeMicros,
                                latitude,
                                longitude)
                        .setSigmaMetres(CENTRE_SIGMA_METRES)
                        .setEastSpeed(record.eastSpeed())
                        .setNorthSpeed(record.northSpeed());
        record.mode3A().ifPresent(report::setMode3A);
        record.flightLevel().ifPresent(level -> setLevel(report, level));
        record.address().ifPresent(address -> setAddress(report, address));
        record.trackNumber().ifPresent(report::setTrackNumber);
        report.setCallsign(record.callsign());
        return report.build();
    }

    private static TargetReport.Builder report(
            OptionalInt sacSic,
            OptionalInt timeOfDay,
            long receiveTimeMicros,
            OptionalDouble latitude,
            OptionalDouble longitude) {
        return TargetReport.newBuilder()
                .setSacSic(sacSic.orElseThrow())
                .setTimeOfDay(timeOfDay.orElseThrow())
                .setReceiveTimeMicros(receiveTimeMicros)
                .setLatitude((int) Math.round(latitude.orElseThrow() * UNITS_A_DEGREE))
                .setLongitude((int) Math.round(longitude.orElseThrow() * UNITS_A_DEGREE));
    }

    private void setLevel(TargetReport.Builder report, int quarterLevels) {
        if (RadarIntake.isPlausibleLevel(quarterLevels)) {
            report.setFlightLevel(quarterLevels);
        } else {
            rejects.count(RadarIntake.MODE_C_IMPLAUSIBLE);
        }
    }

    private void setAddress(TargetReport.Builder report, int address) {
        if (RadarIntake.isPlausibleAddress(address)) {
            report.setAddress(address);
        } else {
            rejects.count(RadarIntake.ADDRESS_IMPLAUSIBLE);
        }
    }
}
