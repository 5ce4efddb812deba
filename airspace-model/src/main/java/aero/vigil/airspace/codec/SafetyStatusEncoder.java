package aero.vigil.airspace.codec;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import aero.vigil.airspace.runway.Runway;
import aero.vigil.airspace.runway.RunwaysInUse.RunwayState;
import aero.vigil.airspace.safety.AreaState;
import aero.vigil.airspace.safety.Qnh;
import aero.vigil.airspace.safety.SafetyStatus;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.AreaStatus;
import aero.vigil.wire.airspace.Inhibition;
import aero.vigil.wire.airspace.QnhStatus;
import aero.vigil.wire.airspace.RunwayStatus;
import aero.vigil.wire.airspace.SafetyNetStatus;

/** Writes what the safety nets go by. */
final class SafetyStatusEncoder {

    private SafetyStatusEncoder() {}

    static SafetyNetStatus status(SafetyStatus status) {
        SafetyNetStatus.Builder wire = SafetyNetStatus.newBuilder();
        for (AreaState area : status.areas()) {
            wire.addAreas(area(area));
        }
        for (Qnh.Setting setting : status.qnh()) {
            wire.addQnh(
                    QnhStatus.newBuilder()
                            .setRegion(setting.region())
                            .setHectopascals(setting.hectopascals())
                            .setSetMicros(setting.setMicros())
                            .setDegraded(setting.isDegraded()));
        }
        for (RunwayState state : status.runways()) {
            wire.addRunways(
                    RunwayStatus.newBuilder()
                            .setAirport(state.runway().airport())
                            .setRunway(state.runway().name())
                            .setInUse(state.isInUse())
                            .setForDepartures(state.runway().use() == Runway.Use.DEPARTURE));
        }
        status.inhibitions().forEach(inhibition -> wire.addInhibitions(inhibition(inhibition)));
        return wire.build();
    }

    private static AreaStatus area(AreaState area) {
        AreaState.Definition definition = area.definition();
        AreaStatus.Builder wire =
                AreaStatus.newBuilder()
                        .setArea(definition.name())
                        .setKind(kind(definition.kind()))
                        .setActive(area.isActive())
                        .setByHand(area.isByHand())
                        .setUntilMicros(area.untilMicros())
                        .addAllPermittedCallsigns(area.permittedCallsigns())
                        .setFloor(definition.floor())
                        .setCeiling(definition.ceiling());
        for (LatLon place : definition.border()) {
            wire.addBorder(
                    aero.vigil.wire.airspace.LatLon.newBuilder()
                            .setLatitude(place.latitude())
                            .setLongitude(place.longitude()));
        }
        return wire.build();
    }

    private static Area.Kind kind(AreaKind kind) {
        return kind == AreaKind.UNKNOWN
                ? Area.Kind.KIND_UNSPECIFIED
                : Area.Kind.valueOf(kind.name());
    }

    private static Inhibition inhibition(aero.vigil.airspace.safety.Inhibition inhibition) {
        Inhibition.Builder wire =
                Inhibition.newBuilder()
                        .setKind(Alert.Kind.valueOf(inhibition.kind().name()))
                        .setUntilMicros(inhibition.untilMicros());
        if (inhibition.track() != 0) {
            wire.setTrack(inhibition.track());
        } else if (inhibition.flight() != 0) {
            wire.setFlight(inhibition.flight());
        } else {
            wire.setArea(inhibition.area());
        }
        return wire.build();
    }
}
