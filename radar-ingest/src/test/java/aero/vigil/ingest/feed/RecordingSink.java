package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportFeed;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SensorMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A group that applies everything at once and remembers it. */
final class RecordingSink implements CommandSink {

    private static final byte[] ACCEPTED =
            Result.newBuilder().setAccepted(Accepted.getDefaultInstance()).build().toByteArray();
    private static final long PATIENCE_MILLIS = 30_000;

    private final List<Plot> plots = new ArrayList<>();
    private final List<SensorMessage> messages = new ArrayList<>();
    private @Nullable ReportFeed report;

    @Override
    public synchronized Future<byte[]> submit(byte[] bytes) {
        try {
            Command command = Command.parseFrom(bytes);
            plots.addAll(command.getReportPlots().getPlotsList());
            messages.addAll(command.getReportSensorStatus().getMessagesList());
            if (command.hasReportFeed()) {
                report = command.getReportFeed();
            }
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(e);
        }
        return Future.succeededFuture(ACCEPTED);
    }

    synchronized List<Plot> plots() {
        return List.copyOf(plots);
    }

    synchronized int plotCount() {
        return plots.size();
    }

    synchronized List<SensorMessage> messages() {
        return List.copyOf(messages);
    }

    /** The latest report of the feed itself; an empty one when there was none yet. */
    synchronized ReportFeed report() {
        ReportFeed latest = report;
        return latest == null ? ReportFeed.getDefaultInstance() : latest;
    }

    /** The latest count of a reason. */
    long rejects(String reason) {
        return report().getRejectsList().stream()
                .filter(count -> count.getReason().equals(reason))
                .mapToLong(aero.vigil.wire.airspace.CountByReason::getCount)
                .sum();
    }

    /** Waits for something that comes about by itself; fails with a word when it does not. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(5);
        }
    }
}
