package aero.vigil.airspace.codec;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.command.SafetyOrder;
import aero.vigil.airspace.command.SafetyOrder.ActivateArea;
import aero.vigil.airspace.command.SafetyOrder.DefineArea;
import aero.vigil.airspace.command.SafetyOrder.SetRunwaysInUse;
import aero.vigil.wire.airspace.InhibitAlerts;
import aero.vigil.wire.airspace.SetQnh;
import java.util.ArrayList;
import java.util.List;

/** Reads what a supervisor tells the safety nets. */
final class SafetyOrderDecoder {

    private static final int MAX_NAME = 16;
    private static final int MAX_CALLSIGN = 7;
    private static final int MAX_RUNWAY = 3;
    private static final int MAX_HECTOPASCALS = 10_000;

    private SafetyOrderDecoder() {}

    static SafetyOrder activateArea(aero.vigil.wire.airspace.ActivateArea wire)
            throws MalformedCommandException {
        FieldRange.size(
                "permitted_callsigns",
                wire.getPermittedCallsignsCount(),
                ActivateArea.MAX_PERMITTED);
        return new ActivateArea(
                name("area", wire.getArea()),
                wire.getActive(),
                FieldRange.count("until_micros", wire.getUntilMicros()),
                texts("permitted_callsigns", wire.getPermittedCallsignsList(), MAX_CALLSIGN));
    }

    static SafetyOrder defineArea(aero.vigil.wire.airspace.DefineArea wire)
            throws MalformedCommandException {
        FieldRange.size("border", wire.getBorderCount(), DefineArea.MAX_POINTS);
        List<LatLon> border = new ArrayList<>();
        for (aero.vigil.wire.airspace.LatLon place : wire.getBorderList()) {
            border.add(
                    new LatLon(
                            degrees("latitude", place.getLatitude(), 90),
                            degrees("longitude", place.getLongitude(), 180)));
        }
        return new DefineArea(
                name("area", wire.getArea()),
                SafetyNetsDecoder.kind(wire.getKind()),
                border,
                FieldRange.within("floor", wire.getFloor(), 0, 1_000),
                FieldRange.within("ceiling", wire.getCeiling(), 0, 1_000),
                FieldRange.count("until_micros", wire.getUntilMicros()));
    }

    /** Within the range, and neither NaN nor negative zero. */
    private static double degrees(String field, double value, double most)
            throws MalformedCommandException {
        if (!(Math.abs(value) <= most)) {
            throw new MalformedCommandException(field + " is not within " + most + " degrees");
        }
        return value == 0 ? 0 : value;
    }

    static SafetyOrder setQnh(SetQnh wire) throws MalformedCommandException {
        return new SafetyOrder.SetQnh(
                name("region", wire.getRegion()),
                FieldRange.within("hectopascals", wire.getHectopascals(), 0, MAX_HECTOPASCALS));
    }

    static SafetyOrder setRunwaysInUse(aero.vigil.wire.airspace.SetRunwaysInUse wire)
            throws MalformedCommandException {
        FieldRange.size("runways", wire.getRunwaysCount(), SetRunwaysInUse.MAX_RUNWAYS);
        FieldRange.size(
                "departure_runways", wire.getDepartureRunwaysCount(), SetRunwaysInUse.MAX_RUNWAYS);
        return new SetRunwaysInUse(
                name("airport", wire.getAirport()),
                texts("runways", wire.getRunwaysList(), MAX_RUNWAY),
                texts("departure_runways", wire.getDepartureRunwaysList(), MAX_RUNWAY));
    }

    static SafetyOrder inhibitAlerts(InhibitAlerts wire) throws MalformedCommandException {
        String kind = wire.getKind().name();
        long until = FieldRange.count("until_micros", wire.getUntilMicros());
        return switch (wire.getSubjectCase()) {
            case TRACK ->
                    new SafetyOrder.InhibitAlerts(
                            kind, number("track", wire.getTrack()), 0, "", until);
            case FLIGHT ->
                    new SafetyOrder.InhibitAlerts(
                            kind, 0, number("flight", wire.getFlight()), "", until);
            case AREA -> {
                if (wire.getArea().isEmpty()) {
                    throw new MalformedCommandException("area is empty");
                }
                yield new SafetyOrder.InhibitAlerts(
                        kind, 0, 0, name("area", wire.getArea()), until);
            }
            case SUBJECT_NOT_SET ->
                    throw new MalformedCommandException("no track, flight or area is named");
        };
    }

    private static int number(String field, int value) throws MalformedCommandException {
        return FieldRange.within(field, value, 1, Integer.MAX_VALUE);
    }

    private static String name(String field, String value) throws MalformedCommandException {
        return FieldRange.text(field, value, MAX_NAME, false);
    }

    private static List<String> texts(String field, List<String> values, int most)
            throws MalformedCommandException {
        List<String> texts = new ArrayList<>();
        for (String value : values) {
            texts.add(FieldRange.text(field, value, most, false));
        }
        return texts;
    }
}
