package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.SupportedVersions;
import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Reply.Outcome;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes, upgraded one after the other to a build that runs a newer state machine and
 * speaks a newer protocol (adr 0015); then one put back, and one of a build too new.
 */
@Timeout(600)
@Tag("slow")
class RollingUpgradeTest {

    private static final int OLD = SupportedVersions.newest();
    private static final int NEW = OLD + 1;

    private final DigestWatch watch = new DigestWatch();

    @Test
    void aGroupIsUpgradedMemberByMemberAndABuildThatCannotIsRefused(@TempDir Path root)
            throws Exception {
        String newer =
                new OtherBuild(root.resolve("newer"))
                        .classPath(SupportedVersions.oldest(), NEW, 1, 2);
        String older = System.getProperty("java.class.path");
        String tooNew = new OtherBuild(root.resolve("too-new")).classPath(OLD, NEW, 3, 3);
        Vertx vertx = Vertx.vertx();
        try (ReplicaProcesses replicas = ReplicaProcesses.format(root);
                GroupClient group =
                        GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()))) {
            replicas.startAll();
            group.addListener(watch);
            Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
            GroupSession session = group.open().await(30, TimeUnit.SECONDS);

            for (int i = 0; i < 3; i++) {
                Eventually.holds("the older version at all", () -> allRun(OLD));
                replicas.stop(i);
                replicas.useBuild(i, newer);
                replicas.start(i);
                framesGoOnAtAll();
                int index = i;
                Eventually.holds(
                        "the newer build at " + i,
                        () -> watch.status(index).getNewestVersion() == NEW);
                applies(session);
            }
            Eventually.holds("the newer version at all", () -> allRun(NEW));
            framesGoOnAtAll();
            applies(session);

            replicas.stop(0);
            replicas.useBuild(0, older);
            replicas.launch(0);
            assertTrue(replicas.process(0).waitFor(60, TimeUnit.SECONDS), "it must not run");
            assertNotEquals(0, replicas.process(0).exitValue());
            String why = replicas.errors(0);
            assertTrue(why.contains("is of state machine version " + NEW), why);
            assertTrue(why.contains("start this replica with a build that runs"), why);
            applies(session);

            replicas.useBuild(0, tooNew);
            replicas.launch(0);
            Eventually.holds(
                    "its protocol is refused",
                    () ->
                            watch.counter(1, "transport.rejected.VERSION") > 0
                                    || watch.counter(2, "transport.rejected.VERSION") > 0);
            Eventually.holds("and it is said", () -> saysWhy(replicas));
            applies(session);

            replicas.kill(0);
            replicas.useBuild(0, newer);
            replicas.start(0);
            framesGoOnAtAll();
            Eventually.holds("the newer version at all", () -> allRun(NEW));
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static boolean saysWhy(ReplicaProcesses replicas) {
        try {
            return replicas.errors(0).contains("they cannot be in one group")
                    && (replicas.errors(1) + replicas.errors(2))
                            .contains("replica 0 speaks protocol versions 3 to 3");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean allRun(int version) {
        for (int i = 0; i < 3; i++) {
            if (watch.status(i).getStateMachineVersion() != version) {
                return false;
            }
        }
        return true;
    }

    /** All cut the same frames, after whatever was done to them. */
    private void framesGoOnAtAll() {
        for (int i = 0; i < 3; i++) {
            int index = i;
            Eventually.holds("replica " + i + " is normal", () -> watch.isNormal(index));
        }
        long frame = watch.status(0).getFrame();
        Eventually.holds("five frames more", () -> watch.commonFrame() > frame + 5);
        watch.requireAgreement();
    }

    private static void applies(GroupSession session) throws Exception {
        byte[] ping = Command.newBuilder().setPing(Ping.getDefaultInstance()).build().toByteArray();
        assertEquals(
                Outcome.APPLIED, session.submit(ping).await(30, TimeUnit.SECONDS).getOutcome());
    }
}
