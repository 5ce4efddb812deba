package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of truth and radars in simulated time: the same adaptation, options and start give the
 * same aircraft, plots, datagrams and messages, at whatever pace the time is advanced. One thread.
 */
public final class Simulation {

    private static final long TRUTH_MICROS = TimeUnit.SECONDS.toMicros(1);

    /**
     * What is in the air.
     *
     * @param seed decides everything
     * @param aircraft in the air at once; null: 70 of traffic, or for load as many as it takes
     * @param plotsPerSecond of a fleet for load; null: traffic with flight plans
     * @param errors of the radars
     * @param replies of the aircraft
     */
    public record Options(
            long seed,
            @Nullable Integer aircraft,
            @Nullable Integer plotsPerSecond,
            RadarErrors errors,
            Reply.Script replies) {

        static final int USUAL_AIRCRAFT = 70;

        Options(long seed, @Nullable Integer aircraft, @Nullable Integer plotsPerSecond) {
            this(seed, aircraft, plotsPerSecond, RadarErrors.USUAL, Reply.CONSTANT);
        }

        public static Options traffic(long seed, int aircraft) {
            return new Options(seed, aircraft, null);
        }

        /** The same seen by radars that err like this, with aircraft that reply like this. */
        public Options with(RadarErrors otherErrors, Reply.Script otherReplies) {
            return new Options(seed, aircraft, plotsPerSecond, otherErrors, otherReplies);
        }
    }

    private record Event(long micros, long sequence, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::micros).thenComparingLong(Event::sequence));
    private final SimulationOutlet outlet;
    private final List<RadarStation> stations = new ArrayList<>();
    private final @Nullable Traffic traffic;
    private final List<? extends Target> targets;
    private long nowMicros;
    private long scheduled;

    public Simulation(
            Adaptation region, Options options, long startMicros, SimulationOutlet outlet) {
        this.outlet = outlet;
        this.nowMicros = startMicros;
        Atmosphere air = Atmosphere.drawn(options.seed());
        double rotation = 1;
        Integer plots = options.plotsPerSecond();
        if (plots == null) {
            Geography geography = new Geography(region);
            Integer aircraft = options.aircraft();
            Traffic flying =
                    new Traffic(
                            options.seed(),
                            new RouteNetwork(region, geography).flows(),
                            geography,
                            air,
                            aircraft == null ? Options.USUAL_AIRCRAFT : aircraft,
                            startMicros,
                            Traffic.STEP_MICROS,
                            outlet::onPlanMessage);
            traffic = flying;
            targets = flying.flying();
            at(startMicros + Traffic.STEP_MICROS, this::step);
        } else {
            LoadFleet fleet =
                    LoadFleet.of(
                            region, options.seed(), air, plots, options.aircraft(), startMicros);
            traffic = null;
            targets = fleet.targets();
            rotation = fleet.rotation();
        }
        install(region, options, rotation);
    }

    /** Radars that look at given aircraft; of the options the seed, errors and replies count. */
    public Simulation(
            Adaptation region,
            Options options,
            List<? extends Target> targets,
            long startMicros,
            SimulationOutlet outlet) {
        this.outlet = outlet;
        this.nowMicros = startMicros;
        this.traffic = null;
        this.targets = List.copyOf(targets);
        install(region, options, 1);
    }

    private void install(Adaptation region, Options options, double rotation) {
        for (int i = 0; i < region.getSensorsCount(); i++) {
            SensorSite site = region.getSensors(i);
            Radar radar =
                    new Radar(
                            options.seed(),
                            site,
                            site.getPeriodSeconds() / rotation,
                            options.errors(),
                            options.replies());
            stations.add(new RadarStation(i, radar));
        }
        at(nowMicros, this::recordTruth);
    }

    /** Does all that happens up to this time. */
    public void advanceTo(long micros) {
        while (!events.isEmpty() && events.element().micros() <= micros) {
            Event event = events.remove();
            nowMicros = Math.max(nowMicros, event.micros());
            event.action().run();
        }
        nowMicros = Math.max(nowMicros, micros);
    }

    /** When something happens next. */
    long nextMicros() {
        return events.isEmpty() ? Long.MAX_VALUE : events.element().micros();
    }

    public long nowMicros() {
        return nowMicros;
    }

    /** All aircraft in the air. */
    public List<? extends Target> targets() {
        return targets;
    }

    /** Indexes of the radars that would see this aircraft now, chance left aside. */
    public List<Integer> coveringRadars(Target target) {
        List<Integer> covering = new ArrayList<>();
        for (RadarStation station : stations) {
            if (station.radar.covers(target, nowMicros)) {
                covering.add(station.index);
            }
        }
        return covering;
    }

    /**
     * The pilot of a flight does from a time on what he was told; without such a flight nothing.
     *
     * @param departure of field 13, so that nobody else of that callsign obeys
     */
    void tell(String callsign, String departure, PilotOrders orders, long micros) {
        at(
                micros,
                () -> {
                    Traffic flying = traffic;
                    if (flying == null) {
                        return;
                    }
                    for (SimulatedFlight flight : flying.flying()) {
                        if (flight.transponder().callsign().equals(callsign)
                                && flight.filed().departure().equals(departure)) {
                            flight.obey(orders);
                        }
                    }
                });
    }

    /** From a time on these runways of an airport are in use. */
    void use(String airport, Pilots.Runways inUse, long micros) {
        at(
                micros,
                () -> {
                    Traffic flying = traffic;
                    if (flying != null) {
                        flying.use(airport, inUse);
                    }
                });
    }

    private void at(long micros, Runnable action) {
        events.add(new Event(micros, scheduled++, action));
    }

    private void step() {
        Traffic flying = traffic;
        if (flying != null) {
            flying.advanceTo(nowMicros);
            at(nowMicros + Traffic.STEP_MICROS, this::step);
        }
    }

    private void recordTruth() {
        for (Target target : targets) {
            outlet.onTruth(target, target.at(nowMicros));
        }
        at(nowMicros + TRUTH_MICROS, this::recordTruth);
    }

    /** A radar with its transmitter: sweeps sector by sector and sends after its delay. */
    private final class RadarStation {
        private final int index;
        private final Radar radar;
        private final RadarMessages messages;
        private long sector;
        private long lastSentMicros;

        RadarStation(int index, Radar radar) {
            this.index = index;
            this.radar = radar;
            this.messages = new RadarMessages(radar);
            this.sector = radar.sectorAt(nowMicros);
            at(radar.beginMicros(sector + 1), this::sectorEnds);
        }

        private void sectorEnds() {
            List<Detection> detections = radar.sweep(sector, targets);
            List<byte[]> datagrams = new ArrayList<>(messages.plots(detections));
            long delay = radar.delayMicros(sector);
            sector++;
            long crossing = radar.beginMicros(sector);
            int number = (int) Math.floorMod(sector, (long) Radar.SECTORS);
            if (number == 0) {
                datagrams.add(messages.northMarker(crossing));
            }
            datagrams.add(messages.sectorCrossing(number, crossing));
            // A line keeps the order of its sectors whatever their processing takes.
            lastSentMicros = Math.max(lastSentMicros, crossing + delay);
            at(lastSentMicros, () -> send(detections, datagrams));
            at(radar.beginMicros(sector + 1), this::sectorEnds);
        }

        private void send(List<Detection> detections, List<byte[]> datagrams) {
            detections.forEach(detection -> outlet.onDetection(index, detection));
            datagrams.forEach(datagram -> outlet.onDatagram(index, datagram));
        }
    }
}
