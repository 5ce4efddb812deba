package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.CommandSink;
import aero.vigil.ingest.feed.RejectCounts;
import aero.vigil.ingest.flightplan.PlanPortCounts;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.ReportFeed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a second how the flight-plan port fares, as each radar feed does of itself: what was
 * refused, and why, is then part of the picture that every supervisor sees.
 *
 * <p>Messages count as datagrams, those that the model took as records.
 */
final class PlanFeedReports extends VerticleBase {

    /** The feed's name; no configured feed may have it. */
    static final String FEED = "flight plans";

    private static final long REPORT_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(PlanFeedReports.class);

    private final String adapter;
    private final Supplier<PlanPortCounts> counts;
    private final CommandSink sink;
    private boolean outstanding;

    /**
     * Reports from deployment on.
     *
     * @param sink a way to the group of its own: a report waits for no plan
     */
    PlanFeedReports(String adapter, Supplier<PlanPortCounts> counts, CommandSink sink) {
        this.adapter = adapter;
        this.counts = counts;
        this.sink = sink;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(REPORT_MILLIS, ignored -> report());
        return Future.succeededFuture();
    }

    /** Counts only grow: what nobody answered is said anew a second later. */
    private void report() {
        if (outstanding) {
            return;
        }
        outstanding = true;
        byte[] command =
                Command.newBuilder().setReportFeed(newReport(counts.get())).build().toByteArray();
        sink.submit(command)
                .onFailure(failure -> LOG.warn("plan report not answered: {}", failure.toString()))
                .onComplete(answered -> context.runOnContext(ignored -> outstanding = false));
    }

    private ReportFeed newReport(PlanPortCounts now) {
        RejectCounts rejects = new RejectCounts();
        now.rejects().forEach(rejects::add);
        return ReportFeed.newBuilder()
                .setAdapter(adapter)
                .setFeed(FEED)
                .setDatagrams(now.messages())
                .setRecords(now.accepted())
                .addAllRejects(rejects.toWire())
                .build();
    }
}
