package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.control.Occupancy;
import aero.vigil.airspace.picture.AlertView;
import aero.vigil.airspace.picture.FrameContent;
import aero.vigil.airspace.picture.TotalsView;
import aero.vigil.airspace.picture.TrackView;
import aero.vigil.airspace.safety.SafetyStatus;
import aero.vigil.airspace.supervision.AdaptationStatus;
import aero.vigil.airspace.supervision.AlarmList;
import aero.vigil.airspace.supervision.FeedStatus;
import aero.vigil.airspace.supervision.Quarantined;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.RawPlots.RawPlot;
import aero.vigil.airspace.surveillance.SensorStatus;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.QuarantinedCommand;
import aero.vigil.wire.airspace.RawPlots;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.airspace.TrackStatus;
import aero.vigil.wire.airspace.WindLayer;
import aero.vigil.wire.airspace.Winds;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Writes frames and keyframes; pure, so that any thread may. */
public final class PictureEncoder {

    private static final double FEET_PER_MINUTE_LSB = 6.25;
    private static final double PLOT_METRES = 4;

    private PictureEncoder() {}

    /**
     * A frame's bytes.
     *
     * @param body of a {@code vigil.airspace.Frame}
     * @param failures objects left out because they could not be encoded
     */
    public record Encoded(Payload body, int failures) {}

    /** Writes a frame. It is written whatever fails: an object that cannot be is left out. */
    public static Encoded frame(FrameContent content) {
        Gathering gathering = gather(content);
        byte[] frame = gathering.frame.build().toByteArray();
        Payload loaded = content.loadedAdaptation();
        return new Encoded(
                Payload.of(
                        loaded == null
                                ? frame
                                : with(frame, Frame.LOADED_ADAPTATION_FIELD_NUMBER, loaded)),
                gathering.failures);
    }

    /** A message's bytes with a message's at their end, as they stand. */
    private static byte[] with(byte[] message, int field, Payload last) {
        ByteString.Output out = ByteString.newOutput(message.length + last.length() + 16);
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        try {
            coded.writeRawBytes(message);
            coded.writeByteArray(field, last.toByteArray());
            coded.flush();
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return out.toByteString().toByteArray();
    }

    /**
     * The bytes of a {@code vigil.airspace.Keyframe}.
     *
     * @param adaptation the bytes of the {@code vigil.airspace.Adaptation} in force
     */
    public static byte[] keyframe(FrameContent content, byte[] adaptation) {
        Frame frame = gather(content).frame.build();
        // The adaptation is written as it stands in the log, not decoded and encoded again.
        ByteString.Output out =
                ByteString.newOutput(frame.getSerializedSize() + adaptation.length + 16);
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        try {
            coded.writeMessage(1, frame);
            coded.writeByteArray(2, adaptation);
            coded.flush();
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return out.toByteString().toByteArray();
    }

    /** A frame being put together. */
    private static final class Gathering {

        private final Frame.Builder frame = Frame.newBuilder();
        private int failures;

        <T> void each(List<T> objects, Consumer<T> addition) {
            for (T object : objects) {
                try {
                    addition.accept(object);
                } catch (RuntimeException | AssertionError e) {
                    failures++;
                }
            }
        }
    }

    private static Gathering gather(FrameContent content) {
        long now = content.modelTimeMicros();
        Gathering gathering = new Gathering();
        Frame.Builder frame = gathering.frame;
        frame.setNumber(content.number()).setModelTimeMicros(now);
        gathering.each(content.tracks(), track -> frame.addTracks(track(track, now)));
        frame.addAllEndedTracks(content.endedTracks());
        gathering.each(
                content.flights(),
                flight ->
                        frame.addFlights(
                                FlightEncoder.flight(
                                        flight, content.orderLines(), content.tellsWholePlans())));
        frame.addAllEndedFlights(content.endedFlights());
        gathering.each(content.alerts(), alert -> frame.addAlerts(alert(alert, now)));
        frame.addAllEndedAlerts(content.endedAlerts());
        gathering.each(content.sensors(), sensor -> frame.addSensors(sensor(sensor)));
        gathering.each(content.feeds(), feed -> frame.addFeeds(feed(feed)));
        gathering.each(content.positions(), position -> frame.addPositions(position(position)));
        TotalsView totals = content.totals();
        if (totals != null) {
            frame.setTotals(totals(totals));
        }
        SafetyStatus safetyNets = content.safetyNets();
        if (safetyNets != null) {
            gathering.each(
                    List.of(safetyNets),
                    status -> frame.setSafetyNets(SafetyStatusEncoder.status(status)));
        }
        gathering.each(
                content.quarantined(), command -> frame.addQuarantined(quarantined(command)));
        frame.addAllReleasedQuarantined(content.releasedQuarantined());
        AlarmList alarmList = content.alarmList();
        if (alarmList != null) {
            gathering.each(
                    List.of(alarmList), list -> frame.setAlarms(SupervisionEncoder.alarms(list)));
        }
        gathering.each(content.audit(), line -> frame.addAudit(SupervisionEncoder.line(line)));
        gathering.each(
                content.referrals(),
                referral -> frame.addReferrals(SupervisionEncoder.referral(referral)));
        frame.addAllClosedReferrals(content.closedReferrals());
        AdaptationStatus adaptation = content.adaptation();
        if (adaptation != null) {
            frame.setAdaptation(SupervisionEncoder.adaptation(adaptation));
        }
        List<aero.vigil.airspace.flight.WindLayer> winds = content.winds();
        if (winds != null) {
            frame.setWinds(winds(winds));
        }
        if (!content.rawPlots().isEmpty()) {
            frame.setPlots(plots(content.rawPlots()));
        }
        return gathering;
    }

    /** An integer of an LSB (airspace-algorithms §1); what is not finite is 0. */
    static int quantised(double value, double lsb) {
        return (int) Math.floor(value / lsb + 0.5);
    }

    private static Track track(TrackView view, long now) {
        SystemTrack track = view.track();
        PlanarMotion motion = track.motion();
        Track.Builder wire =
                Track.newBuilder()
                        .setNumber(track.number())
                        .setX(quantised(motion.xMetres(), 0.5))
                        .setY(quantised(motion.yMetres(), 0.5))
                        .setVx(quantised(motion.vxMetresPerSecond(), 0.25))
                        .setVy(quantised(motion.vyMetresPerSecond(), 0.25))
                        .setValidityMillis(
                                (int) StrictMath.floorDiv(motion.validityMicros() - now, 1_000L))
                        .setCallsign(track.callsign())
                        .setFlight(view.flight())
                        .setStatus(status(view));
        VerticalMotion vertical = track.vertical();
        if (vertical != null) {
            wire.setFlightLevel(vertical.flightLevel())
                    .setRate(quantised(vertical.rateFeetPerSecond() * 60, FEET_PER_MINUTE_LSB));
        }
        if (track.mode3A() != Plot.ABSENT) {
            wire.setMode3A(track.mode3A());
        }
        if (track.address() != Plot.ABSENT) {
            wire.setAddress(track.address());
        }
        return wire.build();
    }

    private static int status(TrackView view) {
        SystemTrack track = view.track();
        int status = 0;
        status |= bit(track.isInPicture(), TrackStatus.CONFIRMED);
        status |= bit(track.state() == SystemTrack.State.COASTING, TrackStatus.COASTING);
        status |= bit(track.primaryOnly(), TrackStatus.PRIMARY_ONLY);
        status |= bit(track.spi(), TrackStatus.SPECIAL_POSITION);
        status |= bit(track.multiSensor(), TrackStatus.MULTI_SENSOR);
        status |= bit(track.isEmergency(), TrackStatus.EMERGENCY);
        status |= bit(view.evaluationFailed(), TrackStatus.EVALUATION_FAILED);
        status |= track.sources() * TrackStatus.SEEN_BY_PRIMARY_VALUE;
        return status;
    }

    private static Winds winds(List<aero.vigil.airspace.flight.WindLayer> layers) {
        Winds.Builder wire = Winds.newBuilder();
        layers.forEach(
                layer ->
                        wire.addLayers(
                                WindLayer.newBuilder()
                                        .setFlightLevel(layer.flightLevel())
                                        .setFromDegrees(layer.fromDegrees())
                                        .setKnots(layer.knots())));
        return wire.build();
    }

    private static RawPlots plots(aero.vigil.airspace.surveillance.RawPlots seen) {
        List<RawPlot> plots = seen.plots();
        RawPlots.Builder wire = RawPlots.newBuilder();
        byte[] sources = new byte[plots.size()];
        for (int i = 0; i < sources.length; i++) {
            wire.addX(quantised(plots.get(i).xMetres(), PLOT_METRES));
            wire.addY(quantised(plots.get(i).yMetres(), PLOT_METRES));
            sources[i] = (byte) plots.get(i).sources();
        }
        return wire.setSources(ByteString.copyFrom(sources))
                .setLeftOut((int) Math.min(Integer.MAX_VALUE, seen.leftOut()))
                .build();
    }

    private static int bit(boolean set, TrackStatus status) {
        return set ? status.getNumber() : 0;
    }

    private static Alert alert(AlertView alert, long now) {
        long toGo =
                alert.violationMicros() == 0
                        ? 0
                        : Math.max(0, StrictMath.floorDiv(alert.violationMicros() - now, 1_000L));
        return Alert.newBuilder()
                .setId(alert.id())
                .setKind(Alert.Kind.valueOf(alert.kind()))
                .setTrackA(alert.trackA())
                .setTrackB(alert.trackB())
                .setFlight(alert.flight())
                .setAcknowledged(alert.acknowledged())
                .setViolationMillis((int) Math.min(toGo, Integer.MAX_VALUE))
                .setLeastDistanceMetres(quantised(alert.leastDistanceMetres(), 1))
                .setLeastVerticalFeet(quantised(alert.leastVerticalFeet(), 1))
                .setInfringed(alert.infringed())
                .setText(alert.text())
                .setFlightB(alert.partner().flight())
                .setFlightVersion(alert.partner().ownVersion())
                .setFlightBVersion(alert.partner().itsVersion())
                .build();
    }

    private static Sensor.Alignment alignment(SensorStatus.Alignment known) {
        return Sensor.Alignment.newBuilder()
                .setRegistration(Sensor.Registration.valueOf(known.state().name()))
                .setRangeMetres(known.rangeMetres())
                .setAzimuthMillidegrees(known.azimuthMillidegrees())
                .setSigmaRangeMetres(known.sigmaRangeMetres())
                .setSigmaAzimuthMillidegrees(known.sigmaAzimuthMillidegrees())
                .setAppliedRangeMetres(known.appliedRangeMetres())
                .setAppliedAzimuthMillidegrees(known.appliedAzimuthMillidegrees())
                .setPairs(known.pairs())
                .setAircraft(known.aircraft())
                .build();
    }

    private static Sensor sensor(SensorStatus sensor) {
        Sensor.Builder wire =
                Sensor.newBuilder()
                        .setSacSic(sensor.sacSic())
                        .setName(sensor.name())
                        .setState(Sensor.State.valueOf(sensor.state().name()))
                        .setEnabled(sensor.enabled())
                        .setPeriodMillis(sensor.periodMillis())
                        .setLastReportMicros(sensor.lastReportMicros())
                        .setPlotsPerMinute(sensor.plotsPerMinute())
                        .setClock(Sensor.Clock.valueOf(sensor.clock().name()))
                        .setClockOffsetMillis(sensor.clockOffsetMillis())
                        .setPlots(sensor.plots())
                        .setDuplicates(sensor.duplicates())
                        .setAlignment(alignment(sensor.alignment()));
        for (SensorStatus.Count count : sensor.rejects()) {
            wire.addRejects(wireOf(new CountByReason(count.reason().name(), count.count())));
        }
        return wire.build();
    }

    private static Feed feed(FeedStatus feed) {
        Feed.Builder wire =
                Feed.newBuilder()
                        .setAdapter(feed.report().adapter())
                        .setFeed(feed.report().feed())
                        .setDatagrams(feed.report().datagrams())
                        .setRecords(feed.report().records())
                        .setKernelDrops(feed.report().kernelDrops())
                        .setDiscarded(feed.report().discarded())
                        .setBuffered(feed.report().buffered())
                        .setLastReportMicros(feed.reportMicros());
        feed.report().rejects().forEach(count -> wire.addRejects(wireOf(count)));
        return wire.build();
    }

    private static Position position(Occupancy position) {
        return Position.newBuilder()
                .setId(position.definition().id())
                .setRole(position.definition().role().word())
                .addAllSectors(position.sectors())
                .setSectorsVersion(position.sectorsVersion())
                .setUser(position.user())
                .build();
    }

    private static Totals totals(TotalsView totals) {
        Totals.Builder wire =
                Totals.newBuilder()
                        .setTracks(totals.tracks())
                        .setCoasting(totals.coasting())
                        .setCorrelated(totals.correlated())
                        .setFlights(totals.flights())
                        .setPlotsPerSecond(totals.plotsPerSecond())
                        .setPlots(totals.plots())
                        .setDuplicates(totals.duplicates())
                        .setQuarantined(totals.quarantined());
        totals.rejects().forEach(count -> wire.addRejects(wireOf(count)));
        return wire.build();
    }

    private static QuarantinedCommand quarantined(Quarantined command) {
        return QuarantinedCommand.newBuilder()
                .setOp(command.op())
                .setTimeMicros(command.micros())
                .setUser(command.given().submitter().user())
                .setCommand(command.command())
                .setContent(ByteString.copyFrom(command.given().content().toByteArray()))
                .setError(command.error())
                .build();
    }

    static aero.vigil.wire.airspace.CountByReason wireOf(CountByReason count) {
        return aero.vigil.wire.airspace.CountByReason.newBuilder()
                .setReason(count.reason())
                .setCount(count.count())
                .build();
    }
}
