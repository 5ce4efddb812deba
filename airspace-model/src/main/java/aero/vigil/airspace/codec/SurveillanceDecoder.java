package aero.vigil.airspace.codec;

import aero.vigil.airspace.command.Command;
import aero.vigil.airspace.surveillance.FeedLine;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.ReportedPosition;
import aero.vigil.airspace.surveillance.SensorMessage;
import java.util.ArrayList;
import java.util.List;

/** Reads what adapters report of radars. Values of plots are judged by surveillance, one by one. */
final class SurveillanceDecoder {

    /** I048/240 has 8 characters. */
    private static final int CALLSIGN_LENGTH = 8;

    /** As if it were a roll-call reply: it names its aircraft. */
    private static final int TOLD_BY_MODE_S = 5;

    private SurveillanceDecoder() {}

    static Command plots(aero.vigil.wire.airspace.ReportPlots wire)
            throws MalformedCommandException {
        FieldRange.size("plots", wire.getPlotsCount(), Command.ReportPlots.MAX_PLOTS);
        List<Plot> plots = new ArrayList<>(wire.getPlotsCount());
        for (aero.vigil.wire.airspace.Plot plot : wire.getPlotsList()) {
            plots.add(plot(plot));
        }
        return new Command.ReportPlots(line(wire.getAdapter()), plots);
    }

    /** What is told is a plot with a place of its own. */
    static Command reports(aero.vigil.wire.airspace.ReportTracks wire)
            throws MalformedCommandException {
        FieldRange.size("reports", wire.getReportsCount(), Command.ReportPlots.MAX_PLOTS);
        List<Plot> plots = new ArrayList<>(wire.getReportsCount());
        for (aero.vigil.wire.airspace.TargetReport report : wire.getReportsList()) {
            plots.add(report(report));
        }
        return new Command.ReportPlots(line(wire.getAdapter()), plots);
    }

    private static Plot report(aero.vigil.wire.airspace.TargetReport wire) {
        return new Plot(
                wire.getSacSic(),
                wire.getTimeOfDay(),
                wire.getReceiveTimeMicros(),
                TOLD_BY_MODE_S,
                0,
                0,
                wire.hasMode3A() ? wire.getMode3A() : Plot.ABSENT,
                false,
                wire.hasFlightLevel() ? wire.getFlightLevel() : Plot.ABSENT,
                false,
                wire.hasAddress() ? wire.getAddress() : Plot.ABSENT,
                callsign(wire.getCallsign()),
                wire.hasTrackNumber() ? wire.getTrackNumber() : Plot.ABSENT,
                wire.getSpi(),
                wire.getSimulated(),
                wire.getFieldMonitor(),
                wire.hasSelectedLevel() ? wire.getSelectedLevel() : Plot.ABSENT,
                new ReportedPosition(
                        wire.getLatitude(),
                        wire.getLongitude(),
                        wire.getSigmaMetres(),
                        wire.getEastSpeed(),
                        wire.getNorthSpeed()));
    }

    static Command sensorStatus(aero.vigil.wire.airspace.ReportSensorStatus wire)
            throws MalformedCommandException {
        FieldRange.size(
                "messages", wire.getMessagesCount(), Command.ReportSensorStatus.MAX_MESSAGES);
        List<SensorMessage> messages = new ArrayList<>(wire.getMessagesCount());
        for (aero.vigil.wire.airspace.SensorMessage message : wire.getMessagesList()) {
            messages.add(
                    new SensorMessage(
                            message.getSacSic(),
                            message.getType(),
                            message.getTimeOfDay(),
                            message.getReceiveTimeMicros(),
                            message.hasSector() ? message.getSector() : Plot.ABSENT,
                            message.hasRotationPeriod()
                                    ? message.getRotationPeriod()
                                    : Plot.ABSENT));
        }
        return new Command.ReportSensorStatus(line(wire.getAdapter()), messages);
    }

    private static Plot plot(aero.vigil.wire.airspace.Plot wire) {
        return new Plot(
                wire.getSacSic(),
                wire.getTimeOfDay(),
                wire.getReceiveTimeMicros(),
                wire.getDetection(),
                wire.getRho(),
                wire.getTheta(),
                wire.hasMode3A() ? wire.getMode3A() : Plot.ABSENT,
                wire.getMode3ADoubtful(),
                wire.hasFlightLevel() ? wire.getFlightLevel() : Plot.ABSENT,
                wire.getFlightLevelDoubtful(),
                wire.hasAddress() ? wire.getAddress() : Plot.ABSENT,
                callsign(wire.getCallsign()),
                wire.hasTrackNumber() ? wire.getTrackNumber() : Plot.ABSENT,
                wire.getSpi(),
                wire.getSimulated(),
                wire.getFieldMonitor(),
                wire.hasSelectedLevel() ? wire.getSelectedLevel() : Plot.ABSENT);
    }

    /** A callsign that I048/240 cannot hold is none: the plot itself may still be good. */
    private static String callsign(String downlinked) {
        if (downlinked.length() > CALLSIGN_LENGTH) {
            return "";
        }
        for (int i = 0; i < downlinked.length(); i++) {
            char c = downlinked.charAt(i);
            boolean fits = c == ' ' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!fits) {
                return "";
            }
        }
        return downlinked;
    }

    private static FeedLine line(String adapter) throws MalformedCommandException {
        return switch (adapter) {
            case "A" -> FeedLine.A;
            case "B" -> FeedLine.B;
            default -> throw new MalformedCommandException("adapter is neither A nor B");
        };
    }
}
