package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.Admission;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.surveillance.FeedLine;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SensorMessage;
import aero.vigil.airspace.surveillance.SensorSite;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.Surveillance;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.TrackObserver;
import aero.vigil.airspace.surveillance.TrackerParameters;
import aero.vigil.airspace.table.UnitOfWork;
import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat034Record;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.wire.airspace.Adaptation;
import java.util.ArrayList;
import java.util.List;

/** The model's surveillance, fed with datagrams and ticks as a replica feeds it. */
final class TrackerUnderTest {

    private final UnitOfWork work = new UnitOfWork();
    private final SystemPlane plane;
    private final Surveillance surveillance;

    TrackerUnderTest(Adaptation region) {
        plane = new SystemPlane(region.getLatitude(), region.getLongitude());
        surveillance =
                new Surveillance(
                        work,
                        plane,
                        region.getSensorsList().stream().map(TrackerUnderTest::site).toList(),
                        TrackerParameters.EN_ROUTE,
                        Admission.USUAL,
                        TrackObserver.NONE);
    }

    SystemPlane plane() {
        return plane;
    }

    private static SensorSite site(aero.vigil.wire.airspace.SensorSite wire) {
        return new SensorSite(
                wire.getSac() * 256 + wire.getSic(),
                wire.getName(),
                wire.getLatitude(),
                wire.getLongitude(),
                wire.getHeightMetres(),
                wire.getRangeNm(),
                wire.getPeriodSeconds(),
                wire.getSigmaRangeMetres(),
                wire.getSigmaAzimuthDegrees(),
                wire.getNominalDelaySeconds(),
                SensorSite.Kind.valueOf(wire.getKind()),
                wire.getAnchored(),
                wire.getRangeBiasMetres(),
                wire.getAzimuthBiasDegrees());
    }

    void take(byte[] datagram, long nowMicros) {
        for (AsterixRecord record : DatagramDecoder.decode(datagram).records()) {
            if (record.category().number() == Cat048.NUMBER) {
                surveillance.report(
                        plot(new Cat048Record(record), nowMicros), FeedLine.A, nowMicros);
            } else {
                surveillance.report(
                        message(new Cat034Record(record), nowMicros), FeedLine.A, nowMicros);
            }
            work.commit();
        }
    }

    private static Plot plot(Cat048Record record, long nowMicros) {
        return new Plot(
                record.sacSic().orElseThrow(),
                record.timeOfDay().orElseThrow(),
                nowMicros,
                record.detection(),
                record.rho().orElseThrow(),
                record.theta().orElseThrow(),
                record.mode3A().orElse(Plot.ABSENT),
                record.mode3ADoubtful(),
                record.flightLevel().orElse(Plot.ABSENT),
                record.flightLevelDoubtful(),
                record.address().orElse(Plot.ABSENT),
                record.callsign(),
                record.trackNumber().orElse(Plot.ABSENT),
                record.spi(),
                record.simulated(),
                record.fieldMonitor(),
                record.selectedLevel().orElse(Plot.ABSENT));
    }

    private static SensorMessage message(Cat034Record record, long nowMicros) {
        return new SensorMessage(
                record.sacSic().orElseThrow(),
                record.messageType().orElseThrow(),
                record.timeOfDay().orElseThrow(),
                nowMicros,
                record.sector().orElse(Plot.ABSENT),
                record.rotationPeriod().orElse(Plot.ABSENT));
    }

    void tick(long nowMicros) {
        for (Evaluation evaluation : surveillance.advance(nowMicros)) {
            evaluation.run();
            work.commit();
        }
    }

    /** Confirmed and coasting tracks, by number. */
    List<SystemTrack> picture() {
        List<SystemTrack> shown = new ArrayList<>(surveillance.tracks());
        shown.removeIf(track -> !track.isInPicture());
        return shown;
    }

    List<SensorStatus.Count> rejects() {
        return surveillance.rejects();
    }
}
