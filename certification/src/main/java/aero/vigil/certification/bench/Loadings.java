package aero.vigil.certification.bench;

import aero.vigil.airspace.command.AdaptationOrder;
import aero.vigil.wire.airspace.ActivateAdaptation;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.StageAdaptation;
import com.google.protobuf.ByteString;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it costs that another adaptation comes into force under a model's traffic, several times:
 * the activation itself, the tick after it with its frame, and the ticks in which flights follow.
 *
 * <p>All sectors change each time, so no flight keeps its sequence.
 */
final class Loadings {

    private static final int COUNT = 9;

    /** Every flight follows within five seconds. */
    private static final int TICKS_BETWEEN = 6 * ModelRun.TICKS_A_SECOND;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ModelRun run;
    private final List<Adaptation> turns;
    private final Distribution activationMillis = new Distribution();
    private final Distribution activationCpuMillis = new Distribution();
    private final Distribution tickMillis = new Distribution();
    private final Distribution tickCpuMillis = new Distribution();
    private final Distribution laterTickMillis = new Distribution();
    private final Distribution laterTickCpuMillis = new Distribution();
    private final Distribution frameBytes = new Distribution();
    private final Distribution laterFrameBytes = new Distribution();
    private double firstMillis;
    private int adaptationBytes;
    private int keyframeBytes;

    /**
     * @param run whose model has the region's own adaptation, as version 1
     */
    Loadings(ModelRun run, TiledRegion region) {
        this.run = run;
        this.turns =
                List.of(
                        region.dividedAt(TiledRegion.DIVISION_LEVEL - 10),
                        region.dividedAt(TiledRegion.DIVISION_LEVEL + 10));
    }

    /** Loads and flies on, again and again. */
    Map<String, @Nullable Object> measure() {
        for (int i = 0; i < COUNT; i++) {
            load(turns.get(i % turns.size()).toByteArray(), 2 + i);
            keyframeBytes = run.model().captureKeyframe(0).encode().length;
            run.flyOn(TICKS_BETWEEN, this::ticked);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("loadings", COUNT);
        json.put("firstMillis", Math.rint(firstMillis * 100) / 100);
        json.put("activationMillis", activationMillis.toJson(true));
        json.put("activationCpuMillis", activationCpuMillis.toJson(true));
        json.put("tickAfterMillis", tickMillis.toJson(true));
        json.put("tickAfterCpuMillis", tickCpuMillis.toJson(true));
        json.put("laterTickMillis", laterTickMillis.toJson(true));
        json.put("laterTickCpuMillis", laterTickCpuMillis.toJson(true));
        json.put("frameAfterBytes", frameBytes.toJson(true));
        json.put("laterFrameBytes", laterFrameBytes.toJson(true));
        json.put("keyframeBytes", keyframeBytes);
        json.put("adaptationBytes", adaptationBytes);
        return json;
    }

    private void ticked(int tick, ModelRun.TickCost cost) {
        double millis = cost.tickNanos() * 1e-6;
        double cpuMillis = cost.tickCpuNanos() * 1e-6;
        if (tick == 0) {
            tickMillis.add(millis);
            tickCpuMillis.add(cpuMillis);
            frameBytes.add(cost.frameBytes());
        } else {
            laterTickMillis.add(millis);
            laterTickCpuMillis.add(cpuMillis);
            laterFrameBytes.add(cost.frameBytes());
        }
    }

    private void load(byte[] adaptation, int version) {
        ByteString hash = sha256(adaptation);
        adaptationBytes = adaptation.length;
        for (int piece = 0; piece < AdaptationOrder.pieces(adaptation.length); piece++) {
            ByteString content =
                    ByteString.copyFrom(
                            adaptation,
                            piece * AdaptationOrder.PIECE_BYTES,
                            AdaptationOrder.lengthOf(piece, adaptation.length));
            run.supervise(
                    Command.newBuilder()
                            .setStageAdaptation(
                                    StageAdaptation.newBuilder()
                                            .setSha256(hash)
                                            .setTotalBytes(adaptation.length)
                                            .setPiece(piece)
                                            .setContent(content)));
        }
        Command.Builder activation =
                Command.newBuilder()
                        .setActivateAdaptation(
                                ActivateAdaptation.newBuilder()
                                        .setSha256(hash)
                                        .setVersion(version));
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        run.supervise(activation);
        double millis = (System.nanoTime() - begin) * 1e-6;
        activationCpuMillis.add((threads.getCurrentThreadCpuTime() - cpu) * 1e-6);
        activationMillis.add(millis);
        firstMillis = firstMillis == 0 ? millis : firstMillis;
    }

    private static ByteString sha256(byte[] bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
