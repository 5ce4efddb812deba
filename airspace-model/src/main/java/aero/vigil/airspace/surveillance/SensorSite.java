package aero.vigil.airspace.surveillance;

/**
 * One radar as the adaptation describes it.
 *
 * @param sacSic SAC &times; 256 + SIC
 * @param name for people
 * @param latitudeDegrees WGS-84
 * @param longitudeDegrees WGS-84
 * @param heightMetres of the antenna above the ellipsoid
 * @param rangeNauticalMiles the greatest slant range it reports
 * @param periodSeconds nominal time of one rotation
 * @param sigmaRangeMetres standard deviation of its range
 * @param sigmaAzimuthDegrees standard deviation of its azimuth
 * @param nominalDelaySeconds from detection to the adapter's receive time
 * @param kind what it can see
 * @param anchored registration holds this one fixed
 * @param rangeBiasMetres applied: measured minus true
 * @param azimuthBiasDegrees applied: measured minus true
 */
public record SensorSite(
        int sacSic,
        String name,
        double latitudeDegrees,
        double longitudeDegrees,
        double heightMetres,
        double rangeNauticalMiles,
        double periodSeconds,
        double sigmaRangeMetres,
        double sigmaAzimuthDegrees,
        double nominalDelaySeconds,
        Kind kind,
        boolean anchored,
        double rangeBiasMetres,
        double azimuthBiasDegrees) {

    /** What a radar can see. */
    public enum Kind {
        /** Skin echoes only. */
        PSR,
        /** Mode A/C transponders. */
        SSR,
        /** Mode S transponders by address, and Mode A/C. */
        MODE_S,
        /** A ground station that hears what aircraft say of themselves. */
        ADSB,
        /** Another centre's system tracks. */
        SYSTEM
    }

    public SensorSite {
        require(sacSic >= 0 && sacSic <= 0xFFFF, "SAC/SIC", sacSic);
        require(Math.abs(latitudeDegrees) <= 90, "latitude", latitudeDegrees);
        require(Math.abs(longitudeDegrees) <= 180, "longitude", longitudeDegrees);
        require(Math.abs(heightMetres) <= 10_000, "antenna height", heightMetres);
        require(
                rangeNauticalMiles > 0 && rangeNauticalMiles <= 300,
                "range in NM",
                rangeNauticalMiles);
        require(periodSeconds >= 0.5 && periodSeconds <= 30, "period", periodSeconds);
        require(
                sigmaRangeMetres > 0 && sigmaRangeMetres <= 2_000,
                "sigma of range",
                sigmaRangeMetres);
        require(
                sigmaAzimuthDegrees > 0 && sigmaAzimuthDegrees <= 5,
                "sigma of azimuth",
                sigmaAzimuthDegrees);
        require(
                nominalDelaySeconds >= 0 && nominalDelaySeconds <= 10,
                "nominal delay",
                nominalDelaySeconds);
        require(Math.abs(rangeBiasMetres) <= 5_000, "range bias", rangeBiasMetres);
        require(Math.abs(azimuthBiasDegrees) <= 5, "azimuth bias", azimuthBiasDegrees);
    }

    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new IllegalArgumentException("sensor site: " + what + " is " + value);
        }
    }
}
