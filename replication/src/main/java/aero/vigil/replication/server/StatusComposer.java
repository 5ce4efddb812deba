package aero.vigil.replication.server;

import aero.vigil.replication.core.Alarm;
import aero.vigil.replication.core.ReplicaStatus;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.Peer;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Joins what the core says of itself with what the process measures; used by the loop's thread. */
final class StatusComposer {

    private static final int STATUSES_A_SECOND = 10;
    private static final int ALARMS_KEPT = 8;

    private final Measurements measurements;
    private final long startedNanos = System.nanoTime();
    private final long pid = ProcessHandle.current().pid();
    private int calls;
    private long commitASecondAgo = -1;
    private int commitsPerSecond;
    private long viewBefore = -1;
    private int viewChanges;
    private String lastFault = "";
    private final Deque<String> alarms = new ArrayDeque<>();

    private final StandingAlarms standing = new StandingAlarms();

    StatusComposer(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Something that a person should know. */
    void alarm(Alarm alarm, ReplicaStatus replica) {
        fault(alarm.code() + ": " + alarm.text());
        standing.said(alarm, replica);
    }

    private void fault(String text) {
        lastFault = text;
        if (!text.equals(alarms.peekFirst())) {
            alarms.addFirst(text);
        }
        while (alarms.size() > ALARMS_KEPT) {
            alarms.removeLast();
        }
    }

    /** Called ten times a second. */
    Status.Builder compose(ReplicaStatus replica) {
        if (++calls % STATUSES_A_SECOND == 0) {
            measurements.advance();
            if (commitASecondAgo >= 0) {
                commitsPerSecond = (int) (replica.commitNumber() - commitASecondAgo);
            }
            commitASecondAgo = replica.commitNumber();
        }
        standing.observe(replica);
        return describe(replica);
    }

    /** The same at any other moment. */
    Status.Builder describe(ReplicaStatus replica) {
        if (viewBefore >= 0 && replica.viewNumber() != viewBefore) {
            viewChanges++;
        }
        viewBefore = replica.viewNumber();
        Status.Builder status =
                Status.newBuilder()
                        .setReplica(replica.index())
                        .setGroupSize(replica.groupSize())
                        .setStatus(replica.status().name())
                        .setView(replica.viewNumber())
                        .setPrimary(replica.primary())
                        .setOpNumber(replica.opNumber())
                        .setCommitNumber(replica.commitNumber())
                        .setFrame(replica.frameNumber())
                        .setFrameDigest(ByteString.copyFrom(replica.frameDigest().bytes()))
                        .setLagOps((int) Math.min(Integer.MAX_VALUE, replica.lagOps()))
                        .setSinceQuorumMillis(millis(replica.sinceQuorumMicros()))
                        .setAgeMillis(millis(replica.ageMicros()))
                        .setClockOffsetMicros(replica.clockOffsetMicros())
                        .setStateMachineVersion(replica.version())
                        .setNewestVersion(replica.newestVersion())
                        .setCheckpointOp(replica.checkpointOp())
                        .setViewChanges(viewChanges)
                        .setCommitsPerSecond(commitsPerSecond)
                        .setPid(pid)
                        .setUptimeMillis(
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                        .setLastFault(lastFault)
                        .setDiverged(replica.diverged())
                        .setVouchedOp(replica.vouchedOp())
                        .addAllAlarms(alarms)
                        .addAllGroupAlarms(standing.told());
        for (ReplicaStatus.Peer peer : replica.peers()) {
            status.addPeers(
                    Peer.newBuilder()
                            .setIndex(peer.index())
                            .setConnected(peer.connected())
                            .setHeardMillisAgo(millis(peer.heardMicrosAgo()))
                            .setOpNumber(peer.opNumber())
                            .setCommitNumber(peer.commitNumber()));
        }
        for (ReplicaStatus.Counter counter : replica.counters()) {
            if (counter.name().equals("suspicions.wrongful")) {
                status.setWrongfulSuspicions((int) counter.value());
            }
            status.addCounters(
                    Counter.newBuilder()
                            .setName("core." + counter.name())
                            .setValue(counter.value()));
        }
        measurements.addTo(status);
        return status;
    }

    /** The same in short, for every message of the committed stream (rule 23). */
    static Standing.Builder standing(ReplicaStatus replica) {
        return Standing.newBuilder()
                .setView(replica.viewNumber())
                .setStatus(replica.status().name())
                .setOpNumber(replica.appliedOp())
                .setFrame(replica.frameNumber())
                .setDigest(ByteString.copyFrom(replica.frameDigest().bytes()))
                .setLagOps((int) Math.min(Integer.MAX_VALUE, replica.lagOps()))
                .setSinceQuorumMillis(millis(replica.sinceQuorumMicros()))
                .setAgeMillis(millis(replica.ageMicros()));
    }

    private static int millis(long micros) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, micros / 1_000));
    }
}
