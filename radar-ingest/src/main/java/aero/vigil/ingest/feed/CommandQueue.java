package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportFeed;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.ReportSensorStatus;
import aero.vigil.wire.airspace.ReportTracks;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.TargetReport;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers one feed's plots into commands and keeps them while nobody answers.
 *
 * <p>A batch leaves when it has 256 plots or its first has waited 20 ms. One command is outstanding
 * at a time. A service message never overtakes a plot that arrived before it: a sector crossing
 * says that the sector's plots are all there. While no primary answers the newest ten seconds of
 * plots are kept; older ones are discarded and counted, since surveillance wants the newest.
 *
 * <p>Used by one thread, the feed's event loop. Time comes from outside, so that tests have their
 * own.
 */
final class CommandQueue implements PlotReceiver {

    /** A batch has at most so many plots. */
    static final int GREATEST_BATCH = 256;

    /** A plot waits at most so long for others. */
    static final long BATCH_MILLIS = 20;

    /** Plots are kept so long while no primary answers. */
    static final long KEPT_SECONDS = 10;

    /** Service messages kept at most: ten seconds of 64 radars with 32 sectors in four seconds. */
    static final int GREATEST_MESSAGES = 5_120;

    /** A command that came back without an answer is submitted again after so long. */
    static final long RETRY_MILLIS = 100;

    /** A command that comes back so often is given up: it would stop the feed for ever. */
    static final int GREATEST_ATTEMPTS = 50;

    static final String FLOOD = "flood";
    static final String ABANDONED = "command abandoned";

    private static final long NANOS_A_MILLISECOND = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(CommandQueue.class);

    /** Runs something later, on the feed's event loop. */
    interface Timer {
        void after(long millis, Runnable action);
    }

    /** A plot or a report: one of the two. */
    private record WaitingPlot(
            @Nullable Plot plot, @Nullable TargetReport report, long sinceNanos) {}

    /** Service messages wait for all plots that arrived before them. */
    private record WaitingMessage(SensorMessage message, long sinceNanos, long plotsBefore) {}

    private final String adapter;
    private final RejectCounts rejects;
    private final CommandSink sink;
    private final Timer timer;
    private final LongSupplier nanoTime;
    private final int greatestPlots;
    private final RateLimit rateLimit;
    private final ArrayDeque<WaitingPlot> plots = new ArrayDeque<>();
    private final ArrayDeque<WaitingMessage> messages = new ArrayDeque<>();
    private @Nullable ReportFeed report;
    private boolean outstanding;
    private boolean timerSet;
    private boolean closed;
    private long plotsArrived;
    private long plotsGone;
    private long discarded;

    CommandQueue(
            String adapter,
            FeedSettings settings,
            RejectCounts rejects,
            CommandSink sink,
            Timer timer,
            LongSupplier nanoTime) {
        this.adapter = adapter;
        this.rejects = rejects;
        this.sink = sink;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.greatestPlots = (int) KEPT_SECONDS * settings.maxPlotsPerSecond();
        this.rateLimit = new RateLimit(settings.maxPlotsPerSecond(), nanoTime.getAsLong());
    }

    @Override
    public void plot(Plot plot) {
        add(plot, null);
    }

    @Override
    public void report(TargetReport target) {
        add(null, target);
    }

    private void add(@Nullable Plot plot, @Nullable TargetReport target) {
        long now = nanoTime.getAsLong();
        plotsArrived++;
        if (!rateLimit.admits(now)) {
            rejects.count(FLOOD);
            if (plots.isEmpty()) {
                plotsGone++;
                return;
            }
            // The newer plot takes the oldest one's place.
            dropOldestPlot();
        }
        plots.add(new WaitingPlot(plot, target, now));
        discardOld(now);
        pump();
    }

    @Override
    public void sensorMessage(SensorMessage message) {
        if (messages.size() >= GREATEST_MESSAGES) {
            messages.remove();
            discarded++;
        }
        messages.add(new WaitingMessage(message, nanoTime.getAsLong(), plotsArrived));
        pump();
    }

    /** Says this of the feed next; an older report that has not left yet is replaced. */
    void report(ReportFeed newest) {
        report = newest;
        pump();
    }

    /** Plots waiting now. */
    int buffered() {
        return plots.size();
    }

    /** What was discarded because the buffer was full or too old. */
    long discarded() {
        return discarded;
    }

    /** Submits nothing any more. */
    void close() {
        closed = true;
        plots.clear();
        messages.clear();
        report = null;
    }

    private void dropOldestPlot() {
        plots.remove();
        plotsGone++;
    }

    private void discardOld(long now) {
        long oldest = now - KEPT_SECONDS * 1_000 * NANOS_A_MILLISECOND;
        WaitingPlot first = plots.peek();
        while (first != null && (plots.size() > greatestPlots || first.sinceNanos() < oldest)) {
            dropOldestPlot();
            discarded++;
            first = plots.peek();
        }
    }

    /** Submits what is due, when nothing is outstanding. */
    private void pump() {
        if (outstanding || closed) {
            return;
        }
        Command command = next();
        if (command != null) {
            submit(command.toByteArray(), 1);
        }
    }

    private @Nullable Command next() {
        ReportFeed newest = report;
        if (newest != null) {
            // Small and once a second: it goes first, so that it goes even when the feed is full.
            report = null;
            return Command.newBuilder().setReportFeed(newest).build();
        }
        long now = nanoTime.getAsLong();
        discardOld(now);
        long waitMillis = millisUntilDue(now);
        if (waitMillis <= 0) {
            // A message waits until the plots that it must not overtake are gone.
            return messageMayGo() ? takeMessages() : takePlots();
        }
        if (waitMillis != Long.MAX_VALUE && !timerSet) {
            timerSet = true;
            timer.after(waitMillis, this::timeIsUp);
        }
        return null;
    }

    private void timeIsUp() {
        timerSet = false;
        pump();
    }

    /** 0 when a batch is due; Long.MAX_VALUE when nothing waits. */
    private long millisUntilDue(long now) {
        if (plots.size() >= GREATEST_BATCH) {
            return 0;
        }
        long oldest = Long.MAX_VALUE;
        WaitingPlot plot = plots.peek();
        if (plot != null) {
            oldest = plot.sinceNanos() - now;
        }
        WaitingMessage message = messages.peek();
        if (message != null) {
            oldest = Math.min(oldest, message.sinceNanos() - now);
        }
        if (oldest == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long nanos = oldest + BATCH_MILLIS * NANOS_A_MILLISECOND;
        return Math.max(0, (nanos + NANOS_A_MILLISECOND - 1) / NANOS_A_MILLISECOND);
    }

    private boolean messageMayGo() {
        WaitingMessage first = messages.peek();
        return first != null && first.plotsBefore() <= plotsGone;
    }

    /** The oldest plots, or reports: as many as follow one another. */
    private Command takePlots() {
        WaitingPlot first = plots.peek();
        if (first != null && first.report() != null) {
            return takeReports();
        }
        ReportPlots.Builder batch = ReportPlots.newBuilder().setAdapter(adapter);
        for (WaitingPlot next = first;
                next != null && next.plot() != null && batch.getPlotsCount() < GREATEST_BATCH;
                next = plots.peek()) {
            batch.addPlots(next.plot());
            plots.remove();
            plotsGone++;
        }
        return Command.newBuilder().setReportPlots(batch).build();
    }

    private Command takeReports() {
        ReportTracks.Builder batch = ReportTracks.newBuilder().setAdapter(adapter);
        for (WaitingPlot next = plots.peek();
                next != null && next.report() != null && batch.getReportsCount() < GREATEST_BATCH;
                next = plots.peek()) {
            batch.addReports(next.report());
            plots.remove();
            plotsGone++;
        }
        return Command.newBuilder().setReportTracks(batch).build();
    }

    private Command takeMessages() {
        ReportSensorStatus.Builder batch = ReportSensorStatus.newBuilder().setAdapter(adapter);
        while (messageMayGo() && batch.getMessagesCount() < GREATEST_BATCH) {
            batch.addMessages(messages.remove().message());
        }
        return Command.newBuilder().setReportSensorStatus(batch).build();
    }

    private void submit(byte[] command, int attempt) {
        outstanding = true;
        sink.submit(command)
                .onComplete(
                        result -> {
                            countRejection(result);
                            answered();
                        },
                        failure -> {
                            LOG.warn("feed command not answered: {}", failure.toString());
                            again(command, attempt);
                        });
    }

    /** Twice is harmless: the model recognises what it has had. */
    private void again(byte[] command, int attempt) {
        if (attempt >= GREATEST_ATTEMPTS) {
            rejects.count(ABANDONED);
            answered();
        } else {
            timer.after(
                    RETRY_MILLIS,
                    () -> {
                        if (!closed) {
                            submit(command, attempt + 1);
                        }
                    });
        }
    }

    private void answered() {
        outstanding = false;
        pump();
    }

    private void countRejection(byte[] bytes) {
        try {
            Result result = Result.parseFrom(bytes);
            if (result.hasRejected()) {
                rejects.count("command rejected: " + result.getRejected().getReason());
            }
        } catch (InvalidProtocolBufferException e) {
            rejects.count("command answer unreadable");
        }
    }
}
