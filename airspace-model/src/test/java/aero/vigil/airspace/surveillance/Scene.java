package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.surveillance.SimulatedRadar.Sighting;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleConsumer;

/** Radars, flights and a tracker fed with the one's plots of the others, ten ticks a second. */
final class Scene {

    static final SystemPlane PLANE = new SystemPlane(46.9, 8.2);
    static final double NAUTICAL_MILE = 1852;

    final UnitOfWork work = new UnitOfWork();
    final Surveillance surveillance;
    final List<Sighting> sightings;
    private final List<SensorSite> sites;

    private final DoubleConsumer eachTick;
    private int next;

    Scene(List<SimulatedRadar> radars, List<Flight> flights, double seconds, long seed) {
        this(radars, flights, seconds, seed, t -> {});
    }

    Scene(
            List<SimulatedRadar> radars,
            List<Flight> flights,
            double seconds,
            long seed,
            DoubleConsumer eachTick) {
        this.eachTick = eachTick;
        List<Sighting> all = new ArrayList<>();
        for (int i = 0; i < radars.size(); i++) {
            all.addAll(radars.get(i).observe(flights, seconds, new Random(seed * 31 + i)));
        }
        all.sort(
                Comparator.comparingDouble(Sighting::arrival)
                        .thenComparingInt(s -> s.plot().sacSic())
                        .thenComparingInt(Sighting::flight));
        sightings = all;
        sites = radars.stream().map(SimulatedRadar::site).toList();
        surveillance = tracker(work, sites);
    }

    static Surveillance tracker(UnitOfWork work, List<SensorSite> sites) {
        return new Surveillance(
                work,
                PLANE,
                sites,
                TrackerParameters.EN_ROUTE,
                Admission.USUAL,
                TrackObserver.NONE);
    }

    /** A radar so far east and north of the reference point. */
    static SimulatedRadar radar(
            int sacSic,
            double eastMetres,
            double northMetres,
            double period,
            double phase,
            double detectionProbability) {
        var at = PLANE.toGeodetic(eastMetres, northMetres);
        SensorSite site =
                new SensorSite(
                        sacSic,
                        "radar " + sacSic,
                        at.latitudeDegrees(),
                        at.longitudeDegrees(),
                        600,
                        200,
                        period,
                        30,
                        0.06,
                        1.2,
                        SensorSite.Kind.MODE_S,
                        true,
                        0,
                        0);
        return new SimulatedRadar(site, PLANE, phase, detectionProbability);
    }

    static long micros(double seconds) {
        return SimulatedRadar.START_MICROS + Math.round(seconds * 1e6);
    }

    /** Runs to this second, delivering what has arrived by each tick. */
    void runTo(double from, double to) {
        for (long tick = Math.round(from * 10) + 1; tick <= Math.round(to * 10); tick++) {
            double now = tick / 10.0;
            while (next < sightings.size() && sightings.get(next).arrival() <= now) {
                Sighting sighting = sightings.get(next++);
                deliver(sighting.plot(), micros(sighting.arrival()));
            }
            tick(now);
            eachTick.accept(now);
        }
    }

    /** Leaves out what has arrived by this second: another scene has delivered it. */
    void skipTo(double second) {
        while (next < sightings.size() && sightings.get(next).arrival() <= second) {
            next++;
        }
    }

    PlotOutcome deliver(Plot plot, long nowMicros) {
        PlotOutcome outcome = surveillance.report(plot, FeedLine.A, nowMicros);
        work.commit();
        return outcome;
    }

    void tick(double now) {
        for (Evaluation evaluation : surveillance.advance(micros(now))) {
            evaluation.run();
            work.commit();
        }
    }

    /** Reads what was written under the same radars. */
    void restore(byte[] state) {
        surveillance.read(new StateInput(state), sites);
    }

    byte[] state() {
        return state(surveillance);
    }

    static byte[] state(Surveillance surveillance) {
        StateOutput output = new StateOutput();
        surveillance.write(output);
        return output.toByteArray();
    }
}
