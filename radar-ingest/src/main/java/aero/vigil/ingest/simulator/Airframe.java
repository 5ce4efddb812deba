package aero.vigil.ingest.simulator;

/**
 * The motion of one aircraft through the air: position, heading, bank, speed and climb, moved in
 * small steps towards what is wanted, as fast as an airliner and its passengers bear.
 */
final class Airframe {

    private static final double G = 9.80665;
    private static final double GREATEST_BANK = StrictMath.toRadians(25);

    /** Three seconds from level to full bank. */
    private static final double ROLL_RATE = GREATEST_BANK / 3;

    /** A heading error of this many seconds' turn is flown out with less bank. */
    private static final double SETTLING_SECONDS = 4;

    private static final double RATE_ONE_TURN = StrictMath.toRadians(3);
    private static final double SPEED_CHANGE = 0.5;

    /** 0.05 g. */
    private static final double CLIMB_ONSET_FEET = 0.05 * G / Wgs84.METRES_IN_FOOT;

    private final Atmosphere air;
    private double latitude;
    private double longitude;
    private double feet;
    private double heading;
    private double bank;
    private double trueAirspeed;
    private double feetPerSecond;

    Airframe(Atmosphere air, Place start, double heading, double feet, double trueAirspeed) {
        this.air = air;
        this.latitude = start.latitude();
        this.longitude = start.longitude();
        this.heading = heading;
        this.feet = feet;
        this.trueAirspeed = trueAirspeed;
    }

    Airframe(Airframe other) {
        this.air = other.air;
        this.latitude = other.latitude;
        this.longitude = other.longitude;
        this.feet = other.feet;
        this.heading = other.heading;
        this.bank = other.bank;
        this.trueAirspeed = other.trueAirspeed;
        this.feetPerSecond = other.feetPerSecond;
    }

    /**
     * Moves on.
     *
     * @param wantedHeading radians true
     * @param wantedSpeed true airspeed, m/s
     * @param wantedFeet pressure altitude
     * @param greatestRate feet per second either way
     */
    void step(
            double seconds,
            double wantedHeading,
            double wantedSpeed,
            double wantedFeet,
            double greatestRate) {
        roll(seconds, Wgs84.wrap(wantedHeading - heading));
        heading = Wgs84.wrap(heading + G * StrictMath.tan(bank) / trueAirspeed * seconds);
        double faster = SPEED_CHANGE * seconds;
        trueAirspeed += Math.max(-faster, Math.min(faster, wantedSpeed - trueAirspeed));
        climb(seconds, wantedFeet, greatestRate);
        double north = northSpeed();
        double east = eastSpeed();
        latitude += north * seconds / Wgs84.meridianRadius(latitude);
        longitude +=
                east * seconds / (Wgs84.primeVerticalRadius(latitude) * StrictMath.cos(latitude));
    }

    private void roll(double seconds, double error) {
        double rate = Math.max(-RATE_ONE_TURN, Math.min(RATE_ONE_TURN, error / SETTLING_SECONDS));
        double wanted = StrictMath.atan(rate * trueAirspeed / G);
        double limited = Math.max(-GREATEST_BANK, Math.min(GREATEST_BANK, wanted));
        double most = ROLL_RATE * seconds;
        bank += Math.max(-most, Math.min(most, limited - bank));
    }

    private void climb(double seconds, double wantedFeet, double greatestRate) {
        double error = wantedFeet - feet;
        double most = CLIMB_ONSET_FEET * seconds;
        // The fastest rate that can still be taken away before the level: v² = 2 a s, with margin.
        double capture = Math.sqrt(CLIMB_ONSET_FEET * Math.abs(error));
        double rate = Math.min(greatestRate, Math.min(capture, Math.abs(error) / 2));
        double wanted = error < 0 ? -rate : rate;
        feetPerSecond += Math.max(-most, Math.min(most, wanted - feetPerSecond));
        feet += feetPerSecond * seconds;
    }

    /** Heading to fly so that the wind leaves this track over ground. */
    double headingFor(double track) {
        double across =
                air.windEast(feet) * StrictMath.cos(track)
                        - air.windNorth(feet) * StrictMath.sin(track);
        return track - StrictMath.asin(Math.max(-0.5, Math.min(0.5, across / trueAirspeed)));
    }

    /** Radius of a turn at the greatest bank, metres. */
    double turnRadius() {
        double byBank = trueAirspeed * trueAirspeed / (G * StrictMath.tan(GREATEST_BANK));
        return Math.max(byBank, trueAirspeed / RATE_ONE_TURN);
    }

    Place place() {
        return new Place("", latitude, longitude);
    }

    double feet() {
        return feet;
    }

    /** Radians true. */
    double heading() {
        return heading;
    }

    double trueAirspeed() {
        return trueAirspeed;
    }

    private double northSpeed() {
        return trueAirspeed * StrictMath.cos(heading) + air.windNorth(feet);
    }

    private double eastSpeed() {
        return trueAirspeed * StrictMath.sin(heading) + air.windEast(feet);
    }

    TruthState state(long timeMicros, double selectedFeet) {
        return new TruthState(
                timeMicros,
                latitude,
                longitude,
                air.heightMetres(feet),
                feet,
                northSpeed(),
                eastSpeed(),
                feetPerSecond,
                selectedFeet);
    }
}
