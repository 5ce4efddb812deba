package aero.vigil.airspace.surveillance;

import org.jspecify.annotations.Nullable;

/**
 * Whether what an aircraft says of its place by ADS-B is believed: not while it is elsewhere than
 * radar sees it (airspace algorithms §4.10).
 */
final class AdsbTrust {

    /** Reports in a row that disagree until they are not fused and an alert is raised. */
    static final int DISTRUSTED_AT = 3;

    /** So many agreeing ones more than disagreeing ones win the trust back. */
    private static final int GREATEST = 6;

    private static final double LEAST_METRES = 926;
    private static final double SIGMAS = 4;

    /** A radar's plot older than this says nothing of now. */
    private static final long RADAR_MICROS = 13_000_000;

    /** By how much an aircraft may have turned from its way since, m/s&sup2; squared. */
    private static final double TURNING = 3.0 * 3.0;

    private final Sensors sensors;

    AdsbTrust(Sensors sensors) {
        this.sensors = sensors;
    }

    /** Whether a report is where the latest radar plot of the track says; so when there is none. */
    boolean agrees(TrackRow row, Measurement report) {
        Measurement radar = latestRadarPlot(row);
        double seconds = radar == null ? 0 : (report.timeMicros() - radar.timeMicros()) / 1e6;
        if (radar == null || Math.abs(seconds) * 1e6 > RADAR_MICROS) {
            return true;
        }
        PlanarMotion motion = row.published().motion();
        double dx = report.xMetres() - radar.xMetres() - motion.vxMetresPerSecond() * seconds;
        double dy = report.yMetres() - radar.yMetres() - motion.vyMetresPerSecond() * seconds;
        double turned = TURNING * seconds * seconds * seconds * seconds / 4;
        double variance =
                Math.max(radar.varianceX(), radar.varianceY())
                        + Math.max(report.varianceX(), report.varianceY())
                        + turned;
        double limit = Math.max(LEAST_METRES, SIGMAS * Math.sqrt(variance));
        return dx * dx + dy * dy <= limit * limit;
    }

    private @Nullable Measurement latestRadarPlot(TrackRow row) {
        Measurement latest = null;
        for (TrackSensor sensor : row.sensors()) {
            boolean isNewer = latest == null || sensor.last().timeMicros() > latest.timeMicros();
            if (sensors.radar(sensor.radar()).isRadar() && isNewer) {
                latest = sensor.last();
            }
        }
        return latest;
    }

    /** How often reports disagree of late, after one more. */
    static int after(int disagreements, boolean agrees) {
        return agrees ? Math.max(0, disagreements - 1) : Math.min(GREATEST, disagreements + 1);
    }
}
