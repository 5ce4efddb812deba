package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.Volume;
import aero.vigil.airspace.adaptation.SafetyNets.ActiveTime;
import aero.vigil.airspace.adaptation.SafetyNets.Approach;
import aero.vigil.airspace.adaptation.SafetyNets.Area;
import aero.vigil.airspace.adaptation.SafetyNets.AreaKind;
import aero.vigil.airspace.adaptation.SafetyNets.MinimumAltitude;
import aero.vigil.airspace.adaptation.SafetyNets.MtcdParameters;
import aero.vigil.airspace.adaptation.SafetyNets.Parameters;
import aero.vigil.airspace.adaptation.SafetyNets.QnhRegion;
import aero.vigil.airspace.adaptation.SafetyNets.StcaRegion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says what is wrong with what an adaptation gives for the safety nets. */
final class SafetyNetsChecker {

    /** Most areas, minimum altitudes, QNH regions, approaches and STCA regions, of each. */
    static final int MAX_OBJECTS = 500;

    private static final int MINUTES_OF_A_DAY = 1_440;

    private final Adaptation adaptation;
    private final SafetyNets nets;
    private final AdaptationChecker faults;

    SafetyNetsChecker(Adaptation adaptation, AdaptationChecker faults) {
        this.adaptation = adaptation;
        this.nets = adaptation.safetyNets();
        this.faults = faults;
    }

    void check() {
        checkStcaRegions();
        checkAreas();
        checkMinimumAltitudes();
        checkQnhRegions();
        checkApproaches();
        checkVisualCodes();
        checkParameters(nets.parameters());
        checkMtcd(nets.mtcd());
    }

    private void checkStcaRegions() {
        few("STCA regions", nets.stcaRegions().size());
        Set<String> seen = new TreeSet<>();
        for (StcaRegion region : nets.stcaRegions()) {
            String who = "STCA region " + region.name();
            named("STCA region", region.name(), seen);
            checkVolumes(who, region.volumes());
            faults.need(
                    region.inhibited() == (region.parameters() == null),
                    who + ": it has either parameters or inhibited");
            if (region.parameters() != null) {
                faults.checkStca(who, region.parameters());
            }
        }
    }

    private void checkAreas() {
        few("areas", nets.areas().size());
        Set<String> seen = new TreeSet<>();
        for (Area area : nets.areas()) {
            String who = "area " + area.name();
            named("area", area.name(), seen);
            faults.need(
                    area.kind() != AreaKind.UNKNOWN,
                    who + ": the kind is none of PROHIBITED, RESTRICTED, DANGER, TSA, TRA, CBA");
            checkVolumes(who, area.volumes());
            faults.need(area.schedule().size() <= 50, who + " has more than 50 active times");
            for (ActiveTime time : area.schedule()) {
                faults.need(
                        time.days().matches("[1-7]{1,7}"),
                        who + ": days '" + time.days() + "' are not digits 1 (Monday) to 7");
                faults.range(who + ": from", time.fromMinute(), 0, MINUTES_OF_A_DAY - 1, "minute");
                faults.range(
                        who + ": to",
                        time.toMinute(),
                        time.fromMinute() + 1,
                        MINUTES_OF_A_DAY,
                        "minute");
            }
            for (String type : area.permittedTypes()) {
                faults.need(
                        type.matches("[SNGMX]"),
                        who + ": permitted type '" + type + "' is none of S, N, G, M, X");
            }
        }
    }

    private void checkVolumes(String who, List<Volume> volumes) {
        faults.need(!volumes.isEmpty(), who + " has no volume");
        faults.need(volumes.size() <= 50, who + " has more than 50 volumes");
        volumes.forEach(volume -> faults.checkVolume(who, volume));
    }

    private void checkMinimumAltitudes() {
        few("minimum altitudes", nets.minimumAltitudes().size());
        Set<String> seen = new TreeSet<>();
        for (MinimumAltitude minimum : nets.minimumAltitudes()) {
            String who = "minimum altitude " + minimum.name();
            named("minimum altitude", minimum.name(), seen);
            checkBorder(who, minimum.border());
            faults.range(who, minimum.feet(), 100, 35_000, "ft");
        }
    }

    private void checkQnhRegions() {
        few("QNH regions", nets.qnhRegions().size());
        Set<String> seen = new TreeSet<>();
        for (QnhRegion region : nets.qnhRegions()) {
            named("QNH region", region.name(), seen);
            checkBorder("QNH region " + region.name(), region.border());
        }
    }

    private void checkBorder(String who, List<LatLon> border) {
        faults.checkVolume(who, new Volume(border, 0, 1));
    }

    private void checkApproaches() {
        few("approaches", nets.approaches().size());
        Set<String> airports = new TreeSet<>();
        adaptation.airports().forEach(airport -> airports.add(airport.code()));
        Set<String> seen = new TreeSet<>();
        for (Approach approach : nets.approaches()) {
            String who = "approach " + approach.airport() + " " + approach.runway();
            faults.need(
                    airports.contains(approach.airport()),
                    who + ": airport " + approach.airport() + " is not in the airports");
            faults.need(
                    ProcedureChecker.isRunway(approach.runway()),
                    who + ": the runway is not two digits and L, C or R");
            faults.need(
                    seen.add(approach.airport() + approach.runway()),
                    who + " stands twice: remove one");
            faults.checkPlace(who, approach.threshold());
            faults.range(who + ": threshold", approach.thresholdFeet(), -1_500, 20_000, "ft");
            faults.range(who + ": course", approach.courseDegrees(), 0, 360, "degrees");
            faults.range(who + ": glide path", approach.glidePathDegrees(), 2, 8, "degrees");
            faults.range(
                    who + ": intercept",
                    approach.interceptFeet(),
                    approach.thresholdFeet() + 500,
                    approach.thresholdFeet() + 15_000,
                    "ft");
            faults.range(who + ": length", approach.lengthNm(), 3, 30, "NM");
        }
    }

    private void checkVisualCodes() {
        few("visual codes", nets.visualCodes().size());
        for (String code : nets.visualCodes()) {
            faults.need(
                    code.matches("[0-7]{4}"),
                    "visual code '" + code + "' is not four octal digits");
        }
    }

    private void checkParameters(Parameters p) {
        faults.range("APW: look-ahead", p.apwLookaheadSeconds(), 0, 300, "s");
        faults.range("APW: lateral buffer", p.apwLateralNm(), 0, 10, "NM");
        faults.range("APW: vertical buffer", p.apwVerticalFeet(), 0, 2_000, "ft");
        faults.range("MSAW: look-ahead", p.msawLookaheadSeconds(), 5, 300, "s");
        faults.range("MSAW: warning", p.msawWarningSeconds(), 5, p.msawLookaheadSeconds(), "s");
        faults.range("MSAW: margin", p.msawMarginFeet(), 0, 2_000, "ft");
        faults.range("QNH: valid for", p.qnhValidMinutes(), 1, 1_440, "minutes");
        faults.range("APM: below the path", p.apmBelowFeet(), 50, 2_000, "ft");
        faults.range("CLAM: deviation", p.clamFeet(), 100, 2_000, "ft");
        faults.range("CLAM: deviation in RVSM", p.clamRvsmFeet(), 100, 2_000, "ft");
        faults.range("CLAM: arming", p.clamArmingSeconds(), 0, 300, "s");
        faults.range("RAM: deviation", p.ramLateralNm(), 0.1, 50, "NM");
    }

    private void checkMtcd(MtcdParameters p) {
        faults.range("MTCD: look-ahead", p.lookaheadMinutes(), 1, 60, "minutes");
        faults.range("MTCD: corridor", p.corridorNm(), 0.5, 10, "NM");
        faults.range("MTCD: growth of the corridor", p.growthNmPerMinute(), 0, 5, "NM/min");
        faults.range("MTCD: widest corridor", p.corridorMostNm(), p.corridorNm(), 20, "NM");
        faults.range("MTCD: vertical", p.verticalFeet(), 300, 4_000, "ft");
        faults.range(
                "MTCD: vertical above FL410", p.verticalHighFeet(), p.verticalFeet(), 8_000, "ft");
    }

    private void few(String what, int count) {
        faults.need(count <= MAX_OBJECTS, "more than " + MAX_OBJECTS + " " + what);
    }

    private void named(String kind, String name, Set<String> seen) {
        faults.checkName(kind, name);
        faults.need(seen.add(name), kind + " " + name + " stands twice: remove one");
    }
}
