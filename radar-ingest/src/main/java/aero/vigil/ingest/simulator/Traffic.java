package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Endless traffic over the flows of a region: new flights come one after the other at random, so
 * many that about the wanted number are in the air, some of them already when the simulation
 * begins. Each has a flight plan; now and then one is placed so that it meets another.
 */
final class Traffic {

    /** Truth moves in steps of this (20 Hz). */
    static final long STEP_MICROS = 50_000;

    /** Flown ahead coarsely, a flight is metres off, which nobody has seen yet. */
    private static final long COARSE_STEP_MICROS = 1_000_000;

    /** A plan is filed this long before its flight comes into the picture. */
    private static final long FILED_AHEAD_MICROS = TimeUnit.MINUTES.toMicros(20);

    /** An overflight is seen from this far before its first point to this far behind its last. */
    static final double BEYOND_METRES = 20 * Wgs84.METRES_IN_NM;

    /** Flights still there after this have lost their way, e.g. on a heading. */
    private static final long GREATEST_FLIGHT_MICROS = TimeUnit.HOURS.toMicros(3);

    /** Nobody is so slow, in shares of the speed filed, and so long about it on top of that. */
    private static final double SLOWEST_SHARE = 0.6;

    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** From one placed meeting to the next. */
    private static final long MEETING_MICROS = TimeUnit.MINUTES.toMicros(4);

    private static final double SHARE_OF_ARRIVALS = 0.19;
    private static final double SHARE_OF_DEPARTURES = 0.19;

    private final long seed;
    private final Geography geography;
    private final Atmosphere air;
    private final IdentityIssuer identities;
    private final FlightMaker maker;
    private final TrafficListener listener;
    private final long stepMicros;
    private final List<SimulatedFlight> flying = new ArrayList<>();
    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(
                    Comparator.comparingLong(Planned::appearsMicros)
                            .thenComparingLong(p -> p.identity().number()));
    private final double meanGapMicros;
    private final Draws arrivals;
    private long nextArrivalMicros;
    private long nextMeetingMicros;
    private long made;

    /** A flight that is filed and not yet in the air. */
    record Planned(
            long appearsMicros, FlightIdentity identity, FiledFlight filed, FlightPath path) {}

    /**
     * Makes the traffic of a region, the flights that are in the air at the start included.
     *
     * @param aircraft in the air at once, on average
     * @param stepMicros of the truth: {@link #STEP_MICROS} where radars look at it
     */
    Traffic(
            long seed,
            List<Flow> flows,
            Geography geography,
            Atmosphere air,
            int aircraft,
            long startMicros,
            long stepMicros,
            TrafficListener listener) {
        this.seed = seed;
        this.geography = geography;
        this.air = air;
        this.identities = new IdentityIssuer(seed);
        this.listener = listener;
        this.stepMicros = stepMicros;
        this.maker = new FlightMaker(flows, identities, geography);
        this.arrivals = Draws.of(seed, 'A');
        this.meanGapMicros = maker.meanDurationMicros(Traffic::share) / Math.max(1, aircraft);
        this.nextMeetingMicros = startMicros + TimeUnit.SECONDS.toMicros(30);
        populate(startMicros);
    }

    /** Lets the traffic of the past hours fly up to the start, so that it stands as it would. */
    private void populate(long startMicros) {
        nextArrivalMicros = startMicros - TimeUnit.MINUTES.toMicros(100);
        while (nextArrivalMicros < startMicros) {
            Planned one = draw(nextArrivalMicros);
            nextArrivalMicros += gap();
            if (lastMicros(one) < startMicros) {
                identities.release(one.identity());
                continue;
            }
            SimulatedFlight flight = fly(one);
            flight.flyTo(startMicros - TimeUnit.SECONDS.toMicros(20), COARSE_STEP_MICROS);
            flight.flyTo(startMicros, stepMicros);
            if (flight.phase() == SimulatedFlight.Phase.FLYING) {
                file(one, startMicros);
                flying.add(flight);
            } else {
                identities.release(one.identity());
            }
        }
        fileAhead(startMicros);
    }

    /** When at the latest a flight has gone. */
    private static long lastMicros(Planned one) {
        double slowest = SLOWEST_SHARE * one.filed().knots() * Wgs84.KNOT;
        return one.appearsMicros() + SLOWEST_MICROS + (long) (one.path().metres() / slowest * 1e6);
    }

    /** Flights in the air, in the order in which they came. */
    List<SimulatedFlight> flying() {
        return flying;
    }

    /** From now on these runways are in use: arrivals go to one of them. */
    void use(String airport, Pilots.Runways inUse) {
        geography.terminal().use(airport, inUse);
        for (SimulatedFlight flight : flying) {
            if (flight.filed().destination().equals(airport)) {
                flight.approachRunwayInUse();
            }
        }
    }

    Atmosphere air() {
        return air;
    }

    Geography geography() {
        return geography;
    }

    /** Brings everything to this time. */
    void advanceTo(long micros) {
        fileAhead(micros);
        while (!planned.isEmpty() && planned.element().appearsMicros() <= micros) {
            Planned one = planned.remove();
            listener.onPlanMessage(PlanText.departed(one.identity(), one.filed()));
            flying.add(fly(one));
        }
        for (SimulatedFlight flight : flying) {
            flight.flyTo(micros, stepMicros);
        }
        flying.removeIf(this::hasGone);
    }

    private boolean hasGone(SimulatedFlight flight) {
        boolean lost =
                flight.timeMicros() - flight.filed().offMicros()
                                > GREATEST_FLIGHT_MICROS
                                        + flight.filed().elapsedMinutes() * 60_000_000L
                        || geography.reference().nmTo(flight.state().place())
                                > geography.ownRadiusNm() + 250;
        if (flight.phase() == SimulatedFlight.Phase.FLYING && !lost) {
            return false;
        }
        identities.release(flight.identity());
        return true;
    }

    /** Begins a flight, from and to the runways that are in use now. */
    private SimulatedFlight fly(Planned one) {
        FlightPath path = one.path();
        if (one.filed().departs()) {
            String first = one.filed().route().get(0);
            path =
                    path.from(
                            path.find(first), geography.terminal().fromRunway(path.start(), first));
        }
        SimulatedFlight flight =
                new SimulatedFlight(
                        one.identity(), path, one.filed(), air, geography, one.appearsMicros());
        flight.approachRunwayInUse();
        return flight;
    }

    private void fileAhead(long micros) {
        while (nextArrivalMicros < micros + FILED_AHEAD_MICROS) {
            Planned one = draw(nextArrivalMicros);
            nextArrivalMicros += gap();
            planned.add(one);
            file(one, micros);
        }
        if (micros >= nextMeetingMicros) {
            nextMeetingMicros = micros + MEETING_MICROS;
            Meeting.arrange(this, maker, Draws.of(seed, 'M', micros / MEETING_MICROS), micros)
                    .ifPresent(
                            one -> {
                                planned.add(one);
                                file(one, micros);
                            });
        }
    }

    private void file(Planned one, long nowMicros) {
        listener.onPlanMessage(PlanText.filed(one.identity(), one.filed()));
        if (one.appearsMicros() < nowMicros) {
            listener.onPlanMessage(PlanText.departed(one.identity(), one.filed()));
        }
    }

    private long gap() {
        return (long) (arrivals.exponential() * meanGapMicros);
    }

    private Planned draw(long appearsMicros) {
        Draws draws = Draws.of(seed, 'F', ++made);
        return maker.make(maker.drawFlow(kind(draws), draws), draws, appearsMicros, 0);
    }

    private static Flow.Kind kind(Draws draws) {
        double which = draws.uniform();
        if (which < SHARE_OF_ARRIVALS) {
            return Flow.Kind.ARRIVAL;
        }
        return which < SHARE_OF_ARRIVALS + SHARE_OF_DEPARTURES
                ? Flow.Kind.DEPARTURE
                : Flow.Kind.OVERFLIGHT;
    }

    private static double share(Flow.Kind kind) {
        return switch (kind) {
            case ARRIVAL -> SHARE_OF_ARRIVALS;
            case DEPARTURE -> SHARE_OF_DEPARTURES;
            case OVERFLIGHT -> 1 - SHARE_OF_ARRIVALS - SHARE_OF_DEPARTURES;
        };
    }
}
