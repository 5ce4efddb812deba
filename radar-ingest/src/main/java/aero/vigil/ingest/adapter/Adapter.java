package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.DatagramSource;
import aero.vigil.ingest.feed.ModelClock;
import aero.vigil.ingest.feed.RadarFeed;
import aero.vigil.ingest.flightplan.FlightPlanPort;
import aero.vigil.ingest.flightplan.PlanPortLimits;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running adapter, A or B: its feeds, its flight-plan port and its sessions with the group. */
final class Adapter implements AutoCloseable {

    private static final long START_SECONDS = 10;
    private static final long END_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Adapter.class);

    private final Vertx vertx = Vertx.vertx();
    private final GroupClient group;
    private final ModelClock modelClock;
    private final String description;

    private Adapter(String name, List<GatewayAddress> gateways, IngestConfiguration configuration) {
        this.group = GroupClient.connect(vertx, GroupOptions.of("adapter-" + name, gateways));
        this.description =
                String.format(
                        "adapter %s (%d feeds, flight plans: %s)",
                        name,
                        configuration.feeds().size(),
                        configuration.flightPlans() == null ? "no" : configuration.flightPlans());
        boolean recorded = configuration.feeds().stream().anyMatch(f -> f.source().isRecording());
        if (recorded) {
            FollowedModelClock followed = new FollowedModelClock(System::nanoTime);
            group.follow(0, followed);
            modelClock = followed;
        } else {
            modelClock = Adapter::utcMicros;
        }
    }

    /** Starts all feeds; they keep what they receive until the group answers. */
    static Adapter start(
            String name, List<GatewayAddress> gateways, IngestConfiguration configuration)
            throws IOException {
        Adapter adapter = new Adapter(name, gateways, configuration);
        try {
            adapter.deploy(name, configuration);
            return adapter;
        } catch (IOException | RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    private void deploy(String name, IngestConfiguration configuration) throws IOException {
        List<Future<String>> deployed = new ArrayList<>();
        for (IngestConfiguration.Feed feed : configuration.feeds()) {
            DatagramSource source = feed.source().open(modelClock);
            deployed.add(
                    vertx.deployVerticle(
                            new RadarFeed(
                                    name, feed.settings(), source, new GroupCommandSink(group))));
        }
        InetSocketAddress plans = configuration.flightPlans();
        if (plans != null) {
            FlightPlanPort port =
                    new FlightPlanPort(
                            plans.getAddress().getHostAddress(),
                            plans.getPort(),
                            new GroupPlanSubmission(new GroupCommandSink(group)),
                            this::modelOrWallMicros,
                            PlanPortLimits.STANDARD);
            deployed.add(vertx.deployVerticle(port));
            deployed.add(
                    vertx.deployVerticle(
                            new PlanFeedReports(name, port::counts, new GroupCommandSink(group))));
        }
        await(Future.all(deployed), START_SECONDS);
    }

    private long modelOrWallMicros() {
        long model = modelClock.nowMicros();
        return model == ModelClock.UNKNOWN ? utcMicros() : model;
    }

    private static long utcMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static void await(Future<?> future, long seconds) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("not done within " + seconds + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            // Feeds first: they would go on asking a group that has been closed.
            await(
                    Future.all(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()),
                    END_SECONDS);
        } catch (IOException e) {
            LOG.warn("the feeds did not end cleanly: {}", e.getMessage());
        }
        group.close();
        try {
            await(vertx.close(), END_SECONDS);
        } catch (IOException e) {
            LOG.warn("the adapter did not end cleanly: {}", e.getMessage());
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
