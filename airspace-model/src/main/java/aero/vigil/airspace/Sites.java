package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets;
import aero.vigil.airspace.safety.StcaParameters;
import aero.vigil.airspace.safety.StcaRegions;
import aero.vigil.airspace.surveillance.SensorSite;
import aero.vigil.airspace.surveillance.TrackerParameters;
import java.util.ArrayList;
import java.util.List;

/** An adaptation's facts in the words of those who use them. */
final class Sites {

    private Sites() {}

    static List<SensorSite> sensors(Adaptation adaptation) {
        List<SensorSite> sites = new ArrayList<>();
        for (Adaptation.SensorSite site : adaptation.sensors()) {
            sites.add(
                    new SensorSite(
                            site.sacSic(),
                            site.name(),
                            site.latitude(),
                            site.longitude(),
                            site.heightMetres(),
                            site.rangeNm(),
                            site.periodSeconds(),
                            site.sigmaRangeMetres(),
                            site.sigmaAzimuthDegrees(),
                            site.nominalDelaySeconds(),
                            SensorSite.Kind.valueOf(site.kind()),
                            site.anchored(),
                            site.rangeBiasMetres(),
                            site.azimuthBiasDegrees()));
        }
        return sites;
    }

    static TrackerParameters tracker(Adaptation adaptation) {
        return new TrackerParameters(
                adaptation.tracker().dropSeconds(), TrackerParameters.EN_ROUTE.maxTracks());
    }

    static StcaRegions stcaRegions(Region region) {
        List<StcaRegions.Region> regions = new ArrayList<>();
        for (SafetyNets.StcaRegion given : region.adaptation().safetyNets().stcaRegions()) {
            Adaptation.StcaParameters parameters = given.parameters();
            regions.add(
                    new StcaRegions.Region(
                            given.name(),
                            region.laid(given.volumes()),
                            parameters == null ? null : stca(parameters)));
        }
        return new StcaRegions(stca(region.adaptation().stca()), regions);
    }

    private static StcaParameters stca(Adaptation.StcaParameters stca) {
        return new StcaParameters(
                stca.lateralNm(),
                stca.verticalFeet(),
                stca.verticalRvsmFeet(),
                stca.verticalHighFeet(),
                stca.lookaheadSeconds(),
                stca.warningSeconds(),
                stca.proximityNm(),
                stca.proximityFeet());
    }
}
