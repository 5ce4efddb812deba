package aero.vigil.airspace.surveillance;

import java.util.List;

/**
 * One radar's health as the supervisor sees it.
 *
 * @param sacSic SAC &times; 256 + SIC
 * @param name from the adaptation
 * @param state whether it turns and reports
 * @param enabled not switched off by the supervisor
 * @param periodMillis measured rotation, the nominal one until measured
 * @param lastReportMicros model time of its last plot or message; 0: never
 * @param plotsPerMinute distinct plots of the latest whole minute
 * @param clock whether its time stamps can be believed
 * @param clockOffsetMillis median of receive time − time of day − nominal delay
 * @param rejects counts above 0, sorted by reason's name
 * @param plots distinct plots taken, applied or not
 * @param duplicates copies recognised
 * @param alignment its offsets in range and azimuth
 */
public record SensorStatus(
        int sacSic,
        String name,
        State state,
        boolean enabled,
        int periodMillis,
        long lastReportMicros,
        int plotsPerMinute,
        Clock clock,
        int clockOffsetMillis,
        List<Count> rejects,
        long plots,
        long duplicates,
        Alignment alignment) {

    /** What is known of a radar's offsets. */
    public enum Registration {
        /** Held fixed by the adaptation: others are compared with it. */
        ANCHORED,
        /** No aircraft that a better known radar sees as well, for ten minutes. */
        NOT_OBSERVABLE,
        /** Too few pairs or aircraft yet, or not sharp enough. */
        ESTIMATING,
        /** Known well enough: applied at each north mark, in small steps. */
        REGISTERED,
        /** Known well, but beyond 500 m or 0.3 degrees: not applied; something is wrong. */
        IMPLAUSIBLE
    }

    /**
     * A radar's offsets beyond those of its site, measured minus true, in whole units so that the
     * picture does not change with every plot.
     *
     * @param state what is known
     * @param rangeMetres estimated
     * @param azimuthMillidegrees estimated
     * @param sigmaRangeMetres of the estimate
     * @param sigmaAzimuthMillidegrees of the estimate
     * @param appliedRangeMetres taken off each range, the site's bias included
     * @param appliedAzimuthMillidegrees taken off each azimuth, the site's bias included
     * @param pairs of plots compared
     * @param aircraft they came from, at least
     */
    public record Alignment(
            Registration state,
            int rangeMetres,
            int azimuthMillidegrees,
            int sigmaRangeMetres,
            int sigmaAzimuthMillidegrees,
            int appliedRangeMetres,
            int appliedAzimuthMillidegrees,
            long pairs,
            int aircraft) {

        private static final double MILLIDEGREE = StrictMath.PI / 180_000;

        static Alignment of(
                aero.vigil.airspace.surveillance.Registration known,
                SensorSite site,
                long nowMicros) {
            aero.vigil.airspace.surveillance.Registration.Offsets offsets = known.estimate();
            return new Alignment(
                    known.state(nowMicros),
                    whole(offsets.range()),
                    whole(offsets.azimuth() / MILLIDEGREE),
                    whole(Math.sqrt(offsets.rr())),
                    whole(Math.sqrt(offsets.tt()) / MILLIDEGREE),
                    whole(known.appliedRange() + site.rangeBiasMetres()),
                    whole(known.appliedAzimuth() / MILLIDEGREE + site.azimuthBiasDegrees() * 1_000),
                    known.pairs(),
                    known.aircraft().count());
        }

        private static int whole(double value) {
            return (int) Math.rint(value);
        }
    }

    /** Whether a radar turns and reports. */
    public enum State {
        OK,
        /** Overdue by more than a rotation and a half. */
        DEGRADED,
        /** Overdue by more than three rotations. */
        FAILED,
        /** Never heard. */
        SILENT
    }

    /** Whether a radar's time stamps can be believed. */
    public enum Clock {
        GOOD,
        /** Steady but off: corrected by its median. */
        OFFSET,
        /** Unsteady: the adapter's receive time is used. */
        BAD
    }

    /** How many plots were rejected for one reason. */
    public record Count(PlotReject reason, long count) {}

    public SensorStatus {
        rejects = List.copyOf(rejects);
    }
}
