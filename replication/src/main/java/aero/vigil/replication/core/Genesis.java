package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The operation of op 1: what the group is. The same bytes stand in every member's journal, and the
 * hash of op 1 is the cluster id.
 *
 * @param members the replicas, by index; one, three or five of them
 * @param modelClock how model time runs
 * @param tickPeriodMicros wall microseconds from tick to tick
 * @param checkpointInterval a checkpoint is taken at each op divisible by this, and when ordered
 * @param stateMachineVersion the version of the state machine that reads the log
 * @param adaptation sites, sectors and the like: opaque here, never changed
 */
public record Genesis(
        List<Member> members,
        ModelClock modelClock,
        long tickPeriodMicros,
        long checkpointInterval,
        int stateMachineVersion,
        byte[] adaptation) {

    private static final int LAYOUT = 1;
    private static final int LEAST_MEMBER_BYTES = 4 + 4 + 4 + 16;

    public Genesis {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > 7 || members.size() % 2 == 0) {
            throw new IllegalArgumentException(
                    "a group has 1, 3, 5 or 7 members, not " + members.size());
        }
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).index() != i) {
                throw new IllegalArgumentException("member " + i + " has another index");
            }
        }
        if (tickPeriodMicros < 1_000) {
            throw new IllegalArgumentException(
                    "the tick period is at least 1,000 microseconds, not " + tickPeriodMicros);
        }
        if (checkpointInterval < 1) {
            throw new IllegalArgumentException(
                    "the checkpoint interval is at least 1, not " + checkpointInterval);
        }
    }

    /** The bytes that op 1 carries. */
    public byte[] encode() {
        Bytes bytes = new Bytes().putInt(LAYOUT).putInt(members.size());
        for (Member member : members) {
            bytes.putInt(member.index())
                    .putText(member.replicaAddress())
                    .putText(member.gatewayAddress())
                    .putLong(member.incarnation().high())
                    .putLong(member.incarnation().low());
        }
        return bytes.putLong(modelClock.startMicros())
                .putLong(Double.doubleToLongBits(modelClock.rate()))
                .putLong(tickPeriodMicros)
                .putLong(checkpointInterval)
                .putInt(stateMachineVersion)
                .putBlock(adaptation)
                .toArray();
    }

    /**
     * Reads the operation of op 1.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Genesis decode(byte[] operation) {
        ByteReader reader = new ByteReader(operation);
        int layout = reader.getInt();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("this build does not know genesis layout " + layout);
        }
        int count = reader.getCount(LEAST_MEMBER_BYTES);
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(
                    new Member(
                            reader.getInt(),
                            reader.getText(),
                            reader.getText(),
                            new Incarnation(reader.getLong(), reader.getLong())));
        }
        Genesis genesis =
                new Genesis(
                        members,
                        new ModelClock(reader.getLong(), Double.longBitsToDouble(reader.getLong())),
                        reader.getLong(),
                        reader.getLong(),
                        reader.getInt(),
                        reader.getBlock());
        reader.expectEnd();
        return genesis;
    }
}
