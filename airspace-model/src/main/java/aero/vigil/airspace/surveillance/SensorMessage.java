package aero.vigil.airspace.surveillance;

/**
 * One service message of CAT034, in that category's units.
 *
 * @param sacSic SAC &times; 256 + SIC, I034/010
 * @param type 1 north marker, 2 sector crossing, I034/000; others are counted only
 * @param timeOfDay 1/128 s since midnight UTC, I034/030
 * @param receiveTimeMicros the adapter's clock when it arrived, UTC, microseconds since 1970
 * @param sector azimuth crossed in 360/256 degrees, I034/020, or {@link Plot#ABSENT}
 * @param rotationPeriod 1/128 s, I034/041, or {@link Plot#ABSENT}
 */
public record SensorMessage(
        int sacSic,
        int type,
        int timeOfDay,
        long receiveTimeMicros,
        int sector,
        int rotationPeriod) {

    public static final int NORTH_MARKER = 1;
    public static final int SECTOR_CROSSING = 2;
}
