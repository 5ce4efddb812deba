package aero.vigil.replication.journal.format;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a new group shall be.
 *
 * @param members by index
 * @param adaptation a checked {@code vigil.airspace.Adaptation}, encoded
 * @param modelStart the model time of op 1; empty: the time of formatting, as in operation
 * @param rate model seconds a wall second; 1 in operation
 * @param tickPeriodMicros wall microseconds from tick to tick
 * @param checkpointInterval in ops
 */
public record GroupPlan(
        List<PlannedMember> members,
        byte[] adaptation,
        Optional<Instant> modelStart,
        double rate,
        long tickPeriodMicros,
        long checkpointInterval) {

    /** Ten frames a second of wall time, at any rate. */
    public static final long DEFAULT_TICK_PERIOD_MICROS = 100_000;

    /** A restart replays at most this many ops. */
    public static final long DEFAULT_CHECKPOINT_INTERVAL = 50_000;

    /**
     * A member to be.
     *
     * @param replicaAddress host:port the other replicas connect to
     * @param gatewayAddress host:port everybody else connects to
     * @param directory to be made; for a remote member it is moved there afterwards
     */
    public record PlannedMember(String replicaAddress, String gatewayAddress, Path directory) {}

    public GroupPlan {
        members = List.copyOf(members);
    }

    /** A group as it is in operation: model time is UTC. */
    public static GroupPlan of(List<PlannedMember> members, byte[] adaptation) {
        return new GroupPlan(
                members,
                adaptation,
                Optional.empty(),
                1,
                DEFAULT_TICK_PERIOD_MICROS,
                DEFAULT_CHECKPOINT_INTERVAL);
    }

    /** The same group with another number of ops from checkpoint to checkpoint. */
    public GroupPlan withCheckpointInterval(long ops) {
        return new GroupPlan(members, adaptation, modelStart, rate, tickPeriodMicros, ops);
    }

    /** The same group, for a recording or a training run that starts at this time. */
    public GroupPlan withModelClock(Instant start, double newRate) {
        return new GroupPlan(
                members,
                adaptation,
                Optional.of(start),
                newRate,
                tickPeriodMicros,
                checkpointInterval);
    }
}
