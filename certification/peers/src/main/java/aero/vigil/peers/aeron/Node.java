package aero.vigil.peers.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.ShutdownSignalBarrier;
import org.jspecify.annotations.Nullable;

/**
 * One member: media driver, archive, consensus module and a service that answers each command with
 * its first eight bytes. Archive and consensus module force what they write (fileSyncLevel 1).
 */
final class Node {

    private static final int FORCED = 1;

    private Node() {}

    /** Arguments: member, first port, directory, heartbeat timeout in ms or 0 for the default. */
    public static void main(String[] args) {
        int member = Integer.parseInt(args[0]);
        Members members = new Members(Integer.parseInt(args[1]));
        Path directory = Path.of(args[2]);
        long heartbeatMillis = Long.parseLong(args[3]);
        String aeron = directory.resolve("driver").toString();
        MediaDriver.Context driver =
                new MediaDriver.Context()
                        .aeronDirectoryName(aeron)
                        .threadingMode(ThreadingMode.SHARED)
                        .termBufferSparseFile(true)
                        .dirDeleteOnStart(true);
        Archive.Context archive =
                new Archive.Context()
                        .aeronDirectoryName(aeron)
                        .archiveDir(new File(directory.toFile(), "archive"))
                        .controlChannel("aeron:udp?endpoint=" + members.archiveEndpoint(member))
                        .localControlChannel("aeron:ipc?term-length=64k")
                        .replicationChannel("aeron:udp?endpoint=localhost:0")
                        .recordingEventsEnabled(false)
                        .threadingMode(ArchiveThreadingMode.SHARED)
                        .catalogFileSyncLevel(FORCED)
                        .fileSyncLevel(FORCED);
        AeronArchive.Context client =
                new AeronArchive.Context()
                        .aeronDirectoryName(aeron)
                        .lock(NoOpLock.INSTANCE)
                        .controlRequestChannel(archive.localControlChannel())
                        .controlResponseChannel(archive.localControlChannel());
        File clusterDirectory = new File(directory.toFile(), "cluster");
        ConsensusModule.Context consensus =
                new ConsensusModule.Context()
                        .aeronDirectoryName(aeron)
                        .clusterMemberId(member)
                        .clusterMembers(members.clusterMembers())
                        .clusterDir(clusterDirectory)
                        .archiveContext(client.clone())
                        .ingressChannel("aeron:udp?term-length=64k")
                        .replicationChannel("aeron:udp?endpoint=localhost:0")
                        .logChannel("aeron:udp?term-length=16m")
                        .fileSyncLevel(FORCED);
        if (heartbeatMillis > 0) {
            long timeout = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
            consensus
                    .leaderHeartbeatTimeoutNs(timeout)
                    .leaderHeartbeatIntervalNs(timeout / 10)
                    .electionTimeoutNs(timeout)
                    .electionStatusIntervalNs(timeout / 10);
        }
        ClusteredServiceContainer.Context container =
                new ClusteredServiceContainer.Context()
                        .aeronDirectoryName(aeron)
                        .archiveContext(client.clone())
                        .clusterDir(clusterDirectory)
                        .clusteredService(new Echo());
        try (ShutdownSignalBarrier barrier = new ShutdownSignalBarrier();
                ClusteredMediaDriver running =
                        ClusteredMediaDriver.launch(driver, archive, consensus);
                ClusteredServiceContainer service = ClusteredServiceContainer.launch(container)) {
            System.out.println("ready " + running.consensusModule().context().clusterMemberId());
            System.out.println(service.context().serviceName());
            barrier.await();
        }
    }

    /** Answers every command; says when it leads. */
    private static final class Echo implements ClusteredService {

        private @Nullable Cluster cluster;

        @Override
        public void onStart(Cluster started, @Nullable Image snapshot) {
            cluster = started;
        }

        @Override
        public void onSessionOpen(ClientSession session, long timestamp) {}

        @Override
        public void onSessionClose(ClientSession session, long timestamp, CloseReason reason) {}

        @Override
        public void onSessionMessage(
                ClientSession session,
                long timestamp,
                DirectBuffer buffer,
                int offset,
                int length,
                Header header) {
            Cluster running = cluster;
            int tries = 0;
            while (session != null
                    && running != null
                    && session.offer(buffer, offset, Long.BYTES) < 0
                    && tries++ < 3) {
                running.idleStrategy().idle();
            }
        }

        @Override
        public void onTimerEvent(long correlationId, long timestamp) {}

        @Override
        public void onTakeSnapshot(ExclusivePublication snapshotPublication) {}

        @Override
        public void onRoleChange(Cluster.Role newRole) {
            System.out.println("role " + newRole);
        }

        @Override
        public void onTerminate(Cluster terminated) {}
    }
}
