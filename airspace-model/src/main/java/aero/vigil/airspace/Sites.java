package aero.vigil.airspace;

import aero.vigil.airspace.adaptation.Adaptation;
import aero.vigil.airspace.safety.StcaParameters;
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

    static StcaParameters stca(Adaptation adaptation) {
        Adaptation.StcaParameters stca = adaptation.stca();
        return new StcaParameters(
                stca.lateralNm(),
                stca.verticalFeet(),
                stca.lookaheadSeconds(),
                stca.warningSeconds(),
                stca.proximityNm(),
                stca.proximityFeet());
    }
}
