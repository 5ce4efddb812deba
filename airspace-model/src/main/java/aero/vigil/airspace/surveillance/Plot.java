package aero.vigil.airspace.surveillance;

import org.jspecify.annotations.Nullable;

/**
 * One target report of a radar in the units of CAT048, as an adapter has read it.
 *
 * <p>Any values may stand here: {@link Surveillance#report(Plot, FeedLine, long)} judges them.
 *
 * @param sacSic SAC &times; 256 + SIC, I048/010
 * @param timeOfDay 1/128 s since midnight UTC, I048/140
 * @param receiveTimeMicros the adapter's clock when it arrived, UTC, microseconds since 1970
 * @param detection TYP of I048/020: 0 none, 1 PSR, 2 SSR, 3 SSR+PSR, 4 and 5 Mode S, 6 and 7 Mode
 *     S+PSR
 * @param rho slant range in 1/256 NM, I048/040
 * @param theta azimuth in 360/65536 degrees clockwise from true north, I048/040
 * @param mode3A 12 bits, I048/070, or {@link #ABSENT}
 * @param mode3ADoubtful V, G or L of I048/070 was set: not for identity
 * @param flightLevel 1/4 FL, I048/090, or {@link #ABSENT}
 * @param flightLevelDoubtful V or G of I048/090 was set
 * @param address 24 bits, I048/220, or {@link #ABSENT}
 * @param callsign I048/240 without trailing blanks; empty when absent
 * @param trackNumber the radar's own, I048/161, or {@link #ABSENT}
 * @param spi special position identification, I048/020
 * @param simulated SIM or TST of I048/020
 * @param fieldMonitor RAB of I048/020
 * @param selectedLevel 1/4 FL, BDS 4,0 MCP/FCU selected altitude, or {@link #ABSENT}
 * @param position of a report that is not a radar's: then range and azimuth are 0
 */
public record Plot(
        int sacSic,
        int timeOfDay,
        long receiveTimeMicros,
        int detection,
        int rho,
        int theta,
        int mode3A,
        boolean mode3ADoubtful,
        int flightLevel,
        boolean flightLevelDoubtful,
        int address,
        String callsign,
        int trackNumber,
        boolean spi,
        boolean simulated,
        boolean fieldMonitor,
        int selectedLevel,
        @Nullable ReportedPosition position) {

    /** Stands where an optional item is absent. */
    public static final int ABSENT = Integer.MIN_VALUE;

    /** A radar's plot. */
    public Plot(
            int sacSic,
            int timeOfDay,
            long receiveTimeMicros,
            int detection,
            int rho,
            int theta,
            int mode3A,
            boolean mode3ADoubtful,
            int flightLevel,
            boolean flightLevelDoubtful,
            int address,
            String callsign,
            int trackNumber,
            boolean spi,
            boolean simulated,
            boolean fieldMonitor,
            int selectedLevel) {
        this(
                sacSic,
                timeOfDay,
                receiveTimeMicros,
                detection,
                rho,
                theta,
                mode3A,
                mode3ADoubtful,
                flightLevel,
                flightLevelDoubtful,
                address,
                callsign,
                trackNumber,
                spi,
                simulated,
                fieldMonitor,
                selectedLevel,
                null);
    }
}
