package aero.vigil.replication.transport;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Incarnation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The first thing either side says on a connection between replicas.
 *
 * @param oldestVersion of the messages that the speaker can follow with
 * @param newestVersion of them
 * @param index of the speaker
 * @param incarnation of the speaker's disk
 * @param clusterId the hash of op 1
 * @param instance of the speaker's process: random for each start
 */
record Introduction(
        int oldestVersion,
        int newestVersion,
        int index,
        Incarnation incarnation,
        Digest clusterId,
        long instance) {

    /** "VGLR": whoever does not begin with this is no replica. */
    private static final int MAGIC = 0x56474c52;

    static final int BYTES = 4 + 4 + 4 + 4 + 8 + 8 + Digest.BYTES + 8;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putInt(MAGIC)
                .putInt(oldestVersion)
                .putInt(newestVersion)
                .putInt(index)
                .putLong(incarnation.high())
                .putLong(incarnation.low())
                .put(clusterId.bytes())
                .putLong(instance)
                .array();
    }

    /** What these bytes say; null when they are no introduction. */
    static @Nullable Introduction decode(byte[] bytes) {
        if (bytes.length != BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt() != MAGIC) {
            return null;
        }
        int oldest = buffer.getInt();
        int newest = buffer.getInt();
        int index = buffer.getInt();
        Incarnation incarnation = new Incarnation(buffer.getLong(), buffer.getLong());
        byte[] clusterId = new byte[Digest.BYTES];
        buffer.get(clusterId);
        return new Introduction(
                oldest, newest, index, incarnation, Digest.fromBytes(clusterId), buffer.getLong());
    }
}
