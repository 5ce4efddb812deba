package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.LatLon;
import aero.vigil.airspace.adaptation.Adaptation.StcaParameters;
import aero.vigil.airspace.adaptation.Adaptation.Volume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an adaptation says for the safety nets and monitoring aids (airspace algorithms §7).
 *
 * @param stcaRegions the first that holds an aircraft counts; elsewhere the adaptation's own STCA
 *     parameters
 * @param minimumAltitudes where several hold, the highest counts
 * @param qnhRegions the first that holds a place counts
 * @param visualCodes Mode 3/A as octal digits
 * @param mtcd of medium-term conflict detection
 */
public record SafetyNets(
        List<StcaRegion> stcaRegions,
        List<Area> areas,
        List<MinimumAltitude> minimumAltitudes,
        List<QnhRegion> qnhRegions,
        List<Approach> approaches,
        List<String> visualCodes,
        Parameters parameters,
        MtcdParameters mtcd) {

    public SafetyNets {
        stcaRegions = List.copyOf(stcaRegions);
        areas = List.copyOf(areas);
        minimumAltitudes = List.copyOf(minimumAltitudes);
        qnhRegions = List.copyOf(qnhRegions);
        approaches = List.copyOf(approaches);
        visualCodes = List.copyOf(visualCodes);
    }

    /**
     * Airspace with STCA parameters of its own, or without STCA.
     *
     * @param parameters null where the adaptation gives none
     * @param inhibited no STCA between two that are both inside
     */
    public record StcaRegion(
            String name,
            List<Volume> volumes,
            @Nullable StcaParameters parameters,
            boolean inhibited) {
        public StcaRegion {
            volumes = List.copyOf(volumes);
        }
    }

    /**
     * Airspace that is closed to others at times.
     *
     * @param kind a name of {@link AreaKind}, else UNKNOWN
     * @param schedule none: active by order only
     * @param permittedTypes field 8b of flights that may fly in it
     */
    public record Area(
            String name,
            AreaKind kind,
            List<Volume> volumes,
            List<ActiveTime> schedule,
            List<String> permittedTypes) {
        public Area {
            volumes = List.copyOf(volumes);
            schedule = List.copyOf(schedule);
            permittedTypes = List.copyOf(permittedTypes);
        }
    }

    /** What an area is closed for (ICAO Annex 2 and 15; the last three: EUROCONTROL FUA). */
    public enum AreaKind {
        PROHIBITED,
        RESTRICTED,
        DANGER,
        TSA,
        TRA,
        CBA,
        /** None of these. */
        UNKNOWN
    }

    /**
     * A part of each week.
     *
     * @param days digits, Monday is 1
     * @param fromMinute of the day, UTC, inclusive
     * @param toMinute exclusive, at most 1440
     */
    public record ActiveTime(String days, int fromMinute, int toMinute) {}

    /**
     * Below this no aircraft flies but on approach or departure.
     *
     * @param feet above mean sea level
     */
    public record MinimumAltitude(String name, List<LatLon> border, int feet) {
        public MinimumAltitude {
            border = List.copyOf(border);
        }
    }

    /** Where one QNH holds. */
    public record QnhRegion(String name, List<LatLon> border) {
        public QnhRegion {
            border = List.copyOf(border);
        }
    }

    /**
     * A final approach.
     *
     * @param thresholdFeet above mean sea level
     * @param courseDegrees true
     * @param interceptFeet above mean sea level: flown level until the glide path
     * @param lengthNm of the funnel, from the threshold
     * @param inUse from the beginning
     */
    public record Approach(
            String airport,
            String runway,
            LatLon threshold,
            double thresholdFeet,
            double courseDegrees,
            double glidePathDegrees,
            double interceptFeet,
            double lengthNm,
            boolean inUse) {}

    /**
     * Medium-term conflict detection. Each flight is somewhere in a corridor about its planned
     * path, which is the wider the farther ahead.
     *
     * @param lookaheadMinutes how far ahead
     * @param corridorNm half its width now
     * @param growthNmPerMinute by which half its width grows
     * @param corridorMostNm where it stops growing
     * @param verticalFeet least vertical distance of two planned levels
     * @param verticalHighFeet the same above FL410, or where one is not approved for RVSM
     */
    public record MtcdParameters(
            double lookaheadMinutes,
            double corridorNm,
            double growthNmPerMinute,
            double corridorMostNm,
            double verticalFeet,
            double verticalHighFeet) {

        /** First settings (airspace algorithms §7); minima of ICAO Annex 2, appendix 3. */
        public static final MtcdParameters FIRST =
                new MtcdParameters(20, 2.5, 0.3, 5, 1_000, 2_000);
    }

    /**
     * The nets' parameters.
     *
     * @param apwLateralNm buffer around an area
     * @param apwVerticalFeet buffer above and below it
     * @param msawMarginFeet below the minimum altitude before it counts
     * @param apmBelowFeet under the path before it counts
     * @param clamArmingSeconds after a new cleared level, for what has yet to be climbed
     */
    public record Parameters(
            double apwLookaheadSeconds,
            double apwLateralNm,
            double apwVerticalFeet,
            double msawLookaheadSeconds,
            double msawWarningSeconds,
            double msawMarginFeet,
            double qnhValidMinutes,
            double apmBelowFeet,
            double clamFeet,
            double clamRvsmFeet,
            double clamArmingSeconds,
            double ramLateralNm) {

        /** First settings for en-route airspace (airspace algorithms §7, facts §5). */
        public static final Parameters FIRST =
                new Parameters(60, 0.5, 200, 60, 30, 100, 90, 300, 300, 200, 30, 2.5);
    }
}
