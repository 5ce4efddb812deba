package aero.vigil.certification.load;

import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat034Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.simulator.Detection;
import aero.vigil.ingest.simulator.Simulation;
import aero.vigil.ingest.simulator.SimulationOutlet;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.TruthState;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.ReportSensorStatus;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an adapter would submit of simulated radars, made ahead of time so that making it is no part
 * of what is measured: plots in batches of 20 ms or 256, and the radars' own messages.
 */
public final class ModelLoad {

    private static final long BATCH_MICROS = 20_000;
    private static final int BATCH_PLOTS = 256;
    private static final double FEET_A_QUARTER_LEVEL = 25;

    /** The commands before one tick. */
    public record Due(List<byte[]> commands, int plots) {}

    private final List<SensorSite> sites;
    private final Simulation simulation;
    private ReportPlots.Builder plots = batch();
    private ReportSensorStatus.Builder messages = ReportSensorStatus.newBuilder().setAdapter("A");
    private List<byte[]> commands = new ArrayList<>();
    private int plotCount;

    private ModelLoad(Adaptation region, Function<SimulationOutlet, Simulation> simulated) {
        sites = region.getSensorsList();
        simulation = simulated.apply(new Outlet());
    }

    /** Of given aircraft, seen by the region's radars. */
    public static ModelLoad of(
            Adaptation region, List<? extends Target> targets, long seed, long startMicros) {
        Simulation.Options options = Simulation.Options.traffic(seed, 0);
        return new ModelLoad(
                region, outlet -> new Simulation(region, options, targets, startMicros, outlet));
    }

    /** Of so many aircraft on the region's routes. */
    public static ModelLoad ofTraffic(
            Adaptation region, int aircraft, long seed, long startMicros) {
        Simulation.Options options = Simulation.Options.traffic(seed, aircraft);
        return new ModelLoad(
                region, outlet -> new Simulation(region, options, startMicros, outlet));
    }

    /** All aircraft in the air. */
    public List<? extends Target> targets() {
        return simulation.targets();
    }

    private static ReportPlots.Builder batch() {
        return ReportPlots.newBuilder().setAdapter("A");
    }

    /** What arrives until a tick. */
    public Due until(long tickMicros) {
        commands = new ArrayList<>();
        plotCount = 0;
        while (simulation.nowMicros() < tickMicros) {
            simulation.advanceTo(Math.min(tickMicros, simulation.nowMicros() + BATCH_MICROS));
            flush();
        }
        return new Due(commands, plotCount);
    }

    private void flush() {
        if (plots.getPlotsCount() > 0) {
            commands.add(Command.newBuilder().setReportPlots(plots).build().toByteArray());
            plots = batch();
        }
        if (messages.getMessagesCount() > 0) {
            commands.add(
                    Command.newBuilder().setReportSensorStatus(messages).build().toByteArray());
            messages = ReportSensorStatus.newBuilder().setAdapter("A");
        }
    }

    private static int timeOfDay(long micros) {
        return (int) (Math.floorMod(micros, 86_400_000_000L) * 128 / 1_000_000);
    }

    /** Takes what radars detect and say. */
    private final class Outlet implements SimulationOutlet {

        @Override
        public void onDetection(int radar, Detection detection) {
            SensorSite site = sites.get(radar);
            plots.addPlots(
                    Plot.newBuilder()
                            .setSacSic(site.getSac() * 256 + site.getSic())
                            .setTimeOfDay(timeOfDay(detection.timeMicros()))
                            .setReceiveTimeMicros(simulation.nowMicros())
                            .setDetection(5)
                            .setRho(detection.rho())
                            .setTheta(detection.theta())
                            .setMode3A(detection.reply().mode3A())
                            .setFlightLevel(detection.quarterLevels())
                            .setAddress(detection.target().transponder().address())
                            .setCallsign(detection.target().transponder().callsign())
                            .setTrackNumber(detection.trackNumber())
                            .setSelectedLevel(
                                    (int)
                                            Math.rint(
                                                    detection.selectedFeet()
                                                            / FEET_A_QUARTER_LEVEL)));
            plotCount++;
            if (plots.getPlotsCount() == BATCH_PLOTS) {
                flush();
            }
        }

        @Override
        public void onDatagram(int radar, byte[] datagram) {
            if ((datagram[0] & 0xFF) != Cat034.NUMBER) {
                return; // plots are taken as they were detected
            }
            for (AsterixRecord record : DatagramDecoder.decode(datagram).records()) {
                Cat034Record service = new Cat034Record(record);
                SensorMessage.Builder message =
                        SensorMessage.newBuilder()
                                .setSacSic(service.sacSic().orElseThrow())
                                .setType(service.messageType().orElseThrow())
                                .setTimeOfDay(service.timeOfDay().orElseThrow())
                                .setReceiveTimeMicros(simulation.nowMicros());
                service.sector().ifPresent(message::setSector);
                service.rotationPeriod().ifPresent(message::setRotationPeriod);
                messages.addMessages(message);
            }
        }

        @Override
        public void onPlanMessage(String text) {
            // Plans are filed before the aircraft are seen.
        }

        @Override
        public void onTruth(Target target, TruthState state) {
            // The truth is nobody's business here.
        }
    }
}
