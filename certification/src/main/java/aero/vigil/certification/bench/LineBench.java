package aero.vigil.certification.bench;

import aero.vigil.certification.fault.ThinLine;
import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.wire.gateway.PlanePart;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Displays behind thin lines: what they are shown, how old it is and what that costs. */
final class LineBench {

    /** Until the radars have seen every aircraft and pilots and plans have come to rest. */
    private static final int SETTLE_SECONDS = 40;

    /** In which a display on a thin line has its first picture and knows what its line carries. */
    private static final int JOINING_SECONDS = 60;

    /** Own sectors of a part of the region and what lies around, metres. */
    private static final PlanePart AREA =
            PlanePart.newBuilder()
                    .setWest(-60_000)
                    .setSouth(-60_000)
                    .setEast(60_000)
                    .setNorth(60_000)
                    .build();

    private final BenchGroup bench;
    private final int seconds;

    LineBench(BenchGroup bench, int seconds) {
        this.bench = bench;
        this.seconds = seconds;
    }

    /**
     * With so many aircraft, one line after the other.
     *
     * @param bits of each line a second
     */
    List<Object> run(Path scratch, int aircraft, int[] bits) throws Exception {
        Path region = VigilHome.adaptation("switzerland");
        Vertx vertx = Vertx.vertx();
        List<VigilProcess> around = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        try (ReplicaGroup group = bench.start(scratch, region)) {
            around.addAll(Adapters.start(scratch, group.ports(), region, null));
            around.add(simulator(aircraft, region, group.ports(), scratch.resolve("log")));
            Progress.say(aircraft + " aircraft");
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            for (int each : bits) {
                Progress.say(each / 1_000 + " kbit/s");
                all.add(measure(vertx, group.ports(), each));
            }
        } finally {
            around.forEach(VigilProcess::terminate);
            Ending.awaitAll(around);
            Waiting.orFail(vertx.close(), "the end");
        }
        return all;
    }

    private Map<String, @Nullable Object> measure(Vertx vertx, GroupPorts ports, int bits)
            throws Exception {
        List<InetSocketAddress> replicas =
                doors(ports).stream()
                        .map(address -> new InetSocketAddress(address.host(), address.port()))
                        .toList();
        Ages ages = new Ages();
        Ages directAges = new Ages();
        try (ThinLine line = ThinLine.open(bits, replicas);
                HeadlessDisplay direct =
                        display(vertx, "bench direct display", doors(ports), directAges);
                HeadlessDisplay display = display(vertx, "bench thin display", doors(line), ages)) {
            Waiting.orFail(display.followLine(AREA), "the display");
            TimeUnit.SECONDS.sleep(JOINING_SECONDS);
            directAges.forget();
            Map<String, @Nullable Object> json = window(line, display, ages, bits);
            json.put("directAgeMillis", directAges.ages().toJson(true));
            json.put(
                    "directTracks",
                    Waiting.orFail(direct.picture(Picture::tracks), "tracks").size());
            return json;
        }
    }

    private static List<GatewayAddress> doors(GroupPorts ports) {
        return IntStream.range(0, BenchGroup.REPLICAS)
                .mapToObj(ports::gateway)
                .map(GatewayAddress::parse)
                .toList();
    }

    private static List<GatewayAddress> doors(ThinLine line) {
        return line.ports().stream().map(port -> new GatewayAddress("localhost", port)).toList();
    }

    private Map<String, @Nullable Object> window(
            ThinLine line, HeadlessDisplay display, Ages ages, int bits) throws Exception {
        Waiting.orFail(display.forgetGap(), "the gap");
        DisplayMeasures before = Waiting.orFail(display.measures(), "the measures");
        long passed = line.passedBytes();
        long begin = System.nanoTime();
        ages.forget();
        line.takeLatestMillis();
        TimeUnit.SECONDS.sleep(seconds);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        DisplayMeasures after = Waiting.orFail(display.measures(), "the measures");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("lineBitsPerSecond", bits);
        json.put("line", display.line());
        json.put("light", Waiting.orFail(display.light(), "the light"));
        json.put("tracks", Waiting.orFail(display.picture(Picture::tracks), "tracks").size());
        json.put("bytesPerSecond", Math.rint((line.passedBytes() - passed) / elapsed));
        json.put("lineBytesPerSecond", bits / 8);
        json.put("pictures", after.frames() - before.frames());
        json.put("ageMillis", ages.ages().toJson(true));
        json.put("bodyBytes", ages.bodies().toJson(true));
        json.put("longestGapMillis", Math.rint(after.longestGapMillis()));
        json.put("missing", after.missing() - before.missing());
        json.put("unconfirmed", after.unconfirmed() - before.unconfirmed());
        json.put("emulatorLatestMillis", Math.rint(line.takeLatestMillis()));
        json.put("load", MachineLoad.now());
        return json;
    }

    private static HeadlessDisplay display(
            Vertx vertx, String name, List<GatewayAddress> doors, DisplayListener listener) {
        return HeadlessDisplay.open(
                vertx, GroupOptions.of(name, doors).withoutLearning(), listener);
    }

    private static VigilProcess simulator(int aircraft, Path region, GroupPorts ports, Path log)
            throws IOException {
        return VigilProcess.start(
                "simulator",
                256,
                log,
                List.of(
                        "simulate",
                        "--adaptation",
                        region.toString(),
                        "--aircraft",
                        Integer.toString(aircraft),
                        "--seed",
                        "1",
                        "--to-a",
                        "localhost:" + ports.radar(0),
                        "--to-b",
                        "localhost:" + ports.radar(1),
                        "--end-with-stdin"));
    }

    /** How old pictures are when they are shown: model time runs as the machine's does. */
    private static final class Ages implements DisplayListener {
        private Distribution millis = new Distribution();
        private Distribution bytes = new Distribution();

        @Override
        public synchronized void shown(ShownFrame frame, Picture picture) {
            millis.add(System.currentTimeMillis() - picture.modelTimeMicros() / 1e3);
            bytes.add(frame.bodyBytes());
        }

        synchronized void forget() {
            millis = new Distribution();
            bytes = new Distribution();
        }

        synchronized Distribution ages() {
            return millis;
        }

        synchronized Distribution bodies() {
            return bytes;
        }
    }
}
