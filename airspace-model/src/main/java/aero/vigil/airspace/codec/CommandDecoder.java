package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.command.CountByReason;
import aero.vigil.airspace.command.Payload;
import aero.vigil.airspace.command.SupervisorOrder;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/** Reads a command from the bytes of a {@code vigil.airspace.Command}. */
public final class CommandDecoder {

    private static final int MAX_NAME = 64;
    private static final int MAX_IDENTIFIER = 16;

    private CommandDecoder() {}

    /**
     * The command these bytes are.
     *
     * @throws MalformedCommandException if they are none; its message says why
     */
    public static Command decode(byte[] bytes) throws MalformedCommandException {
        aero.vigil.wire.airspace.Command wire;
        try {
            wire = aero.vigil.wire.airspace.Command.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedCommandException("the bytes are no Command");
        }
        return switch (wire.getCommandCase()) {
            case PING -> ping(wire.getPing());
            case REPORT_PLOTS -> SurveillanceDecoder.plots(wire.getReportPlots());
            case REPORT_TRACKS -> SurveillanceDecoder.reports(wire.getReportTracks());
            case REPORT_SENSOR_STATUS ->
                    SurveillanceDecoder.sensorStatus(wire.getReportSensorStatus());
            case REPORT_FEED -> feed(wire.getReportFeed());
            case FLIGHT_PLAN_MESSAGE -> FlightPlanDecoder.message(wire.getFlightPlanMessage());
            case TAKE_POSITION ->
                    new Command.TakePosition(
                            identifier("position", wire.getTakePosition().getPosition()));
            case RELEASE_POSITION -> new Command.ReleasePosition();
            case ACKNOWLEDGE_ALERT ->
                    new Command.AcknowledgeAlert(wire.getAcknowledgeAlert().getAlert());
            case CORRELATE ->
                    new Command.Correlate(
                            wire.getCorrelate().getFlight(), wire.getCorrelate().getTrack());
            case DECORRELATE -> new Command.Decorrelate(wire.getDecorrelate().getFlight());
            case ENABLE_SENSOR ->
                    new Command.EnableSensor(
                            wire.getEnableSensor().getSacSic(),
                            wire.getEnableSensor().getEnabled());
            case RELEASE_QUARANTINED ->
                    new Command.ReleaseQuarantined(wire.getReleaseQuarantined().getOp());
            case ACTIVATE_AREA -> SafetyOrderDecoder.activateArea(wire.getActivateArea());
            case DEFINE_AREA -> SafetyOrderDecoder.defineArea(wire.getDefineArea());
            case SET_QNH -> SafetyOrderDecoder.setQnh(wire.getSetQnh());
            case SET_RUNWAYS_IN_USE ->
                    SafetyOrderDecoder.setRunwaysInUse(wire.getSetRunwaysInUse());
            case INHIBIT_ALERTS -> SafetyOrderDecoder.inhibitAlerts(wire.getInhibitAlerts());
            case SET_WINDS -> winds(wire.getSetWinds());
            case REFER_MESSAGE -> SupervisorOrderDecoder.referMessage(wire.getReferMessage());
            case ACKNOWLEDGE_ALARM ->
                    SupervisorOrderDecoder.acknowledgeAlarm(wire.getAcknowledgeAlarm());
            case SHELVE_ALARM -> SupervisorOrderDecoder.shelveAlarm(wire.getShelveAlarm());
            case ORDER_STEP_DOWN -> SupervisorOrderDecoder.orderStepDown(wire.getOrderStepDown());
            case ORDER_CHECKPOINT -> new SupervisorOrder.OrderCheckpoint();
            case RESUBMIT_REFERRAL ->
                    SupervisorOrderDecoder.resubmitReferral(wire.getResubmitReferral());
            case MEND_QUARANTINED ->
                    SupervisorOrderDecoder.mendQuarantined(wire.getMendQuarantined());
            case DROP_REFERRAL -> SupervisorOrderDecoder.dropReferral(wire.getDropReferral());
            case STAGE_ADAPTATION -> AdaptationOrderDecoder.stage(wire.getStageAdaptation());
            case ACTIVATE_ADAPTATION ->
                    AdaptationOrderDecoder.activate(wire.getActivateAdaptation());
            case COMMAND_NOT_SET ->
                    throw new MalformedCommandException(
                            "no command of this version is in the bytes");
            case OPEN_SECTORS -> OrderDecoder.openSectors(wire.getOpenSectors());
            case CREATE_FLIGHT -> OrderDecoder.createFlight(wire.getCreateFlight());
            default -> OrderDecoder.order(wire);
        };
    }

    private static Command ping(aero.vigil.wire.airspace.Ping wire)
            throws MalformedCommandException {
        FieldRange.size("payload", wire.getPayload().size(), Command.Ping.MAX_BYTES);
        return new Command.Ping(Payload.of(wire.getPayload().toByteArray()));
    }

    private static Command winds(aero.vigil.wire.airspace.SetWinds wire)
            throws MalformedCommandException {
        FieldRange.size("layers", wire.getLayersCount(), Command.SetWinds.MAX_LAYERS);
        List<Command.SetWinds.Wind> layers = new ArrayList<>();
        int above = 0;
        for (aero.vigil.wire.airspace.WindLayer layer : wire.getLayersList()) {
            int level = FieldRange.within("flight_level", layer.getFlightLevel(), above, 600);
            above = level + 1;
            layers.add(
                    new Command.SetWinds.Wind(
                            level,
                            FieldRange.within("from_degrees", layer.getFromDegrees(), 0, 360),
                            FieldRange.within("knots", layer.getKnots(), 0, 300)));
        }
        return new Command.SetWinds(layers);
    }

    private static Command feed(aero.vigil.wire.airspace.ReportFeed wire)
            throws MalformedCommandException {
        FieldRange.size("rejects", wire.getRejectsCount(), Command.ReportFeed.MAX_REASONS);
        List<CountByReason> rejects = new ArrayList<>();
        for (aero.vigil.wire.airspace.CountByReason count : wire.getRejectsList()) {
            rejects.add(
                    new CountByReason(
                            FieldRange.text("reason", count.getReason(), MAX_NAME, false),
                            FieldRange.count("count", count.getCount())));
        }
        return new Command.ReportFeed(
                FieldRange.text("adapter", wire.getAdapter(), MAX_NAME, false),
                FieldRange.text("feed", wire.getFeed(), MAX_NAME, false),
                FieldRange.count("datagrams", wire.getDatagrams()),
                FieldRange.count("records", wire.getRecords()),
                FieldRange.count("kernel_drops", wire.getKernelDrops()),
                FieldRange.count("discarded", wire.getDiscarded()),
                rejects,
                FieldRange.within("buffered", wire.getBuffered(), 0, Integer.MAX_VALUE));
    }

    private static String identifier(String field, String value) throws MalformedCommandException {
        return FieldRange.text(field, value, MAX_IDENTIFIER, false);
    }
}
