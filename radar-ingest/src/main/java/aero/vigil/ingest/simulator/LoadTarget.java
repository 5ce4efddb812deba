package aero.vigil.ingest.simulator;

/**
 * An aircraft of a fleet for load: flies a racetrack for ever, its place a formula of the time, so
 * that twenty thousand cost no more than being looked at.
 */
final class LoadTarget implements Target {

    private static final double LEG_METRES = 30 * Wgs84.METRES_IN_NM;
    private static final double TURN_METRES = 4 * Wgs84.METRES_IN_NM;
    private static final double ROUND_METRES = 2 * LEG_METRES + 2 * StrictMath.PI * TURN_METRES;

    private final FlightIdentity identity;
    private final Place centre;
    private final double course;
    private final double feet;
    private final double heightMetres;
    private final double speed;
    private final double aheadMetres;
    private final double northRadius;
    private final double eastRadius;

    /**
     * Places an aircraft.
     *
     * @param course of its first leg, radians
     * @param ahead of the beginning of that leg at time 0, share of a round
     */
    LoadTarget(
            FlightIdentity identity,
            Atmosphere air,
            Place centre,
            double course,
            double feet,
            double speed,
            double ahead) {
        this.identity = identity;
        this.centre = centre;
        this.course = course;
        this.feet = feet;
        this.heightMetres = air.heightMetres(feet);
        this.speed = speed;
        this.aheadMetres = ahead * ROUND_METRES;
        this.northRadius = Wgs84.meridianRadius(centre.latitude());
        this.eastRadius =
                Wgs84.primeVerticalRadius(centre.latitude()) * StrictMath.cos(centre.latitude());
    }

    @Override
    public long number() {
        return identity.number();
    }

    @Override
    public Transponder transponder() {
        return identity.transponder();
    }

    @Override
    public TruthState at(long timeMicros) {
        // Modulo in whole rounds first: seconds since 1970 times speed would lose its metres.
        double roundSeconds = ROUND_METRES / speed;
        double intoRound = timeMicros % (long) (roundSeconds * 1e6) * 1e-6;
        double s = (intoRound * speed + aheadMetres) % ROUND_METRES;
        double along;
        double across;
        double angle;
        double arc = StrictMath.PI * TURN_METRES;
        if (s < LEG_METRES) {
            along = s - LEG_METRES / 2;
            across = -TURN_METRES;
            angle = 0;
        } else if (s < LEG_METRES + arc) {
            angle = (s - LEG_METRES) / TURN_METRES;
            along = LEG_METRES / 2 + TURN_METRES * StrictMath.sin(angle);
            across = -TURN_METRES * StrictMath.cos(angle);
        } else if (s < 2 * LEG_METRES + arc) {
            along = LEG_METRES / 2 - (s - LEG_METRES - arc);
            across = TURN_METRES;
            angle = StrictMath.PI;
        } else {
            angle = StrictMath.PI + (s - 2 * LEG_METRES - arc) / TURN_METRES;
            along = -LEG_METRES / 2 + TURN_METRES * StrictMath.sin(angle);
            across = -TURN_METRES * StrictMath.cos(angle);
        }
        double cos = StrictMath.cos(course);
        double sin = StrictMath.sin(course);
        double track = course + angle;
        return new TruthState(
                timeMicros,
                centre.latitude() + (along * cos - across * sin) / northRadius,
                centre.longitude() + (along * sin + across * cos) / eastRadius,
                heightMetres,
                feet,
                speed * StrictMath.cos(track),
                speed * StrictMath.sin(track),
                0,
                feet);
    }
}
