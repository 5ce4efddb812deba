package aero.vigil.certification.demo;

import aero.vigil.certification.observer.SteadyWriter;
import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.FileTree;
import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.Picture;
import aero.vigil.display.ShownFrame;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.server.ReplicaOptions;
import aero.vigil.replication.server.ReplicaServer;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * Does in one process, for a moment, what the processes of a group do, so that the Java machine can
 * put down the classes that they load: the launcher runs it after a build (class data sharing).
 */
@Command(
        name = "share-classes",
        hidden = true,
        description = "Loads what replicas, clients and displays load, and ends.")
public final class ShareClassesCommand implements Callable<Integer> {

    private static final int FRAMES = 20;
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public Integer call() throws Exception {
        GroupPorts ports = GroupPorts.free(1);
        Path directory = Files.createTempDirectory("vigil-classes");
        Vertx vertx = Vertx.vertx();
        try {
            GroupFormat.fresh(directory, ports, VigilHome.adaptation("switzerland"));
            ReplicaOptions options =
                    new ReplicaOptions(
                            directory.resolve("replica-0"),
                            Timing.relaxed(),
                            "127.0.0.1",
                            null,
                            History.KEPT);
            try (ReplicaServer replica = ReplicaServer.start(options, reason -> {})) {
                useIt(vertx, GatewayAddress.parseAll(ports.gateway(replica.index())));
            }
        } finally {
            Waiting.orFail(vertx.close(), "the end");
            FileTree.remove(directory);
        }
        return 0;
    }

    private static void useIt(Vertx vertx, List<GatewayAddress> gateways) throws Exception {
        CountDownLatch frames = new CountDownLatch(FRAMES);
        DisplayListener counting =
                new DisplayListener() {
                    @Override
                    public void shown(ShownFrame frame, Picture picture) {
                        frames.countDown();
                    }
                };
        try (HeadlessDisplay display =
                        HeadlessDisplay.open(
                                vertx, GroupOptions.of("classes", gateways), counting);
                GroupClient client =
                        GroupClient.connect(vertx, GroupOptions.of("classes", gateways))) {
            SteadyWriter writer =
                    new SteadyWriter(vertx, Waiting.orFail(client.open(), "a session"));
            if (!frames.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no frames in " + PATIENCE_SECONDS + " s");
            }
            writer.stop();
            Waiting.orFail(display.measures(), "the display's figures");
        }
    }
}
