package aero.vigil.certification.bench;

import aero.vigil.certification.observer.DisplayGaps;
import aero.vigil.certification.observer.SteadyWriter;
import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Status;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What clients and displays see when the primary dies or freezes, over and over.
 *
 * <p>One client submits commands without pause, one display votes on every frame, both connected to
 * all replicas. Before each fault the same quantities are measured for as long without one.
 */
final class FailoverBench {

    private static final int SETTLE_MILLIS = 1_500;
    private static final int WINDOW_MILLIS = 1_500;
    private static final int AERON_RUNS = 3;
    private static final int AERON_TUNED_MILLIS = 200;

    private final BenchGroup bench;
    private final int runs;
    private final @Nullable AeronPeer aeron;

    /**
     * @param aeron to be measured beside, or null
     */
    FailoverBench(BenchGroup bench, int runs, @Nullable AeronPeer aeron) {
        this.aeron = aeron;
        this.bench = bench;
        this.runs = runs;
    }

    /** The figures of one kind of fault. */
    private static final class Fault {
        private final Distribution writeGap = new Distribution();
        private final Distribution displayGap = new Distribution();
        private final Distribution detection = new Distribution();

        Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("writeGapMillis", writeGap.toJson(true));
            json.put("displayGapMillis", displayGap.toJson(true));
            json.put("detectionMillis", detection.toJson(true));
            return json;
        }
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> load = MachineLoad.now();
        Vertx vertx = Vertx.vertx();
        try (ReplicaGroup group = bench.start(scratch)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            GroupOptions options =
                    GroupOptions.of(
                            "bench display", GatewayAddress.parseAll(group.ports().gateways()));
            DisplayGaps gaps = new DisplayGaps();
            HeadlessDisplay display = HeadlessDisplay.open(vertx, options, false, gaps);
            GroupSession session = Waiting.orFail(client.open(), "a session");
            SteadyWriter writer = new SteadyWriter(vertx, session);
            Distribution undisturbed = new Distribution();
            Distribution undisturbedWrites = new Distribution();
            Fault kill = new Fault();
            Fault freeze = new Fault();
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            long began = System.nanoTime();
            for (int run = 1; run <= runs; run++) {
                sayProgress(run, began);
                quiet(gaps, undisturbed, writer, undisturbedWrites);
                kill(group, client, gaps, writer, kill);
                quiet(gaps, undisturbed, writer, undisturbedWrites);
                freeze(group, client, gaps, writer, freeze);
            }
            writer.stop();
            DisplayMeasures measures = Waiting.orFail(display.measures(), "the display's figures");
            json.put("kill", kill.toJson());
            json.put("freeze", freeze.toJson());
            json.put("undisturbedGapMillis", undisturbed.toJson(true));
            json.put("undisturbedWriteGapMillis", undisturbedWrites.toJson(true));
            json.put("missingFrames", measures.missing());
            json.put("repeatedFrames", measures.repeated() + measures.outOfOrder());
            json.put("lostCommands", writer.lost());
            display.close();
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        if (aeron != null) {
            Progress.say("kill -9 of Aeron Cluster's leader");
            Map<String, @Nullable Object> theirs = new LinkedHashMap<>();
            theirs.put("byDefault", aeron.failover(scratch, AERON_RUNS, 0));
            theirs.put(
                    "heartbeatTimeout" + AERON_TUNED_MILLIS + "Millis",
                    aeron.failover(scratch, AERON_RUNS, AERON_TUNED_MILLIS));
            json.put("aeron", theirs);
        }
        json.put("runs", runs);
        json.put("load", load);
        return json;
    }

    private void sayProgress(int run, long began) {
        double spent = (System.nanoTime() - began) / 1e9;
        String left =
                run == 1
                        ? ""
                        : ", about " + Math.round(spent / (run - 1) * (runs - run + 1)) + " s";
        Progress.say("run " + run + " of " + runs + left);
    }

    /** The longest gaps of a window without a fault. */
    private static void quiet(
            DisplayGaps gaps, Distribution display, SteadyWriter writer, Distribution writes)
            throws InterruptedException {
        gaps.forget();
        writer.forget();
        TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS);
        display.add(gaps.longestMillis());
        writes.add(writer.longestMillis());
    }

    private static void kill(
            ReplicaGroup group, GroupClient client, DisplayGaps gaps, SteadyWriter writer, Fault to)
            throws Exception {
        int primary = client.primary();
        VigilProcess process = group.replica(primary);
        observe(client, gaps, writer, to, process::kill9);
        if (process.isAlive()) {
            throw new IllegalStateException("kill -9 did not end " + process.name());
        }
        group.restart(primary);
        group.awaitReady(primary);
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }

    private static void freeze(
            ReplicaGroup group, GroupClient client, DisplayGaps gaps, SteadyWriter writer, Fault to)
            throws Exception {
        VigilProcess process = group.replica(client.primary());
        observe(client, gaps, writer, to, process::freeze);
        process.thaw();
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }

    /** Lets the fault happen and notes the longest gaps of the window that begins with it. */
    private static void observe(
            GroupClient client, DisplayGaps gaps, SteadyWriter writer, Fault to, Runnable fault)
            throws InterruptedException {
        long view = view(client);
        gaps.forget();
        writer.forget();
        long start = System.nanoTime();
        fault.run();
        boolean detected = false;
        while (System.nanoTime() - start < WINDOW_MILLIS * 1_000_000L) {
            if (!detected && view(client) > view) {
                to.detection.add((System.nanoTime() - start) / 1e6);
                detected = true;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        if (!detected) {
            throw new IllegalStateException("no view change followed: the fault had no effect");
        }
        to.writeGap.add(writer.longestMillis());
        to.displayGap.add(gaps.longestMillis());
    }

    private static long view(GroupClient client) {
        long view = -1;
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            view = status == null ? view : Math.max(view, status.getView());
        }
        return view;
    }
}
