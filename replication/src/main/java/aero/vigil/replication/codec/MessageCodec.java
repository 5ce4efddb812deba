package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.Message;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;

/**
 * The messages of one replica as bytes, each in an envelope that says from whom it is.
 *
 * <p>One message for several peers is encoded once: the envelope does not name the receiver. Safe
 * to use from any thread.
 */
public final class MessageCodec {

    /** What an envelope and a message's own fields add to its entries: a round upper bound. */
    private static final int OVERHEAD_BYTES = 4096;

    /** The longest message; a longer one is refused before it is read. */
    public static final int MAX_ENCODED_BYTES = Limits.MAX_MESSAGE_BYTES + OVERHEAD_BYTES;

    /** An index above this cannot be a replica's: groups have at most 7 members. */
    private static final int MAX_INDEX = 6;

    private final ByteString clusterId;
    private final int sender;
    private final Incarnation incarnation;

    /**
     * A codec for what this replica says.
     *
     * @param clusterId the hash of op 1
     * @param sender its index, from 0
     * @param incarnation of its disk
     */
    public MessageCodec(Digest clusterId, int sender, Incarnation incarnation) {
        this.clusterId = Fields.bytes(clusterId);
        this.sender = sender;
        this.incarnation = incarnation;
    }

    /** The bytes of a message, in the newest version. */
    public byte[] encode(Message message) {
        return encode(message, ProtocolVersions.newest());
    }

    /**
     * The bytes of a message.
     *
     * @param version that the receiver speaks
     */
    public byte[] encode(Message message, int version) {
        Wire.Envelope.Builder envelope =
                Wire.Envelope.newBuilder()
                        .setClusterId(clusterId)
                        .setProtocolVersion(version)
                        .setSender(sender)
                        .setIncarnationHigh(incarnation.high())
                        .setIncarnationLow(incarnation.low());
        message.deliverTo(sender, new MessageEncoder(envelope));
        byte[] bytes = envelope.build().toByteArray();
        if (bytes.length > MAX_ENCODED_BYTES) {
            throw new AssertionError(
                    message.getClass().getSimpleName() + " of " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** What the bytes say, whatever they are. */
    public static DecodedMessage decode(byte[] bytes) {
        if (bytes.length > MAX_ENCODED_BYTES) {
            return new MalformedMessage(Reason.TOO_LARGE, bytes.length + " bytes");
        }
        try {
            Wire.Envelope envelope = parse(bytes);
            int sender = envelope.getSender();
            if (sender < 0 || sender > MAX_INDEX) {
                return new MalformedMessage(
                        Reason.NUMBER_OUT_OF_RANGE, "sender " + Integer.toUnsignedString(sender));
            }
            return new ReceivedMessage(
                    Fields.digest(envelope.getClusterId(), "cluster_id"),
                    envelope.getProtocolVersion(),
                    sender,
                    new Incarnation(envelope.getIncarnationHigh(), envelope.getIncarnationLow()),
                    MessageDecoder.decode(envelope));
        } catch (IOException e) {
            return new MalformedMessage(Reason.NOT_PROTOBUF, String.valueOf(e.getMessage()));
        } catch (MalformedException e) {
            return e.malformed();
        }
    }

    /** Its byte fields are parts of the bytes given; decoding copies what it keeps. */
    private static Wire.Envelope parse(byte[] bytes) throws IOException {
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        in.enableAliasing(true);
        Wire.Envelope envelope = Wire.Envelope.parseFrom(in);
        in.checkLastTagWas(0);
        return envelope;
    }
}
