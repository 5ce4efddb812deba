package aero.vigil.ingest.simulator;

import java.util.Locale;

/**
 * One aircraft that flies its plan, or what its pilot was told. Its level by itself: climbs from
 * the ground to the planned level, and descends so that it reaches its destination at the ground.
 */
final class SimulatedFlight implements Target {

    /** A descent of about three degrees. */
    private static final double FEET_IN_NM_DESCENT = 300;

    private static final double DESCENT_FEET_PER_SECOND = 2400 / 60.0;

    /** From here on an arrival slows down for its approach, NM to go. */
    private static final double APPROACH_NM = 18;

    private static final double FINAL_NM = 7;
    private static final double APPROACH_KNOTS = 200;
    private static final double FINAL_KNOTS = 140;

    /** An arrival this near its aerodrome has landed, unless it was kept too high to. */
    private static final double LANDED_NM = 2;

    private static final double LANDING_FEET = 9_000;

    /** A waypoint counts as passed within this. */
    private static final double PASSED_METRES = 500;

    /** How a flight's life in the simulation ended. */
    enum Phase {
        FLYING,
        LANDED,
        LEFT
    }

    private final FlightIdentity identity;
    private final FlightPath path;
    private final FiledFlight filed;
    private final Atmosphere air;
    private final Airframe airframe;
    private long timeMicros;
    private int next = 1;
    private PilotOrders orders = PilotOrders.NONE;
    private Phase phase = Phase.FLYING;
    private double selectedFeet;

    SimulatedFlight(
            FlightIdentity identity,
            FlightPath path,
            FiledFlight filed,
            Atmosphere air,
            long startMicros) {
        this.identity = identity;
        this.path = path;
        this.filed = filed;
        this.air = air;
        this.timeMicros = startMicros;
        double feet = filed.departs() ? filed.startElevationFeet() : filed.levelFeet();
        double speed =
                filed.departs()
                        ? FINAL_KNOTS * Wgs84.KNOT
                        : identity.performance().chosenSpeed(feet, air);
        this.selectedFeet = filed.levelFeet();
        this.airframe =
                new Airframe(air, path.start(), path.start().bearingTo(path.place(1)), feet, speed);
    }

    private SimulatedFlight(SimulatedFlight other) {
        this.identity = other.identity;
        this.path = other.path;
        this.filed = other.filed;
        this.air = other.air;
        this.airframe = new Airframe(other.airframe);
        this.timeMicros = other.timeMicros;
        this.next = other.next;
        this.orders = other.orders;
        this.phase = other.phase;
        this.selectedFeet = other.selectedFeet;
    }

    /** A double to fly ahead with, to see where this one will be. */
    SimulatedFlight copy() {
        return new SimulatedFlight(this);
    }

    FlightIdentity identity() {
        return identity;
    }

    FiledFlight filed() {
        return filed;
    }

    FlightPath path() {
        return path;
    }

    Phase phase() {
        return phase;
    }

    long timeMicros() {
        return timeMicros;
    }

    /** Index of the place of the path ahead. */
    int next() {
        return next;
    }

    @Override
    public long number() {
        return identity.number();
    }

    @Override
    public Transponder transponder() {
        Transponder filedOne = identity.transponder();
        return orders.mode3A() == PilotOrders.AS_FILED
                ? filedOne
                : filedOne.squawking(orders.mode3A());
    }

    @Override
    public TruthState at(long micros) {
        return state().extrapolatedTo(micros);
    }

    TruthState state() {
        return airframe.state(timeMicros, selectedFeet);
    }

    /** Does from now on what it is told. */
    void obey(PilotOrders told) {
        boolean newDirect =
                !told.directTo().isEmpty() && !told.directTo().equals(orders.directTo());
        boolean resumes = told.headingDegrees() == 0 && orders.headingDegrees() != 0;
        orders = told;
        int ahead = newDirect ? path.find(told.directTo()) : -1;
        if (ahead > 0) {
            next = ahead;
        } else if (resumes) {
            next = nearestAhead();
        }
    }

    /** After a heading: the place ahead that needs the least turning back. */
    private int nearestAhead() {
        Place here = airframe.place();
        for (int i = next; i < path.size() - 1; i++) {
            double toIt = here.bearingTo(path.place(i));
            double beyond = path.place(i).bearingTo(path.place(i + 1));
            if (Math.abs(Wgs84.wrap(beyond - toIt)) < StrictMath.PI / 2) {
                return i;
            }
        }
        return path.size() - 1;
    }

    /** Flies on to this time in steps of at most the given length. */
    void flyTo(long micros, long stepMicros) {
        while (timeMicros < micros && phase == Phase.FLYING) {
            long until = Math.min(micros, timeMicros + stepMicros);
            step((until - timeMicros) * 1e-6);
            timeMicros = until;
        }
    }

    private void step(double seconds) {
        Place here = airframe.place();
        passPlaces(here);
        double toGo = metresToGo(here) / Wgs84.METRES_IN_NM;
        if (end(toGo)) {
            return;
        }
        double heading =
                orders.headingDegrees() > 0
                        ? StrictMath.toRadians(orders.headingDegrees())
                        : airframe.headingFor(here.bearingTo(path.place(next)));
        selectedFeet = wantedFeet(toGo);
        double climbing = identity.performance().climbRate(airframe.feet()) / 60.0;
        double rate = selectedFeet > airframe.feet() ? climbing : DESCENT_FEET_PER_SECOND;
        airframe.step(seconds, heading, wantedSpeed(toGo), selectedFeet, rate);
    }

    /** A turn begins before the place, so that it ends on the leg behind it. */
    private void passPlaces(Place here) {
        while (next < path.size() - 1) {
            Place ahead = path.place(next);
            double distance = here.metresTo(ahead);
            double inbound = here.bearingTo(ahead);
            double turn = Math.abs(Wgs84.wrap(ahead.bearingTo(path.place(next + 1)) - inbound));
            double lead =
                    airframe.turnRadius() * StrictMath.tan(Math.min(turn, StrictMath.PI / 2) / 2)
                            + airframe.trueAirspeed() * 1.5;
            if (distance > Math.max(PASSED_METRES, lead)) {
                return;
            }
            next++;
        }
    }

    private double metresToGo(Place here) {
        return here.metresTo(path.place(next)) + path.metresFrom(next);
    }

    private boolean end(double toGo) {
        boolean low = airframe.feet() < filed.endElevationFeet() + LANDING_FEET;
        if (filed.arrives() && low && toGo < LANDED_NM) {
            phase = Phase.LANDED;
        } else if (!filed.arrives() && next == path.size() - 1 && toGo < 2) {
            phase = Phase.LEFT;
        }
        return phase != Phase.FLYING;
    }

    private double wantedFeet(double toGo) {
        Integer told = orders.levelFeet();
        if (told != null) {
            return told;
        }
        if (!filed.arrives()) {
            return filed.levelFeet();
        }
        double glide =
                filed.endElevationFeet() + FEET_IN_NM_DESCENT * Math.max(0, toGo - LANDED_NM);
        return Math.min(filed.levelFeet(), glide);
    }

    private double wantedSpeed(double toGo) {
        double feet = airframe.feet();
        if (orders.machHundredths() > 0) {
            return orders.machHundredths() / 100.0 * air.speedOfSound(feet);
        }
        if (orders.knotsIas() > 0) {
            return air.trueFromCalibrated(orders.knotsIas() * Wgs84.KNOT, feet);
        }
        double own = identity.performance().chosenSpeed(feet, air);
        boolean low = filed.arrives() && feet < filed.endElevationFeet() + 8_000;
        if (!low || toGo > APPROACH_NM) {
            return own;
        }
        double knots = toGo > FINAL_NM ? APPROACH_KNOTS : FINAL_KNOTS;
        return Math.min(own, air.trueFromCalibrated(knots * Wgs84.KNOT, feet));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s FL%03.0f next %s",
                identity.transponder().callsign(),
                airframe.feet() / 100,
                path.place(next).name());
    }
}
