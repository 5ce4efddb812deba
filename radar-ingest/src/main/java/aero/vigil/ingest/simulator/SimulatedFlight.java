package aero.vigil.ingest.simulator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One aircraft that flies its plan, or what its pilot was told. Its level by itself: climbs from
 * the ground to the planned level, and descends so that it reaches its destination at the ground.
 */
final class SimulatedFlight implements Target {

    private static final double DESCENT_FEET_PER_SECOND = 2400 / 60.0;

    /** One sinks slowly enough to be above the minimum altitude for so long. */
    private static final double ABOVE_SECONDS = 40;

    /** What lies straight ahead is looked at so often, and so far. */
    private static final long LOOK_MICROS = 1_000_000;

    private static final double AHEAD_SECONDS = 60;
    private static final double AHEAD_STEP_SECONDS = 10;

    /** So near its aerodrome a departure circles until it can clear what is on its way. */
    private static final double CIRCLING_NM = 9;

    /** How much of its climb it counts on. */
    private static final double CERTAIN_CLIMB = 0.7;

    /** From here on an arrival slows down for its approach, NM to go. */
    private static final double APPROACH_NM = 18;

    /** Among the turns before its final approach, and in a hold (230 kt in ICAO Doc 8168). */
    private static final double TURNING_KNOTS = 220;

    private static final double FINAL_NM = 7;
    private static final double APPROACH_KNOTS = 200;
    private static final double FINAL_KNOTS = 140;

    /** An arrival this near its aerodrome has landed, or is too high and goes round again. */
    private static final double LANDED_NM = 2;

    private static final double LANDING_FEET = 2_000;

    /** So high may be one that its controller keeps at a level: who clears it down is not here. */
    private static final double KEPT_FEET = 9_000;

    /** A waypoint counts as passed within this. */
    private static final double PASSED_METRES = 500;

    /** How a flight's life in the simulation ended. */
    enum Phase {
        FLYING,
        LANDED,
        LEFT
    }

    private final FlightIdentity identity;
    private final FiledFlight filed;
    private final Atmosphere air;
    private final Geography geography;
    private final Airframe airframe;
    private FlightPath path;
    private final @Nullable ClimbOut climbOut;
    private @Nullable Descent descent;
    private long timeMicros;
    private int next = 1;
    private PilotOrders orders = PilotOrders.NONE;
    private Phase phase = Phase.FLYING;
    private double selectedFeet;

    /** Of its cruise; of one that goes round again, of where the approach begins. */
    private double topFeet;

    private long lookedMicros = Long.MIN_VALUE;

    /** What lies on the way of a departure is too high for the climb it can do: it circles. */
    private boolean isTooLow;

    /** The highest minimum straight ahead, without margin. */
    private double minimumAhead = MinimumAltitudes.NONE;

    SimulatedFlight(
            FlightIdentity identity,
            FlightPath path,
            FiledFlight filed,
            Atmosphere air,
            Geography geography,
            long startMicros) {
        this.identity = identity;
        this.path = path;
        this.filed = filed;
        this.air = air;
        this.geography = geography;
        this.climbOut = filed.departs() ? new ClimbOut(path, geography.minima()) : null;
        this.descent = descent(path, filed, geography);
        this.timeMicros = startMicros;
        double feet = filed.departs() ? filed.startElevationFeet() : firstSeenFeet();
        double speed =
                filed.departs()
                        ? FINAL_KNOTS * Wgs84.KNOT
                        : identity.performance().chosenSpeed(feet, air);
        this.selectedFeet = filed.levelFeet();
        this.topFeet = filed.levelFeet();
        this.airframe =
                new Airframe(air, path.start(), path.start().bearingTo(path.place(1)), feet, speed);
    }

    private SimulatedFlight(SimulatedFlight other) {
        this.identity = other.identity;
        this.path = other.path;
        this.filed = other.filed;
        this.air = other.air;
        this.geography = other.geography;
        this.climbOut = other.climbOut;
        this.descent = other.descent;
        this.airframe = new Airframe(other.airframe);
        this.timeMicros = other.timeMicros;
        this.next = other.next;
        this.orders = other.orders;
        this.phase = other.phase;
        this.selectedFeet = other.selectedFeet;
        this.topFeet = other.topFeet;
        this.lookedMicros = other.lookedMicros;
        this.isTooLow = other.isTooLow;
        this.minimumAhead = other.minimumAhead;
    }

    private static @Nullable Descent descent(
            FlightPath way, FiledFlight filed, Geography geography) {
        return filed.arrives() ? geography.waysDown().descent(way, airfield(way, filed)) : null;
    }

    private static Flow.Airfield airfield(FlightPath way, FiledFlight filed) {
        return new Flow.Airfield(way.end(), filed.endElevationFeet());
    }

    /** In its cruise; an arrival whose way is too short for that has begun its descent. */
    private double firstSeenFeet() {
        Descent down = descent;
        if (down == null) {
            return filed.levelFeet();
        }
        double lowest = Math.max(down.glideFeet(path.metres()), down.floorFeet(path.metres()));
        return Math.min(filed.levelFeet(), air.pressureAltitudeFeet(lowest));
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

    /**
     * Flies to the runway that is in use now, unless it has begun its arrival or no descent leads
     * down to that one.
     */
    void approachRunwayInUse() {
        String join = filed.route().get(filed.route().size() - 1);
        int at = path.find(join);
        if (filed.arrives() && at >= next) {
            geography
                    .waysDown()
                    .from(path.places(0, at + 1), airfield(path, filed))
                    .filter(way -> !way.equals(path.places(at + 1, path.size())))
                    .ifPresent(
                            way -> {
                                path = path.after(at, way);
                                descent = descent(path, filed, geography);
                            });
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
        lookAhead(here);
        selectedFeet = wantedFeet(here, toGo);
        double rate = selectedFeet > airframe.feet() ? climbRate() : descentRate(here, toGo);
        airframe.step(seconds, heading(here), wantedSpeed(toGo), selectedFeet, rate);
    }

    private double heading(Place here) {
        if (orders.headingDegrees() > 0) {
            return StrictMath.toRadians(orders.headingDegrees());
        }
        return isTooLow
                ? airframe.heading() + StrictMath.PI / 2
                : airframe.headingFor(wantedTrack(here));
    }

    private double wantedTrack(Place here) {
        Descent down = descent;
        boolean isLast = next == path.size() - 1;
        return down != null && isLast ? down.lastTrack(here) : here.bearingTo(path.place(next));
    }

    private double track() {
        return state().track();
    }

    private double climbRate() {
        return identity.performance().climbRate(airframe.feet()) / 60.0;
    }

    private double descentRate(Place here, double toGo) {
        Descent down = descent;
        double altitude = air.altitudeFeet(airframe.feet());
        if (down == null || down.isLanding(here, altitude, track())) {
            return DESCENT_FEET_PER_SECOND;
        }
        double room = altitude - lowestFeet(down, toGo) + Descent.MARGIN_FEET;
        return Math.max(1, Math.min(DESCENT_FEET_PER_SECOND, room / ABOVE_SECONDS));
    }

    /** The lowest altitude, margin included, of an arrival not yet on its final approach. */
    private double lowestFeet(Descent down, double toGo) {
        return Math.max(
                minimumAhead + Descent.MARGIN_FEET, down.floorFeet(toGo * Wgs84.METRES_IN_NM));
    }

    /** Looks at the minimum altitudes straight ahead, as far as a warning would. */
    private void lookAhead(Place here) {
        if (timeMicros < lookedMicros + LOOK_MICROS) {
            return;
        }
        lookedMicros = timeMicros;
        minimumAhead = MinimumAltitudes.NONE;
        isTooLow = false;
        double altitude = air.altitudeFeet(airframe.feet());
        MinimumAltitudes minima = geography.minima();
        if (altitude > minima.highest() + DESCENT_FEET_PER_SECOND * AHEAD_SECONDS) {
            return;
        }
        TruthState state = state();
        double track = state.track();
        for (double t = 0; t <= AHEAD_SECONDS; t += AHEAD_STEP_SECONDS) {
            Place then = here.at(track, state.groundSpeed() * t);
            minimumAhead = Math.max(minimumAhead, minima.at(then));
        }
        isTooLow =
                airframe.feet() < filed.levelFeet() - 500
                        && here.nmTo(path.start()) < CIRCLING_NM
                        && isShortOfClimb(metresToGo(here), altitude, state.groundSpeed());
    }

    /** Whether a departure would pass something on its way too low. */
    private boolean isShortOfClimb(double toGoMetres, double altitude, double groundSpeed) {
        ClimbOut out = climbOut;
        double feetInMetre = CERTAIN_CLIMB * climbRate() / groundSpeed;
        return out != null && out.isShort(toGoMetres, altitude, feetInMetre, filed.levelFeet());
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
        if (filed.arrives() && toGo < LANDED_NM) {
            double above = air.altitudeFeet(airframe.feet()) - filed.endElevationFeet();
            if (above < (orders.levelFeet() == null ? LANDING_FEET : KEPT_FEET)) {
                phase = Phase.LANDED;
            } else if (orders.levelFeet() == null) {
                goAround();
            }
        } else if (!filed.arrives() && next == path.size() - 1 && toGo < 2) {
            phase = Phase.LEFT;
        }
        return phase != Phase.FLYING;
    }

    private void goAround() {
        path = path.after(next - 1, geography.waysDown().again(path, filed.destination()));
        Descent down = geography.waysDown().descent(path, airfield(path, filed));
        topFeet = air.pressureAltitudeFeet(down.glideFeet(down.finalMetres()));
        descent = down;
    }

    private double wantedFeet(Place here, double toGo) {
        Integer told = orders.levelFeet();
        if (told != null) {
            return told;
        }
        Descent down = descent;
        if (down == null) {
            return filed.levelFeet();
        }
        double glide = air.pressureAltitudeFeet(down.glideFeet(toGo * Wgs84.METRES_IN_NM));
        double wanted = Math.min(topFeet, glide);
        return down.isLanding(here, air.altitudeFeet(airframe.feet()), track())
                ? wanted
                : Math.max(wanted, air.pressureAltitudeFeet(lowestFeet(down, toGo)));
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
        Descent down = descent;
        boolean low = filed.arrives() && feet < filed.endElevationFeet() + 8_000;
        boolean isOnApproach = low && toGo <= APPROACH_NM;
        boolean turns = down != null && down.isAmongTurns(toGo * Wgs84.METRES_IN_NM);
        if (!isOnApproach && !turns) {
            return own;
        }
        double slow = toGo > FINAL_NM ? APPROACH_KNOTS : FINAL_KNOTS;
        double knots = isOnApproach ? slow : TURNING_KNOTS;
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
