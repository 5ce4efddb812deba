package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.ReportFeed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticle of one radar feed: takes its datagrams, submits what is believed of them, and says
 * once a second how it fares.
 */
public final class RadarFeed extends VerticleBase {

    private static final long REPORT_MILLIS = 1_000;
    private static final String HANDOVER_FULL = "hand-over full";
    private static final Logger LOG = LoggerFactory.getLogger(RadarFeed.class);

    private final String adapter;
    private final FeedSettings settings;
    private final DatagramSource source;
    private final CommandSink sink;
    private final RejectCounts rejects = new RejectCounts();
    private @Nullable Handover handover;
    private @Nullable CommandQueue queue;
    private @Nullable RadarIntake intake;
    private long kernelDrops;
    private long alarmed;

    /**
     * A feed that starts when it is deployed.
     *
     * @param adapter {@code "A"} or {@code "B"}
     * @param sink this feed's own way to the group
     */
    public RadarFeed(
            String adapter, FeedSettings settings, DatagramSource source, CommandSink sink) {
        this.adapter = adapter;
        this.settings = settings;
        this.source = source;
        this.sink = sink;
    }

    @Override
    public Future<?> start() throws Exception {
        CommandQueue commands =
                new CommandQueue(
                        adapter,
                        settings,
                        rejects,
                        command -> onContext(sink.submit(command)),
                        (millis, action) -> vertx.setTimer(millis, ignored -> action.run()),
                        System::nanoTime);
        RadarIntake radarIntake = new RadarIntake(settings, rejects, commands);
        Handover fromThread = new Handover(context, radarIntake::take);
        queue = commands;
        intake = radarIntake;
        handover = fromThread;
        source.start(fromThread);
        vertx.setPeriodic(REPORT_MILLIS, ignored -> report());
        LOG.info("adapter {} feed {}: {}", adapter, settings.name(), source);
        return Future.succeededFuture();
    }

    /** Answers come on the feed's own event loop, whoever completes them. */
    private Future<byte[]> onContext(Future<byte[]> answer) {
        io.vertx.core.Promise<byte[]> promise = io.vertx.core.Promise.promise();
        answer.onComplete(
                result -> context.runOnContext(ignored -> promise.complete(result)),
                failure -> context.runOnContext(ignored -> promise.fail(failure)));
        return promise.future();
    }

    @Override
    public Future<?> stop() {
        source.close();
        if (queue != null) {
            queue.close();
        }
        return Future.succeededFuture();
    }

    /** Reading the kernel's table may block, so it is done aside and said when it is read. */
    private void report() {
        vertx.executeBlocking(source::kernelDrops)
                .onSuccess(
                        drops -> {
                            kernelDrops = drops;
                            CommandQueue commands = queue;
                            if (commands != null) {
                                commands.report(newReport(commands));
                                alarm(commands);
                            }
                        });
    }

    private ReportFeed newReport(CommandQueue commands) {
        source.countRejectsInto(rejects);
        long received = 0;
        if (handover != null) {
            received = handover.received();
            if (handover.dropped() > 0) {
                rejects.set(HANDOVER_FULL, handover.dropped());
            }
        }
        return ReportFeed.newBuilder()
                .setAdapter(adapter)
                .setFeed(settings.name())
                .setDatagrams(received)
                .setRecords(intake == null ? 0 : intake.records())
                .setKernelDrops(kernelDrops)
                .setDiscarded(commands.discarded())
                .setBuffered(commands.buffered())
                .addAllRejects(rejects.toWire())
                .build();
    }

    /** What is lost is said once a second at most, and shown by the counts in any case. */
    private void alarm(CommandQueue commands) {
        long lost =
                kernelDrops
                        + commands.discarded()
                        + rejects.of(CommandQueue.FLOOD)
                        + rejects.of(HANDOVER_FULL);
        if (lost > alarmed) {
            LOG.warn(
                    "adapter {} feed {} loses data: kernel drops {}, discarded {}, {}",
                    adapter,
                    settings.name(),
                    kernelDrops,
                    commands.discarded(),
                    rejects);
            alarmed = lost;
        }
    }
}
