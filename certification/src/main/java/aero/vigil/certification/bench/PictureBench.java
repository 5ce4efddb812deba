package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ProcessFigures;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Totals;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole path: simulated radars, adapters A and B, three replicas, a display, each a process but
 * the last, at several rates of distinct plots.
 */
final class PictureBench {

    private static final int WARM_UP_SECONDS = 12;
    private static final int DRAIN_SECONDS = 5;

    private final BenchGroup bench;
    private final int[] rates;
    private final int seconds;

    PictureBench(BenchGroup bench, int[] rates, int seconds) {
        for (int rate : rates) {
            if (rate < 1 || rate > 20_000) {
                throw new IllegalArgumentException(
                        "--rates " + rate + " is out of range: 1..20000");
            }
        }
        this.bench = bench;
        this.rates = rates.clone();
        this.seconds = seconds;
    }

    List<Object> run(Path scratch) throws Exception {
        List<Object> all = new ArrayList<>();
        for (int rate : rates) {
            Progress.say(rate + " plots/s");
            all.add(measure(rate, scratch));
        }
        return all;
    }

    private Map<String, @Nullable Object> measure(int rate, Path scratch) throws Exception {
        Path region = VigilHome.adaptation("switzerland");
        Adaptation adaptation = Adaptation.parseFrom(AdaptationFile.read(region));
        Vertx vertx = Vertx.vertx();
        List<VigilProcess> around = new ArrayList<>();
        try (ReplicaGroup group = bench.start(scratch)) {
            GroupPorts ports = group.ports();
            Path log = scratch.resolve("log");
            around.addAll(Adapters.start(scratch, ports, region, null));
            try (PlotRelay relay = new PlotRelay(ports.radar(1));
                    Probes probes =
                            new Probes(adaptation.getSensors(0), ports.radar(0), ports.radar(1))) {
                FrameSizes sizes = new FrameSizes(probes);
                HeadlessDisplay display = display(vertx, ports, sizes);
                VigilProcess simulator = simulator(rate, region, ports, relay, log);
                around.add(simulator);
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                return window(rate, group, around, probes, relay, sizes, display, simulator);
            }
        } finally {
            around.forEach(VigilProcess::terminate);
            Ending.awaitAll(around);
            Waiting.orFail(vertx.close(), "the end");
        }
    }

    private Map<String, @Nullable Object> window(
            int rate,
            ReplicaGroup group,
            List<VigilProcess> around,
            Probes probes,
            PlotRelay relay,
            FrameSizes sizes,
            HeadlessDisplay display,
            VigilProcess simulator)
            throws Exception {
        List<VigilProcess> processes = new ArrayList<>(around);
        for (int i = 0; i < BenchGroup.REPLICAS; i++) {
            processes.add(group.replica(i));
        }
        List<ProcessFigures> before =
                processes.stream().map(process -> ProcessFigures.of(process.pid())).toList();
        sizes.forget();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plotsPerSecond", rate);
        json.put("ageMillis", probes.ageMillis().toJson(true));
        json.put("frameBytes", sizes.bytes().toJson(true));
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            VigilProcess process = processes.get(i);
            ProcessFigures now = ProcessFigures.of(process.pid());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", process.name());
            row.put(
                    "cpuPercent",
                    Math.rint(100 * (now.cpuSeconds() - before.get(i).cpuSeconds()) / elapsed));
            row.put("pssMiB", Math.rint(now.pssMebibytes()));
            rows.add(row);
        }
        json.put("processes", rows);
        json.put("load", MachineLoad.now());
        probes.close();
        simulator.terminate();
        TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
        long sent = relay.plots() + probes.plots();
        Totals totals = Waiting.orFail(display.picture(PictureBench::totals), "the totals");
        json.put("measuredPlotsPerSecond", totals.getPlotsPerSecond());
        json.put("lostPlots", sent - totals.getPlots() - rejectedPlots(totals));
        json.put("tracks", totals.getTracks());
        display.close();
        return json;
    }

    private static Totals totals(Picture picture) {
        Totals totals = picture.totals();
        return totals == null ? Totals.getDefaultInstance() : totals;
    }

    /** Plots the model refused by a named reason: refused is not lost. */
    private static long rejectedPlots(Totals totals) {
        return totals.getRejectsList().stream()
                .filter(reject -> !reject.getReason().startsWith("COMMAND_"))
                .mapToLong(CountByReason::getCount)
                .sum();
    }

    private static HeadlessDisplay display(Vertx vertx, GroupPorts ports, FrameSizes sizes) {
        GroupOptions options =
                GroupOptions.of("bench display", GatewayAddress.parseAll(ports.gateways()));
        return HeadlessDisplay.open(vertx, options, sizes);
    }

    private static VigilProcess simulator(
            int rate, Path region, GroupPorts ports, PlotRelay relay, Path log) throws IOException {
        return VigilProcess.start(
                "simulator",
                512,
                log,
                List.of(
                        "simulate",
                        "--adaptation",
                        region.toString(),
                        "--plots-per-second",
                        Integer.toString(rate),
                        "--seed",
                        "1",
                        "--to-a",
                        "localhost:" + ports.radar(0),
                        "--to-b",
                        "localhost:" + relay.port(),
                        "--end-with-stdin"));
    }

    /** Sizes of the frames shown; passes everything on to the probes. */
    private static final class FrameSizes implements DisplayListener {
        private final Probes probes;
        private Distribution bytes = new Distribution();

        FrameSizes(Probes probes) {
            this.probes = probes;
        }

        @Override
        public synchronized void shown(ShownFrame frame, Picture picture) {
            if (!frame.wholePicture()) {
                bytes.add(frame.bodyBytes());
            }
            probes.shown(frame, picture);
        }

        synchronized void forget() {
            bytes = new Distribution();
        }

        synchronized Distribution bytes() {
            return bytes;
        }
    }
}
