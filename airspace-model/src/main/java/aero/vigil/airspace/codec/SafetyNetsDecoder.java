package aero.vigil.airspace.codec;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.StcaParameters;
import aero.vigil.airspace.adaptation.SafetyNets;
import aero.vigil.airspace.adaptation.SafetyNets.ActiveTime;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import aero.vigil.airspace.adaptation.SafetyNets.Area;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import aero.vigil.airspace.adaptation.SafetyNets.MinimumAltitude;
import aero.vigil.airspace.adaptation.SafetyNets.MtcdParameters;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.adaptation.SafetyNets.QnhRegion;
import aero.vigil.airspace.adaptation.SafetyNets.StcaRegion;
import aero.vigil.wire.airspace.SafetyNetParameters;
import java.util.ArrayList;
import java.util.List;

/** Reads what an adaptation says for the safety nets. */
final class SafetyNetsDecoder {

    private SafetyNetsDecoder() {}

    static StcaParameters stca(aero.vigil.wire.airspace.StcaParameters wire) {
        double vertical = wire.getVerticalFeet();
        double rvsm = wire.getVerticalRvsmFeet() == 0 ? vertical : wire.getVerticalRvsmFeet();
        double high = wire.getVerticalHighFeet() == 0 ? rvsm : wire.getVerticalHighFeet();
        return new StcaParameters(
                wire.getLateralNm(),
                vertical,
                rvsm,
                high,
                wire.getLookaheadSeconds(),
                wire.getWarningSeconds(),
                wire.getProximityNm(),
                wire.getProximityFeet());
    }

    static SafetyNets nets(aero.vigil.wire.airspace.SafetyNets wire) {
        return new SafetyNets(
                stcaRegions(wire),
                areas(wire),
                minimumAltitudes(wire),
                qnhRegions(wire),
                approaches(wire),
                wire.getVisualCodesList(),
                wire.hasParameters() ? parameters(wire.getParameters()) : Parameters.FIRST,
                wire.hasMtcd() ? mtcd(wire.getMtcd()) : MtcdParameters.FIRST);
    }

    private static List<StcaRegion> stcaRegions(aero.vigil.wire.airspace.SafetyNets wire) {
        List<StcaRegion> regions = new ArrayList<>();
        for (aero.vigil.wire.airspace.StcaRegion region : wire.getStcaRegionsList()) {
            regions.add(
                    new StcaRegion(
                            region.getName(),
                            AdaptationDecoder.volumes(region.getVolumesList()),
                            region.hasParameters() ? stca(region.getParameters()) : null,
                            region.getInhibited()));
        }
        return regions;
    }

    private static List<Area> areas(aero.vigil.wire.airspace.SafetyNets wire) {
        List<Area> areas = new ArrayList<>();
        for (aero.vigil.wire.airspace.Area area : wire.getAreasList()) {
            List<ActiveTime> schedule = new ArrayList<>();
            for (aero.vigil.wire.airspace.ActiveTime time : area.getScheduleList()) {
                schedule.add(
                        new ActiveTime(time.getDays(), time.getFromMinute(), time.getToMinute()));
            }
            areas.add(
                    new Area(
                            area.getName(),
                            kind(area.getKind()),
                            AdaptationDecoder.volumes(area.getVolumesList()),
                            schedule,
                            area.getPermittedTypesList()));
        }
        return areas;
    }

    static AreaKind kind(aero.vigil.wire.airspace.Area.Kind wire) {
        return switch (wire) {
            case PROHIBITED -> AreaKind.PROHIBITED;
            case RESTRICTED -> AreaKind.RESTRICTED;
            case DANGER -> AreaKind.DANGER;
            case TSA -> AreaKind.TSA;
            case TRA -> AreaKind.TRA;
            case CBA -> AreaKind.CBA;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> AreaKind.UNKNOWN;
        };
    }

    private static List<MinimumAltitude> minimumAltitudes(
            aero.vigil.wire.airspace.SafetyNets wire) {
        List<MinimumAltitude> minima = new ArrayList<>();
        for (aero.vigil.wire.airspace.MinimumAltitude minimum : wire.getMinimumAltitudesList()) {
            minima.add(
                    new MinimumAltitude(
                            minimum.getName(),
                            AdaptationDecoder.border(minimum.getBorderList()),
                            minimum.getFeet()));
        }
        return minima;
    }

    private static List<QnhRegion> qnhRegions(aero.vigil.wire.airspace.SafetyNets wire) {
        List<QnhRegion> regions = new ArrayList<>();
        for (aero.vigil.wire.airspace.QnhRegion region : wire.getQnhRegionsList()) {
            regions.add(
                    new QnhRegion(
                            region.getName(), AdaptationDecoder.border(region.getBorderList())));
        }
        return regions;
    }

    private static List<Approach> approaches(aero.vigil.wire.airspace.SafetyNets wire) {
        List<Approach> approaches = new ArrayList<>();
        for (aero.vigil.wire.airspace.Approach approach : wire.getApproachesList()) {
            approaches.add(
                    new Approach(
                            approach.getAirport(),
                            approach.getRunway(),
                            new LatLon(
                                    approach.getThreshold().getLatitude(),
                                    approach.getThreshold().getLongitude()),
                            approach.getThresholdFeet(),
                            approach.getCourseDegrees(),
                            approach.getGlidePathDegrees(),
                            approach.getInterceptFeet(),
                            approach.getLengthNm(),
                            approach.getInUse()));
        }
        return approaches;
    }

    private static MtcdParameters mtcd(aero.vigil.wire.airspace.MtcdParameters wire) {
        return new MtcdParameters(
                wire.getLookaheadMinutes(),
                wire.getCorridorNm(),
                wire.getGrowthNmPerMinute(),
                wire.getCorridorMostNm(),
                wire.getVerticalFeet(),
                wire.getVerticalHighFeet());
    }

    private static Parameters parameters(SafetyNetParameters wire) {
        return new Parameters(
                wire.getApwLookaheadSeconds(),
                wire.getApwLateralNm(),
                wire.getApwVerticalFeet(),
                wire.getMsawLookaheadSeconds(),
                wire.getMsawWarningSeconds(),
                wire.getMsawMarginFeet(),
                wire.getQnhValidMinutes(),
                wire.getApmBelowFeet(),
                wire.getClamFeet(),
                wire.getClamRvsmFeet(),
                wire.getClamArmingSeconds(),
                wire.getRamLateralNm());
    }
}
