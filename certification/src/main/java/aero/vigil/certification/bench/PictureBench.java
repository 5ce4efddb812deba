package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ProcessFigures;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.journal.format.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.airspace.Totals;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole path: simulated radars, adapters A and B, three replicas, a display, each a process but
 * the last, at several rates of distinct plots.
 */
final class PictureBench {

    /** As long as the just-in-time compilers of eight JVMs are busy. */
    private static final int WARM_UP_SECONDS = 45;

    /** System tracks that Vigil must hold, reached at 3,000 plots a second. */
    private static final int MOST_AIRCRAFT = 2_000;

    private static final double AIRCRAFT_A_PLOT_A_SECOND = 2 / 3.0;

    private static final int DRAIN_SECONDS = 5;

    /** Until the simulator of the measured run is as quick as it gets. */
    private static final int SETTLE_SECONDS = 15;

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
        Path region = LoadRegion.write(scratch.resolveSibling(scratch.getFileName() + "-region"));
        Adaptation adaptation = Adaptation.parseFrom(AdaptationFile.read(region));
        Vertx vertx = Vertx.vertx();
        List<VigilProcess> around = new ArrayList<>();
        try (ReplicaGroup group = bench.start(scratch, region)) {
            GroupPorts ports = group.ports();
            Path log = scratch.resolve("log");
            around.addAll(Adapters.start(scratch, ports, region, null));
            long before = warmUp(vertx, rate, region, ports, log);
            try (Probes probes =
                    new Probes(adaptation.getSensors(0), ports.radar(0), ports.radar(1))) {
                FrameSizes sizes = new FrameSizes(probes);
                HeadlessDisplay display = display(vertx, ports, sizes);
                VigilProcess simulator = simulator("simulator", rate, region, ports, log);
                around.add(simulator);
                TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
                return window(rate, group, around, probes, sizes, display, simulator, before);
            }
        } finally {
            around.forEach(VigilProcess::terminate);
            Ending.awaitAll(around);
            Waiting.orFail(vertx.close(), "the end");
        }
    }

    /** The same load from another simulator, whose end is awaited; how many plots it knew then. */
    private static long warmUp(Vertx vertx, int rate, Path region, GroupPorts ports, Path log)
            throws Exception {
        HeadlessDisplay display = display(vertx, ports, new DisplayListener() {});
        VigilProcess simulator = simulator("warm-up", rate, region, ports, log);
        try {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        } finally {
            simulator.terminate();
        }
        TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
        long known = settledPlots(display);
        display.close();
        return known;
    }

    /** What the sensors have counted when nothing more comes; they are told now and then only. */
    private static long settledPlots(HeadlessDisplay display) throws Exception {
        long before = -1;
        long known = Waiting.orFail(display.picture(PictureBench::distinctPlots), "the plots");
        while (known != before) {
            TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
            before = known;
            known = Waiting.orFail(display.picture(PictureBench::distinctPlots), "the plots");
        }
        return known;
    }

    /** Distinct plots that have reached the model, whatever it made of them. */
    private static long distinctPlots(Picture picture) {
        return picture.sensors().values().stream().mapToLong(Sensor::getPlots).sum();
    }

    private Map<String, @Nullable Object> window(
            int rate,
            ReplicaGroup group,
            List<VigilProcess> around,
            Probes probes,
            FrameSizes sizes,
            HeadlessDisplay display,
            VigilProcess simulator,
            long before)
            throws Exception {
        Map<String, Long> processes = new LinkedHashMap<>();
        around.forEach(process -> processes.put(process.name(), process.pid()));
        for (int i = 0; i < BenchGroup.REPLICAS; i++) {
            processes.put(group.replica(i).name(), group.replica(i).pid());
        }
        processes.put("display and probes", ProcessHandle.current().pid());
        Map<String, Object> load = MachineLoad.now();
        Map<String, ProcessFigures> atStart = figures(processes);
        sizes.forget();
        probes.forget();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plotsPerSecond", rate);
        json.put("ageMillis", probes.ageMillis().toJson(true));
        json.put("frameBytes", sizes.bytes().toJson(true));
        List<Object> rows = new ArrayList<>();
        figures(processes)
                .forEach(
                        (name, now) -> {
                            double cpu =
                                    now.cpuSeconds() - atStart.getOrDefault(name, now).cpuSeconds();
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("name", name);
                            row.put("cpuPercent", Math.rint(100 * cpu / elapsed));
                            row.put("pssMiB", Math.rint(now.pssMebibytes()));
                            rows.add(row);
                        });
        json.put("processes", rows);
        json.put("load", load);
        Totals during = Waiting.orFail(display.picture(PictureBench::totals), "the totals");
        json.put("measuredPlotsPerSecond", during.getPlotsPerSecond());
        json.put("tracks", during.getTracks());
        probes.close();
        simulator.terminate();
        TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
        Totals totals = Waiting.orFail(display.picture(PictureBench::totals), "the totals");
        long known = settledPlots(display);
        long sent = plotsSent(simulator) + probes.plots();
        json.put("lostPlots", sent - (known - before));
        json.put("rejects", rejects(totals));
        display.close();
        return json;
    }

    private static Map<String, ProcessFigures> figures(Map<String, Long> processes) {
        Map<String, ProcessFigures> figures = new LinkedHashMap<>();
        processes.forEach((name, pid) -> figures.put(name, ProcessFigures.of(pid)));
        return figures;
    }

    private static int aircraft(int rate) {
        return Math.min(MOST_AIRCRAFT, (int) Math.ceil(rate * AIRCRAFT_A_PLOT_A_SECOND));
    }

    /** What the simulator says at its end. */
    private static long plotsSent(VigilProcess simulator) {
        String report = simulator.newestLine(" datagrams sent").orElse("");
        Matcher plots = Pattern.compile("(\\d+) plots").matcher(report);
        if (!plots.find()) {
            throw new IllegalStateException("the simulator did not say what it has sent");
        }
        return Long.parseLong(plots.group(1));
    }

    private static Map<String, Long> rejects(Totals totals) {
        Map<String, Long> byReason = new TreeMap<>();
        totals.getRejectsList()
                .forEach(reject -> byReason.put(reject.getReason(), reject.getCount()));
        return byReason;
    }

    private static Totals totals(Picture picture) {
        Totals totals = picture.totals();
        return totals == null ? Totals.getDefaultInstance() : totals;
    }

    private static HeadlessDisplay display(Vertx vertx, GroupPorts ports, DisplayListener sizes) {
        GroupOptions options =
                GroupOptions.of("bench display", GatewayAddress.parseAll(ports.gateways()));
        return HeadlessDisplay.open(vertx, options, sizes);
    }

    private static VigilProcess simulator(
            String name, int rate, Path region, GroupPorts ports, Path log) throws IOException {
        return VigilProcess.start(
                name,
                512,
                log,
                List.of(
                        "simulate",
                        "--adaptation",
                        region.toString(),
                        "--plots-per-second",
                        Integer.toString(rate),
                        "--aircraft",
                        Integer.toString(aircraft(rate)),
                        "--seed",
                        "1",
                        "--to-a",
                        "localhost:" + ports.radar(0),
                        "--to-b",
                        "localhost:" + ports.radar(1),
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
